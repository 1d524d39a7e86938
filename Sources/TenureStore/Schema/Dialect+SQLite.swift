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
    tables: Statement(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ),
    migrationLock: nil,
    noTimeLimit: nil,
    claim: nil,
    claimLock: nil,
    clock: nil)
}
