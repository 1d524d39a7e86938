#if PostgreSQL
  import Logging
  import Synchronization
  import TenureDomain
  import TenureEngine
  import TenureTesting

  @testable import TenureStore

  /// A database of a PostgreSQL server. A crash cuts the connection in the middle of whatever it
  /// does; the server finds out by itself.
  final class PostgresDisk: Disk {
    private let connection: String

    init() async throws {
      let cluster = try await PostgresCluster.shared()
      connection = cluster.connection(
        to: try await cluster.makeDatabase(from: try await Self.template.value))
    }

    func open(_ lifetime: Lifetime, fault: (any PlantedFault)?) async throws -> OpenDisk {
      let engine = try await Self.open(connection)
      let fragile = FragileEngine(engine, lifetime, fault: fault) { session in
        _ = try? session.rows(Self.cut, [])
      }
      return OpenDisk(store: SQLStore(fragile), truth: engine) { await engine.close() }
    }

    func remove() async {}

    private static let cut = Statement("SELECT pg_terminate_backend(pg_backend_pid())")

    private static func open(_ connection: String) async throws -> PostgresEngine {
      var settings = PostgresSettings(
        connection: connection, pause: { .milliseconds($0 * 10) })
      settings.poolSize = 4
      settings.poolWait = .seconds(60)
      return try await PostgresEngine(
        settings,
        logger: Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// An empty database with its schema, to be copied.
    private static let template = Task { () async throws -> String in
      let cluster = try await PostgresCluster.shared()
      let name = try await cluster.makeDatabase()
      let engine = try await open(cluster.connection(to: name))
      _ = try await Migrator(version: "simulation").migrate(engine, at: Timestamp(seconds: 0))
      await engine.close()
      return name
    }
  }
#endif
