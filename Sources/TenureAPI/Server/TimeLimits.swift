public import ServiceLifecycle
import Synchronization

/// Ends what takes too long. As long as a request arrives, its work is cancelled and waited for:
/// two readers of one connection must never meet, or the process ends. Once all of it is there,
/// work that cannot be stopped goes on, but nobody waits for it any more.
///
/// One task looks over all that runs, four times a second; a timer for each request would cost more
/// than many a request does.
public final class TimeLimits: Service {
  private struct Clocked {
    var deadline: Int64
    /// Whether the work may go on with nobody waiting for it.
    var isLeftAlone = false
    var isExpired = false
    var work: Task<Void, Never>?
  }

  private final class Entry: Sendable {
    let clocked: Mutex<Clocked>
    /// Answers whoever waits that the time is over.
    let leave: @Sendable () -> Void

    init(deadline: Int64, leave: @escaping @Sendable () -> Void) {
      clocked = Mutex(Clocked(deadline: deadline))
      self.leave = leave
    }

    func expire() {
      let (isLeftAlone, work) = clocked.withLock { clocked in
        clocked.isExpired = true
        return (clocked.isLeftAlone, clocked.work)
      }
      if isLeftAlone { leave() } else { work?.cancel() }
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

  /// Moves the end of work whose request is all there.
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
      let place = add(entry)
      let move = Extension { limit in
        let moved = self.deadline(limit)
        entry.clocked.withLock { clocked in
          clocked.deadline = moved
          clocked.isLeftAlone = true
        }
      }
      let task = Task {
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await work(move)) } catch { result = .failure(error) }
        self.remove(place)
        let isExpired = entry.clocked.withLock { $0.isExpired }
        race.finish(isExpired ? .failure(Expired()) : result)
      }
      entry.clocked.withLock { $0.work = task }
    }
  }

  private func add(_ entry: Entry) -> Int {
    state.withLock { state in
      state.next += 1
      state.entries[state.next] = entry
      return state.next
    }
  }

  private func remove(_ place: Int) {
    state.withLock { _ = $0.entries.removeValue(forKey: place) }
  }

  private func deadline(_ limit: Duration) -> Int64 {
    stopwatch.microseconds() + limit.components.seconds * 1_000_000
      + limit.components.attoseconds / 1_000_000_000_000
  }

  private func expire() {
    let now = stopwatch.microseconds()
    let late = state.withLock { state in
      let late = state.entries.filter { entry in entry.value.clocked.withLock { $0.deadline <= now }
      }
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
