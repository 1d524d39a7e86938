import FoundationEssentials
import GRDB
import Glibc
import TenureEngine

extension SQLiteEngine: DatabaseHandle {
  var name: String {
    get async throws {
      let version = try await value(of: "SELECT sqlite_version()")
      return "SQLite \(version ?? "of unknown version")"
    }
  }

  func settings() async throws -> [DatabaseSetting] {
    let pragmas = [
      "journal_mode", "synchronous", "foreign_keys", "page_size", "page_count", "freelist_count",
    ]
    return try await onWriter { database in
      try pragmas.map { pragma in
        let value = try String.fetchOne(database, sql: "PRAGMA \(pragma)")
        return DatabaseSetting(name: pragma, value: value ?? "?")
      }
    }
  }

  func faults() async throws -> [DatabaseFault] {
    let broken = try await pool.read { database in
      let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      let references = try String.fetchAll(
        database, sql: Self.brokenReferences)
      return integrity.filter { $0 != "ok" }.map { DatabaseFault(check: "integrity", finding: $0) }
        + references.map { DatabaseFault(check: "references", finding: $0) }
    }
    return try await broken + Invariants.faults(self)
  }

  /// Tables without row ids have no number to tell a row by.
  private static let brokenReferences = """
    SELECT "table" || coalesce(' row ' || rowid, '') || ' refers to ' || parent
    FROM pragma_foreign_key_check LIMIT 100
    """

  func backup(
    to path: String, settings: [String: String],
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws {
    try await offCooperativeThreads { [pool] in
      try SQLiteBackup(of: pool, to: path).make(settings, progress)
    }
  }

  /// The first value of a query on a reading connection, as text.
  private func value(of query: String) async throws -> String? {
    do {
      return try await pool.read { try String.fetchOne($0, sql: query) }
    } catch {
      throw SQLiteFault.translate(error)
    }
  }

  /// Runs something on the writing connection, between two commits.
  func onWriter<Result: Sendable>(
    _ work: @escaping @Sendable (GRDB.Database) throws -> Result
  ) async throws -> Result {
    do {
      return try await pool.writeWithoutTransaction { try work($0) }
    } catch {
      throw SQLiteFault.translate(error)
    }
  }
}
