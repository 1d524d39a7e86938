#if PostgreSQL
  import TenureEngine

  extension PostgresEngine: DatabaseHandle {
    var name: String {
      get async throws {
        let rows = try await read { try $0.rows(Self.version, []) }
        guard case .text(let version)? = rows.first?.first else { return "PostgreSQL" }
        return "PostgreSQL \(version)"
      }
    }

    func settings() async throws -> [DatabaseSetting] {
      try await read { session in
        try session.rows(Self.settingsInForce, []).map { row in
          var reader = RowReader(row, of: "pg_settings")
          return DatabaseSetting(name: try reader.text(), value: try reader.text())
        }
      }
    }

    func faults() async throws -> [DatabaseFault] {
      let broken = try await read { session in
        try session.rows(Self.broken, []).map { row in
          var reader = RowReader(row, of: "pg_catalog")
          return DatabaseFault(check: try reader.text(), finding: try reader.text())
        }
      }
      return try await broken + Invariants.faults(self)
    }

    /// - Throws: `PostgresRefusal` always: the server's own programs do it.
    func backup(
      to path: String, settings: [String: String],
      progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
    ) async throws {
      throw PostgresRefusal(
        "PostgreSQL is backed up with its own programs, while it runs: pg_basebackup for all of "
          + "it with its log, pg_dump for one database. The guide \"Operating on PostgreSQL\" "
          + "shows both")
    }

    private static let version = Statement("SELECT current_setting('server_version')")

    private static let settingsInForce = Statement(
      """
      SELECT name::text, setting::text FROM pg_settings WHERE name IN (
        'fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names',
        'data_checksums', 'max_connections', 'statement_timeout', 'lock_timeout',
        'idle_in_transaction_session_timeout', 'wal_level')
      ORDER BY name
      """)

    /// What PostgreSQL itself knows to be wrong.
    private static let broken = Statement(
      """
      SELECT 'constraints-are-validated', conname::text FROM pg_constraint
        WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
      UNION ALL
      SELECT 'indexes-are-valid', i.indexrelid::regclass::text FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace
      UNION ALL
      SELECT 'pages-have-their-checksums', checksum_failures || ' pages since the statistics began'
        FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
      """)
  }
#endif
