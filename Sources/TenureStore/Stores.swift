public import Logging
public import TenureDomain
import TenureEngine

/// Opens stores.
public enum Stores {
  /// Opens a SQLite file, and makes it if there is none.
  ///
  /// - Parameter purpose: what this process is, for others that ask who owns the file: `serve`.
  /// - Parameter version: the version of tenure.
  /// - Parameter migrating: whether to carry out the migrations that are missing.
  /// - Throws: `OwnershipError` if another process owns the file, `SchemaError` if its schema does
  ///   not suit this version, `FileFault`, `StoreError`.
  public static func sqlite(
    path: String, purpose: String, version: String, now: Timestamp, migrating: Bool = true,
    logger: Logger
  ) async throws -> OpenedStore {
    let engine = try await SQLiteEngine.open(
      path, owner: FileOwner(since: now, purpose: purpose), logger: logger)
    do {
      let migrated = try await bringUpToDate(
        engine, Migrator(version: version), now: now, migrating: migrating)
      return OpenedStore(store: SQLStore(engine), database: engine, migrated: migrated)
    } catch {
      await engine.close()
      throw error
    }
  }

  static func bringUpToDate(
    _ engine: some SQLEngine, _ migrator: Migrator, now: Timestamp, migrating: Bool
  ) async throws -> [String] {
    if migrating { return try await migrator.migrate(engine, at: now) }
    let pending = try await migrator.pending(in: engine)
    guard pending.isEmpty else { throw SchemaError.pending(pending) }
    return []
  }
}
