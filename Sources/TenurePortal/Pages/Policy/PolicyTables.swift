import TenureDomain
import TenureEngine
import TenurePolicy

/// The rules of an edition in words, by the tables they stand in.
struct PolicyTables {
  typealias Rule = EditionBody.Rule

  /// The tables of an act, in the order in which they are asked.
  static let answers = ["elsewhere", "unnecessary", "refusals", "permits"]
  /// The tables that belong to no act, in the order of an edition.
  static let others = [
    "termEnd", "reactivation", "refund", "lifecycle", "retention", "storage", "access", "notices",
    "pastDue",
  ]

  let body: EditionBody
  private let byTable: [String: [Rule]]

  init(_ body: EditionBody) {
    self.body = body
    byTable = Dictionary(grouping: body.rules, by: \.table)
  }

  subscript(table: String) -> [Rule] { byTable[table] ?? [] }

  /// The acts that it answers.
  var acts: [ActKind] {
    ActKind.allCases.filter { act in
      Self.answers.contains { !self["\(act.rawValue)/\($0)"].isEmpty }
    }
  }

  /// The table that was asked for: one of an act's own if only the act was named.
  func table(named name: String) -> String? {
    if !self[name].isEmpty { return name }
    return Self.answers.map { "\(name)/\($0)" }.first { !self[$0].isEmpty }
  }

  /// The first table that holds a rule.
  func table(of rule: String) -> String? {
    body.rules.first { $0.id == rule }?.table
  }

  /// The act and the answer of a table; no act for a table of its own.
  static func parts(of table: String) -> (act: ActKind?, answer: String) {
    let parts = table.split(separator: "/").map(String.init)
    guard parts.count == 2 else { return (nil, table) }
    return (ActKind(rawValue: parts[0]), parts[1])
  }
}
