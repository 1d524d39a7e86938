#if PostgreSQL
  import Logging
  import TenureEngine
  import TenureTesting

  @testable import TenureStore

  /// Runs a test on an engine with an empty database of its own.
  func withPostgres(
    on cluster: PostgresCluster? = nil, change: (inout PostgresSettings) -> Void = { _ in },
    _ body: (PostgresEngine) async throws -> Void
  ) async throws {
    let server = if let cluster { cluster } else { try await PostgresCluster.shared() }
    let database = try await server.makeDatabase()
    var settings = postgresSettings(server.connection(to: database))
    change(&settings)
    let engine = try await PostgresEngine(settings, logger: quiet)
    do {
      try await body(engine)
    } catch {
      await engine.close()
      throw error
    }
    await engine.close()
  }

  /// Settings for tests: a pause that grows with the attempt, and no chance.
  func postgresSettings(_ connection: String) -> PostgresSettings {
    PostgresSettings(connection: connection, pause: { .milliseconds($0 * 10) })
  }

  let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// A connection without a pool, so that its round trips can be counted.
  func openConnection(to database: String? = nil) async throws -> PostgresConnection {
    let cluster = try await PostgresCluster.shared()
    let name = if let database { database } else { try await cluster.makeDatabase() }
    let connection = PostgresConnection()
    _ = try await connection.open(postgresSettings(cluster.connection(to: name)))
    return connection
  }

  extension PostgresConnection {
    /// A transaction that must succeed.
    func write<Result: Sendable>(
      _ body: @Sendable (any SQLSession) throws -> Result
    ) throws -> Result {
      switch perform(.write, body).outcome {
      case .done(let result): return result
      case .thrown(let error): throw error
      case .failed(let consequence): throw consequence.error
      case .commitUnknown: throw StoreError.commitUnknown
      }
    }
  }

  extension SQLSession {
    func run(_ text: String, _ values: [SQLValue] = [], expecting expected: Int? = nil) throws {
      try run(Statement(text), values, expecting: expected)
    }

    func rows(_ text: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
      try rows(Statement(text), values)
    }
  }
#endif
