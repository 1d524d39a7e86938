#if PostgreSQL
  import TenureTesting

  @testable import TenureStore

  /// PostgreSQL for the tests that run over each engine.
  enum PostgresUnderTest {
    /// An engine on an empty database of its own.
    static func engine() async throws -> PostgresEngine {
      let cluster = try await PostgresCluster.shared()
      let database = try await cluster.makeDatabase()
      var settings = postgresSettings(cluster.connection(to: database))
      settings.poolSize = 4
      settings.poolWait = .seconds(60)
      return try await PostgresEngine(settings, logger: quiet)
    }
  }
#endif
