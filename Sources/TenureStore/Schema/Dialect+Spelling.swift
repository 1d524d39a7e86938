/// Everything that the two engines spell differently, in one list. SQLite's answers stand in
/// `Dialect+SQLite.swift`, those of PostgreSQL in `Dialect+PostgreSQL.swift`; nothing else in the
/// schema and the repository asks which engine it speaks to.
struct DialectSpelling: Sendable {
  /// The type of a 64-bit integer.
  let integer: String
  /// The type of text that is compared byte by byte.
  let text: String
  /// The type of bytes.
  let bytes: String
  /// What ends the definition of a table.
  let tableEnd: String
  /// What ends the definition of a narrow table, whose rows may lie in the order of its key.
  let narrowTableEnd: String
  /// Ends a query whose rows nobody else may change before the end of the transaction.
  let rowLock: String
  /// The condition that a column holds JSON.
  let isJSON: @Sendable (_ column: String) -> String
  /// What makes a table refuse an operation, `UPDATE` or `DELETE`.
  let refusal: @Sendable (_ operation: String, _ table: String) -> [String]
  /// What lets a column hold more words.
  let widening: @Sendable (Migration.Widening) -> [String]
  /// The names of all tables.
  let tables: Statement
  /// Keeps others from migrating at the same time, until the end of the transaction; nil where
  /// there is one writer only.
  let migrationLock: Statement?
  /// Lifts the time limits on statements until the end of the transaction; nil where there are
  /// none.
  let noTimeLimit: Statement?
  /// Tries to take hold of an idempotency key (`?1`) until the end of the transaction: one row, 1
  /// if it was taken and 0 if another transaction has it; nil where there is one writer only.
  let claim: Statement?
  /// Lets one worker at a time look for work, until the end of the transaction; nil where there is
  /// one writer only.
  let claimLock: Statement?
  /// What the server's clock says, in microseconds since 1970; nil where there is no server.
  let clock: Statement?
}

extension Dialect {
  var spelling: DialectSpelling {
    switch self {
    case .sqlite: .sqlite
    case .postgresql: .postgresql
    }
  }
}
