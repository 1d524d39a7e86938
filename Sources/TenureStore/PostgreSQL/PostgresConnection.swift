#if PostgreSQL
  import TenureEngine

  /// One connection on a thread of its own. A transaction is one synchronous call, so nothing else
  /// comes in between while rows are locked.
  actor PostgresConnection {
    /// What became of a transaction.
    enum Outcome<Result: Sendable>: Sendable {
      case done(Result)
      /// The closure threw; nothing was kept.
      case thrown(any Error)
      /// The database did; nothing was kept.
      case failed(PostgresFault.Consequence)
      /// The connection broke after the commit was sent and before its answer.
      case commitUnknown
    }

    /// What was done so far.
    struct Statistics: Sendable, Hashable {
      var roundTrips = 0
      var preparations = 0
    }

    private let thread = ConnectionThread()
    private var pipeline: Pipeline?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    var statistics: Statistics {
      guard let pipeline else { return Statistics() }
      return Statistics(roundTrips: pipeline.roundTrips, preparations: pipeline.preparations)
    }

    /// Connects.
    ///
    /// - Returns: what an operator should know about the server.
    /// - Throws: `StoreError.unavailable`, or `PostgresRefusal` for a server that is not used.
    func open(_ settings: PostgresSettings) throws -> [String] {
      let opened = try PostgresServer.connect(settings)
      pipeline = opened.pipeline
      return opened.warnings
    }

    /// Ends it on its own thread, for saying goodbye may wait for the network.
    func close() {
      pipeline = nil
    }

    /// One transaction, and whether the connection is of no more use after it.
    func perform<Result: Sendable>(
      _ mode: PostgresSession.Mode, _ body: @Sendable (any SQLSession) throws -> Result
    ) -> (outcome: Outcome<Result>, isBroken: Bool) {
      let outcome = transact(mode, body)
      if case .failed(.reconnect) = outcome { return (outcome, true) }
      return (outcome, pipeline?.isBroken ?? true)
    }

    private func transact<Result: Sendable>(
      _ mode: PostgresSession.Mode, _ body: @Sendable (any SQLSession) throws -> Result
    ) -> Outcome<Result> {
      guard let pipeline else {
        return .failed(.reconnect(.unavailable("the connection was never opened")))
      }
      do {
        try pipeline.checkAlive()
        let session = PostgresSession(pipeline, mode)
        let result = Swift.Result { try body(session) }
        if let fault = session.fault {
          rollBack(pipeline)
          return .failed(fault.consequence)
        }
        guard session.hasBegun, case .success(let value) = result else {
          if session.hasBegun { rollBack(pipeline) }
          return result.outcome
        }
        return try end(pipeline, mode, with: value)
      } catch {
        let fault = error as? PostgresFault
        return fault.map { .failed($0.consequence) } ?? .thrown(error)
      }
    }

    private func end<Result: Sendable>(
      _ pipeline: Pipeline, _ mode: PostgresSession.Mode, with value: Result
    ) throws -> Outcome<Result> {
      try pipeline.commit()
      if mode == .read {
        // Nothing depends on how it ends, so nobody waits for it.
        try? pipeline.exchangeLater()
        return .done(value)
      }
      let answers = try pipeline.exchange()
      if answers.isCommitted { return .done(value) }
      if answers.isCommitUnknown { return .commitUnknown }
      rollBack(pipeline)
      let fault = answers.fault ?? .lostConnection("the commit was not answered")
      return .failed(fault.consequence)
    }

    private static let rollBackStatement = Statement("ROLLBACK")

    /// A connection that cannot be rolled back is broken, and the server does it by itself.
    private func rollBack(_ pipeline: Pipeline) {
      guard !pipeline.isBroken else { return }
      try? pipeline.command(Self.rollBackStatement)
      try? pipeline.exchangeLater()
    }
  }

  extension Result where Success: Sendable {
    fileprivate var outcome: PostgresConnection.Outcome<Success> {
      switch self {
      case .success(let value): .done(value)
      case .failure(let error): .thrown(error)
      }
    }
  }
#endif
