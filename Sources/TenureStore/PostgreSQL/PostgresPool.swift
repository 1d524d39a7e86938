#if PostgreSQL
  import Synchronization
  import TenureEngine

  /// The connections, and those who wait for one in the order they came.
  final class PostgresPool: Sendable {
    /// What a waiter is handed: a connection, or the room to open one.
    private enum Grant {
      case connection(PostgresConnection)
      case room
    }

    private struct Waiter {
      let number: Int
      let deadline: ContinuousClock.Instant
      let continuation: CheckedContinuation<Grant, any Error>
    }

    private struct State {
      var idle: [PostgresConnection] = []
      /// Connections that are idle, at work or being opened.
      var open = 0
      var waiters: [Waiter] = []
      var lastNumber = 0
      var isWatched = false
      var isClosed = false
      var closers: [CheckedContinuation<Void, Never>] = []

      /// Decides who gets what came free.
      mutating func give(_ grant: Grant) -> Release {
        var release = Release()
        if !waiters.isEmpty {
          release.waiter = waiters.removeFirst()
          return release
        }
        if case .connection(let connection) = grant {
          if !isClosed {
            idle.append(connection)
            return release
          }
          release.unused = connection
        }
        open -= 1
        if isClosed, open == 0 { swap(&release.closers, &closers) }
        return release
      }
    }

    /// What follows when something came free.
    private struct Release {
      var waiter: Waiter?
      /// No longer needed.
      var unused: PostgresConnection?
      /// Those who waited for the last to finish.
      var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let settings: PostgresSettings
    private let state = Mutex(State())

    init(_ settings: PostgresSettings) {
      self.settings = settings
    }

    /// How many transactions wait for a connection.
    var waiting: Int { state.withLock { $0.waiters.count } }

    /// A connection for one transaction; give it back with ``release(_:isBroken:)``.
    ///
    /// - Throws: `StoreError.unavailable` if none comes free in time or the server does not answer.
    func acquire() async throws -> PostgresConnection {
      let grant: Grant? = try state.withLock { state in
        guard !state.isClosed else { throw Self.closed }
        if let connection = state.idle.popLast() { return .connection(connection) }
        guard state.open < settings.poolSize else { return nil }
        state.open += 1
        return .room
      }
      let held: Grant
      if let grant { held = grant } else { held = try await wait() }
      switch held {
      case .connection(let connection): return connection
      case .room: return try await open().connection
      }
    }

    /// Opens the first connection.
    ///
    /// - Returns: what an operator should know about the server.
    func start() async throws -> [String] {
      state.withLock { $0.open += 1 }
      let opened = try await open()
      release(opened.connection, isBroken: false)
      return opened.warnings
    }

    func release(_ connection: PostgresConnection, isBroken: Bool) {
      guard isBroken else { return hand(.connection(connection)) }
      // What broke this one most likely broke those that were idle.
      let idle = state.withLock { state in
        defer { state.idle = [] }
        state.open -= state.idle.count
        return state.idle
      }
      for connection in idle + [connection] { Task { await connection.close() } }
      for _ in idle.indices { handRoomAgain() }
      hand(.room)
    }

    /// Refuses what comes, and waits for what runs.
    func close() async {
      let (idle, waiters) = state.withLock { state in
        state.isClosed = true
        defer { (state.idle, state.waiters) = ([], []) }
        state.open -= state.idle.count
        return (state.idle, state.waiters)
      }
      for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
      for connection in idle { await connection.close() }
      await withCheckedContinuation { continuation in
        let isDone = state.withLock { state in
          if state.open > 0 { state.closers.append(continuation) }
          return state.open == 0
        }
        if isDone { continuation.resume() }
      }
    }

    private static let closed = StoreError.unavailable("the store is closing")

    private func open() async throws -> (connection: PostgresConnection, warnings: [String]) {
      let connection = PostgresConnection()
      do {
        return (connection, try await connection.open(settings))
      } catch {
        hand(.room)
        throw error
      }
    }
  }

  // MARK: Handing over

  extension PostgresPool {
    /// Gives what came free to the first who waits, or keeps it.
    private func hand(_ grant: Grant) {
      let release = state.withLock { $0.give(grant) }
      release.waiter?.continuation.resume(returning: grant)
      if let unused = release.unused { Task { await unused.close() } }
      for closer in release.closers { closer.resume() }
    }

    /// Room that was given up goes to whoever waits.
    private func handRoomAgain() {
      let mayOpen = state.withLock { state in
        guard !state.isClosed, !state.waiters.isEmpty, state.open < settings.poolSize else {
          return false
        }
        state.open += 1
        return true
      }
      if mayOpen { hand(.room) }
    }

    private func wait() async throws -> Grant {
      let number = state.withLock { state in
        state.lastNumber += 1
        return state.lastNumber
      }
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          enqueue(number, continuation)
        }
      } onCancel: {
        remove(number)?.continuation.resume(throwing: CancellationError())
      }
    }

    private func enqueue(_ number: Int, _ continuation: CheckedContinuation<Grant, any Error>) {
      let deadline = ContinuousClock.now + settings.poolWait
      let outcome = state.withLock { state -> Result<Bool, any Error> in
        if state.isClosed { return .failure(Self.closed) }
        if Task.isCancelled { return .failure(CancellationError()) }
        state.waiters.append(
          Waiter(number: number, deadline: deadline, continuation: continuation))
        defer { state.isWatched = true }
        return .success(!state.isWatched)
      }
      switch outcome {
      case .failure(let error): continuation.resume(throwing: error)
      case .success(let startsWatch): if startsWatch { Task { await watch() } }
      }
    }

    private func remove(_ number: Int) -> Waiter? {
      state.withLock { state in
        state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
      }
    }

    /// Sends away who has waited too long. All wait equally long, so the first is the next to go,
    /// and one task watches for all; it ends when nobody waits.
    private func watch() async {
      while true {
        let next = state.withLock { state in
          if state.waiters.isEmpty { state.isWatched = false }
          return state.waiters.first?.deadline
        }
        guard let next else { return }
        try? await ContinuousClock().sleep(until: next)
        let now = ContinuousClock.now
        let late = state.withLock { state in
          let late = state.waiters.prefix { $0.deadline <= now }
          state.waiters.removeFirst(late.count)
          return late
        }
        for waiter in late {
          waiter.continuation.resume(
            throwing: StoreError.unavailable(
              "all \(settings.poolSize) connections to PostgreSQL were busy for "
                + "\(settings.poolWait)"))
        }
      }
    }
  }
#endif
