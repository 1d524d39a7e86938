#if PostgreSQL
  import Logging
  import TenureEngine

  /// PostgreSQL, through libpq.
  final class PostgresEngine: SQLEngine {
    let dialect = Dialect.postgresql
    let isWriterAtWork = false
    let pool: PostgresPool
    private let settings: PostgresSettings

    /// Connects and looks at the server; what an operator should mend is logged as a warning.
    ///
    /// - Throws: `StoreError.unavailable`, or `PostgresRefusal` for a server that is not used.
    init(_ settings: PostgresSettings, logger: Logger) async throws {
      self.settings = settings
      pool = PostgresPool(settings)
      for warning in try await pool.start() { logger.warning("\(warning)") }
    }

    func read<Result: Sendable>(
      _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
      try await perform(.read, body)
    }

    func write<Result: Sendable>(
      _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
      try await perform(.write, body)
    }

    func close() async {
      await pool.close()
    }

    private func perform<Result: Sendable>(
      _ mode: PostgresSession.Mode, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
      var attempt = 1
      while true {
        switch try await once(mode, body) {
        case .done(let result): return result
        case .thrown(let error): throw error
        case .commitUnknown: throw StoreError.commitUnknown
        case .failed(.fail(let error)): throw error
        case .failed(.retry(let error)):
          guard attempt < settings.attempts else { throw error }
          try await Task.sleep(for: settings.pause(attempt))
        case .failed(.reconnect(let error)):
          guard attempt < settings.attempts else { throw error }
        }
        attempt += 1
      }
    }

    private func once<Result: Sendable>(
      _ mode: PostgresSession.Mode, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> PostgresConnection.Outcome<Result> {
      let connection: PostgresConnection
      do {
        connection = try await pool.acquire()
      } catch let refusal as PostgresRefusal {
        // It was good enough at the start; another server may have taken over.
        throw StoreError.unavailable(refusal.description)
      }
      let (outcome, isBroken) = await connection.perform(mode, body)
      pool.release(connection, isBroken: isBroken)
      return outcome
    }
  }
#endif
