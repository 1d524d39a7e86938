import TenureDomain
import TenureEngine

/// Brings a database to the schema that this version knows.
struct Migrator: Sendable {
  let migrations: [Migration]
  /// The version of tenure that migrates, as it is remembered beside each migration.
  let version: String

  init(_ migrations: [Migration] = Migration.all, version: String) {
    self.migrations = migrations
    self.version = version
  }

  /// What the database says was carried out.
  private struct Applied {
    let name: String
    let digest: [UInt8]
    let version: String
  }

  /// The names of the migrations that are missing, in order. Changes nothing.
  ///
  /// - Throws: `SchemaError` if the database is newer or different, `StoreError`.
  func pending(in engine: some SQLEngine) async throws -> [String] {
    try await engine.read { try self.missing($0) }.map(\.name)
  }

  /// Carries out what is missing, each migration in a transaction of its own.
  ///
  /// - Returns: the names of those carried out.
  /// - Throws: `SchemaError`, `StoreError`; what was carried out before stays.
  func migrate(_ engine: some SQLEngine, at now: Timestamp) async throws -> [String] {
    var done: [String] = []
    let count = try await pending(in: engine).count
    for _ in 0..<count {
      let name = try await engine.write { try self.carryOutNext(in: $0, at: now) }
      if let name { done.append(name) }
    }
    return done
  }

  private func carryOutNext(in session: any SQLSession, at now: Timestamp) throws -> String? {
    let spelling = session.dialect.spelling
    for statement in [spelling.noTimeLimit, spelling.migrationLock].compactMap(\.self) {
      _ = try session.rows(statement, [])
    }
    try session.run(Self.makeTable(session.dialect), [], expecting: nil)
    guard let migration = try missing(session).first else { return nil }
    try check(migration, migration.before, tables: [], in: session)
    for text in migration.statements(session.dialect) {
      try session.run(Statement(text), [], expecting: nil)
    }
    try check(migration, migration.after, tables: migration.tables, in: session)
    try session.run(
      Self.remember,
      [
        .text(migration.name), .bytes(migration.digest), .instant(now), .text(version),
      ], expecting: 1)
    return migration.name
  }

  private func missing(_ session: any SQLSession) throws -> ArraySlice<Migration> {
    let tables = try Self.tables(session)
    guard tables.contains("migrations") else { return migrations[...] }
    let applied = try session.rows(Self.applied, []).map { row in
      var reader = RowReader(row, of: "migrations")
      return Applied(
        name: try reader.text(), digest: try reader.bytes(), version: try reader.text())
    }
    for (index, applied) in applied.enumerated() {
      guard index < migrations.count, migrations[index].name == applied.name else {
        throw SchemaError.newer(migration: applied.name, version: applied.version)
      }
      guard migrations[index].digest == applied.digest else {
        throw SchemaError.changed(migration: applied.name, version: applied.version)
      }
    }
    return migrations.dropFirst(applied.count)
  }

  /// - Parameter expected: those of the migration's tables that there must be; the others must not
  ///   exist.
  private func check(
    _ migration: Migration, _ checks: [Migration.Check], tables expected: [String],
    in session: any SQLSession
  ) throws {
    let tables = try Self.tables(session)
    for table in migration.tables where tables.contains(table) != expected.contains(table) {
      let complaint = expected.contains(table) ? "a table is missing" : "a table exists already"
      throw SchemaError.refused(migration: migration.name, complaint: complaint, rows: [table])
    }
    for check in checks {
      let faults = try session.rows(Statement(check.faults), [])
      guard faults.isEmpty else {
        throw SchemaError.refused(
          migration: migration.name, complaint: check.complaint, rows: faults.map(Self.text))
      }
    }
  }

  private static func tables(_ session: any SQLSession) throws -> Set<String> {
    Set(
      try session.rows(session.dialect.spelling.tables, []).map { row in
        var reader = RowReader(row, of: "tables")
        return try reader.text()
      })
  }

  /// A row for people to read.
  static func text(_ row: SQLRow) -> String {
    row.map { value in
      switch value {
      case .null: "nothing"
      case .integer(let integer): "\(integer)"
      case .text(let text): text
      case .bytes(let bytes): "\(bytes.count) bytes"
      }
    }.joined(separator: "/")
  }

  private static func makeTable(_ dialect: Dialect) -> Statement {
    Statement(
      SchemaTemplate.expand(
        """
        CREATE TABLE IF NOT EXISTS migrations (
          name {text} NOT NULL PRIMARY KEY,
          digest {bytes} NOT NULL,
          applied {integer} NOT NULL,
          version {text} NOT NULL
        ){table}
        """, dialect.spelling))
  }

  private static let applied = Statement(
    "SELECT name, digest, version FROM migrations ORDER BY name")

  private static let remember = Statement(
    "INSERT INTO migrations (name, digest, applied, version) VALUES (?1, ?2, ?3, ?4)")
}
