public import ServiceLifecycle
import Synchronization

/// Ends what takes too long. Work that cannot be stopped goes on, but nobody waits for it any more.
///
/// One task looks over all that runs, four times a second; a timer for each request would cost more
/// than many a request does.
public final class TimeLimits: Service {
  private final class Entry: Sendable {
    let deadline: Mutex<Int64>
    let expire: @Sendable () -> Void

    init(deadline: Int64, expire: @escaping @Sendable () -> Void) {
      self.deadline = Mutex(deadline)
      self.expire = expire
    }
  }

  private struct State {
    var next = 0
    var entries: [Int: Entry] = [:]
  }

  struct Expired: Error {}

  private let stopwatch: Stopwatch
  private let state = Mutex(State())

  init(stopwatch: Stopwatch) {
    self.stopwatch = stopwatch
  }

  /// Runs until the server shuts down.
  public func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: .milliseconds(250))
        self.expire()
      }
    }
  }

  /// Work in progress.
  var count: Int { state.withLock { $0.entries.count } }

  /// A handle that moves the end of work that is in progress.
  struct Extension: Sendable {
    fileprivate let move: @Sendable (Duration) -> Void
    func callAsFunction(to limit: Duration) { move(limit) }
  }

  /// Does work within a limit that the work itself can move.
  ///
  /// - Throws: `Expired` if it took longer, or what the work throws.
  func within<Result: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable (Extension) async throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let race = Race(continuation)
      let entry = Entry(deadline: deadline(limit)) { race.finish(.failure(Expired())) }
      let place = state.withLock { state in
        state.next += 1
        state.entries[state.next] = entry
        return state.next
      }
      let move = Extension { limit in
        let moved = self.deadline(limit)
        entry.deadline.withLock { $0 = moved }
      }
      Task {
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await work(move)) } catch { result = .failure(error) }
        self.state.withLock { _ = $0.entries.removeValue(forKey: place) }
        race.finish(result)
      }
    }
  }

  private func deadline(_ limit: Duration) -> Int64 {
    stopwatch.microseconds() + limit.components.seconds * 1_000_000
      + limit.components.attoseconds / 1_000_000_000_000
  }

  private func expire() {
    let now = stopwatch.microseconds()
    let late = state.withLock { state in
      let late = state.entries.filter { entry in entry.value.deadline.withLock { $0 <= now } }
      for place in late.keys { state.entries[place] = nil }
      return late.values.map { $0 }
    }
    for entry in late { entry.expire() }
  }
}

/// Resumes whoever waits, once: with the result or with the end of the time.
private final class Race<Result: Sendable>: Sendable {
  private let waiting: Mutex<CheckedContinuation<Result, any Error>?>

  init(_ continuation: CheckedContinuation<Result, any Error>) {
    waiting = Mutex(continuation)
  }

  func finish(_ result: Swift.Result<Result, any Error>) {
    waiting.withLock { $0.take() }?.resume(with: result)
  }
}
