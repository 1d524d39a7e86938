extension DialectSpelling {
  static let sqlite = DialectSpelling(
    integer: "INTEGER",
    text: "TEXT",  // compared byte by byte unless told otherwise
    bytes: "BLOB",
    tableEnd: " STRICT",
    narrowTableEnd: " STRICT, WITHOUT ROWID",
    rowLock: "",
    isJSON: { "json_valid(\($0))" },
    refusal: { operation, table in
      [
        """
        CREATE TRIGGER \(table)_refuse_\(operation.lowercased()) BEFORE \(operation) ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
        """
      ]
    },
    widening: sqliteWidening,
    tables: Statement(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ),
    migrationLock: nil,
    noTimeLimit: nil,
    claim: nil,
    claimLock: nil,
    clock: nil)

  /// SQLite alters no constraint. A wider one makes no row wrong, so its text may be changed where
  /// the schema keeps it: https://sqlite.org/lang_altertable.html, section 7.
  private static func sqliteWidening(_ widening: Migration.Widening) -> [String] {
    let start = "\(widening.column) IN ("
    let check = SchemaTemplate.expand(widening.check, sqlite)
    guard let begin = check.firstRange(of: start),
      let end = check[begin.upperBound...].firstIndex(of: ")")
    else { preconditionFailure("\(widening.constraint) says nothing of words") }
    let words = check[begin.lowerBound...end].replacing("'", with: "''")
    let rest = "substr(sql, instr(sql, '\(start)'))"
    return [
      "PRAGMA writable_schema = ON",
      """
      UPDATE sqlite_schema SET sql = substr(sql, 1, instr(sql, '\(start)') - 1) || '\(words)'
        || substr(\(rest), instr(\(rest), ')') + 1)
      WHERE type = 'table' AND name = '\(widening.table)' AND instr(sql, '\(start)') > 0
      """,
      "PRAGMA writable_schema = RESET",
    ]
  }
}
