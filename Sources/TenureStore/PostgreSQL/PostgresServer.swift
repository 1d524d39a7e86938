#if PostgreSQL
  import CLibpq
  import Glibc
  import TenureEngine

  /// Connecting to a server, and looking whether what it acknowledges is kept.
  enum PostgresServer {
    static let oldestVersion = 15

    struct Opened {
      let pipeline: Pipeline
      let warnings: [String]
    }

    static func connect(_ settings: PostgresSettings) throws -> Opened {
      let options = try connectionOptions(settings.connection)
      guard let connection = connect(options) else {
        throw StoreError.unavailable("libpq has no memory for a connection")
      }
      guard PQstatus(connection) == CONNECTION_OK else {
        defer { PQfinish(connection) }
        throw StoreError.unavailable(oneLine(String(cString: PQerrorMessage(connection))))
      }
      let version = Int(PQserverVersion(connection)) / 10_000
      let isOpenToListeners = PQsslInUse(connection) == 0 && !isLocal(connection)
      do {
        let pipeline = try Pipeline(connection)
        guard version >= oldestVersion else { throw tooOld(version) }
        var warnings = try prepareSession(pipeline, settings)
        if isOpenToListeners {
          warnings.append(
            "the connection to PostgreSQL is not encrypted; set sslmode=verify-full")
        }
        return Opened(pipeline: pipeline, warnings: warnings)
      } catch let fault as PostgresFault {
        throw fault.consequence.error
      }
    }

    private static func tooOld(_ version: Int) -> PostgresRefusal {
      PostgresRefusal(
        "the server is PostgreSQL \(version); tenure needs \(oldestVersion) or newer. Upgrade it "
          + "with pg_upgrade, or name another server")
    }

    /// What libpq is told where neither the connection string nor the environment says otherwise.
    private static let defaults = [
      ("target_session_attrs", "read-write"), ("connect_timeout", "5"), ("keepalives_idle", "10"),
      ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "15000"),
      ("fallback_application_name", "tenure"),
    ]

    private static func connectionOptions(_ text: String) throws -> [(String, String)] {
      guard let parsed = PQconninfoParse(text, nil) else {
        // libpq's own message quotes the text, which may hold a password.
        throw PostgresRefusal(
          "the connection string cannot be read. Write it as "
            + "`host=db1,db2 port=5432 dbname=tenure user=tenure sslmode=verify-full` or "
            + "`postgresql://tenure@db1,db2/tenure?sslmode=verify-full`")
      }
      PQconninfoFree(parsed)
      let open = defaults.filter { name, _ in !isInEnvironment(name) }
      // What comes later wins, so the connection string, which `dbname` takes, comes last.
      return open + [("dbname", text), ("client_encoding", "UTF8")]
    }

    private static func isInEnvironment(_ name: String) -> Bool {
      guard let known = PQconndefaults() else { return false }
      defer { PQconninfoFree(known) }
      var option = known
      while let keyword = option.pointee.keyword {
        if String(cString: keyword) == name {
          guard let variable = option.pointee.envvar else { return false }
          return getenv(variable) != nil
        }
        option += 1
      }
      return false
    }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
      let names = options.map { strdup($0.0) } + [nil]
      let values = options.map { strdup($0.1) } + [nil]
      defer { for text in names + values { free(text) } }
      return PQconnectdbParams(
        names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
    }

    private static func isLocal(_ connection: OpaquePointer) -> Bool {
      let host = PQhost(connection).map { String(cString: $0) } ?? ""
      let address = PQhostaddr(connection).map { String(cString: $0) } ?? ""
      return host.hasPrefix("/") || address.hasPrefix("127.") || address == "::1"
    }

    private static func oneLine(_ text: String) -> String {
      text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
  }

  // MARK: The session

  extension PostgresServer {
    private static let session = Statement(
      """
      SELECT current_setting('fsync'), current_setting('full_page_writes'),
        current_setting('server_encoding'), pg_is_in_recovery(),
        current_setting('synchronous_standby_names'),
        set_config('synchronous_commit', current_setting('synchronous_commit'), false),
        set_config('statement_timeout', ?1, false), set_config('lock_timeout', ?2, false),
        set_config('idle_in_transaction_session_timeout', ?3, false),
        set_config('jit', 'off', false)
      """)

    /// Sets the time limits, holds `synchronous_commit` at what it is now, and looks at the server.
    ///
    /// - Returns: warnings.
    private static func prepareSession(
      _ pipeline: Pipeline, _ settings: PostgresSettings
    ) throws -> [String] {
      let limits = [settings.statementLimit, settings.lockLimit, settings.idleLimit]
      try pipeline.query(session, limits.map { .text("\($0.wholeMilliseconds)ms") })
      let answers = try pipeline.exchange()
      if let fault = answers.fault { throw fault }
      guard let row = answers.results.first?.first, row.count >= 6 else {
        throw StoreError.unreadable("PostgreSQL did not tell its settings")
      }
      func text(_ column: Int) -> String {
        if case .text(let text) = row[column] { text } else { "" }
      }
      if row[3] == .integer(1) {
        throw StoreError.unavailable("the server is a standby; name the primary as well")
      }
      return try judge(
        fsync: text(0), fullPageWrites: text(1), encoding: text(2), standbys: text(4),
        synchronousCommit: text(5))
    }

    /// An acknowledged act must be on disk, so a server that may lose one is refused.
    ///
    /// - Returns: warnings.
    static func judge(
      fsync: String, fullPageWrites: String, encoding: String, standbys: String,
      synchronousCommit: String
    ) throws -> [String] {
      guard fsync == "on" else {
        throw PostgresRefusal(
          "the server runs with fsync=\(fsync): a power failure may lose acts that were answered. "
            + "Set fsync=on in postgresql.conf and restart the server")
      }
      guard synchronousCommit != "off" else {
        throw PostgresRefusal(
          "synchronous_commit is off for this role or database: a crash may lose acts that were "
            + "answered. Set it to on, in postgresql.conf or with ALTER ROLE … SET")
      }
      guard encoding == "UTF8" else {
        throw PostgresRefusal(
          "the database is encoded in \(encoding). Make one with `createdb -E UTF8 -T template0`")
      }
      var warnings: [String] = []
      if fullPageWrites != "on" {
        warnings.append(
          "full_page_writes is off: a power failure may damage pages. Leave it off only on a file "
            + "system that never tears a page")
      }
      if !standbys.isEmpty, synchronousCommit == "local" {
        warnings.append(
          "synchronous_commit is local, so no act waits for the standbys that "
            + "synchronous_standby_names lists: a failover may lose acts that were answered")
      }
      return warnings
    }
  }

  extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
      components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
  }
#endif
