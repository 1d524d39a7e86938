#if PostgreSQL
  public import Logging
  public import TenureDomain
  import TenureEngine

  extension Stores {
    /// Opens a database of a PostgreSQL server. The database exists; its schema is made if there is
    /// none. Several servers of tenure may open one database, at once too.
    ///
    /// - Parameter version: the version of tenure.
    /// - Parameter migrating: whether to carry out the migrations that are missing.
    /// - Throws: `PostgresRefusal` if the server could lose what was answered, is too old or the
    ///   connection string cannot be read; `SchemaError` if the schema does not suit this version;
    ///   `StoreError`.
    public static func postgresql(
      _ settings: PostgresSettings, version: String, now: Timestamp, migrating: Bool = true,
      logger: Logger
    ) async throws -> OpenedStore {
      let engine = try await PostgresEngine(settings, logger: logger)
      do {
        let migrated = try await bringUpToDate(
          engine, Migrator(version: version), now: now, migrating: migrating)
        return OpenedStore(store: SQLStore(engine), database: engine, migrated: migrated)
      } catch {
        await engine.close()
        throw error
      }
    }
  }
#endif
