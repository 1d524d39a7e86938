import Crypto
import TenureDomain

/// One named step of the schema. Once released a migration never changes: what comes later is a
/// migration of its own.
///
/// Its text is a template, the same for both engines. `{integer}`, `{text}`, `{bytes}` are the
/// types, `{table}` and `{narrow}` end a table, `{json NAME}` is the condition that a column holds
/// JSON, and `{words NAME}` is the list of a vocabulary's words.
struct Migration: Sendable {
  /// A number and what it is about: `0001-accounts`.
  let name: String
  /// The tables it makes: none of them exists before it, all of them after it.
  let tables: [String]
  let steps: [Step]
  /// Conditions on the data that must hold before it is carried out.
  let before: [Check]
  /// Conditions on the data that must hold after it.
  let after: [Check]

  init(
    _ name: String, tables: [String], before: [Check] = [], after: [Check] = [], _ steps: [Step]
  ) {
    self.name = name
    self.tables = tables
    self.steps = steps
    self.before = before
    self.after = after
  }

  enum Step: Sendable {
    case sql(String)
    /// Makes a table refuse an operation: `UPDATE` or `DELETE`.
    case refuse([String], on: String)
    case widen(Widening)
  }

  /// Lets a column of a table that exists hold the words that its vocabulary has now.
  struct Widening: Sendable {
    let table: String
    let column: String
    /// The name of the constraint that holds the words.
    let constraint: String
    /// All that the constraint says, with `{words NAME}` behind the column.
    let check: String
  }

  /// A query that returns a row for each fault.
  struct Check: Sendable {
    let complaint: String
    let faults: String
  }

  /// SHA-256 of the template.
  var digest: [UInt8] {
    var hash = SHA256()
    hash.update(data: Array(name.utf8))
    for step in steps {
      switch step {
      case .sql(let text): hash.update(data: Array("\n;\(text)".utf8))
      case .refuse(let operations, let table):
        hash.update(data: Array("\n;refuse \(operations) on \(table)".utf8))
      case .widen(let widening):
        hash.update(data: Array("\n;widen \(widening.constraint) \(widening.check)".utf8))
      }
    }
    return Array(hash.finalize())
  }

  /// The statements as an engine is told them.
  func statements(_ dialect: Dialect) -> [String] {
    steps.flatMap { step in
      switch step {
      case .sql(let text): [SchemaTemplate.expand(text, dialect.spelling)]
      case .refuse(let operations, let table):
        operations.flatMap { dialect.spelling.refusal($0, table) }
      case .widen(let widening): dialect.spelling.widening(widening)
      }
    }
  }

  /// All migrations, in order.
  static let all: [Migration] = [
    .accounts, .subscriptions, .history, .ledger, .answers, .credentials, .batches, .operation,
    .work, .tasks, .payments, .storage, .calendars, .messages, .signIn, .cases, .rollups, .search,
    .words, .purchasers, .claimedDues,
  ]
}
