import Logging
import ServiceLifecycle
import TenureAPI
import TenureDomain
import TenureEngine

/// Keeps the dates while the process runs: a worker that looks each second, takes on batch after
/// batch while there is more, and waits longer while the database cannot be reached.
struct WorkService: Service {
  let worker: Worker
  let logger: Logger
  /// nil where nobody reads metrics.
  var metrics: ServerMetrics?
  /// Whether the process does nothing else: then it says when it begins.
  var isAlone = false

  private static let pause = Duration.seconds(1)
  /// The longest wait while the database cannot be reached.
  private static let longestPause = Duration.seconds(30)

  func run() async throws {
    if isAlone {
      logger.notice("the worker looks for what is due", metadata: ["name": "\(worker.name)"])
    }
    try? await cancelWhenGracefulShutdown {
      var clocks = ClockGuard(worker.engine)
      var pause = Self.pause
      while true {
        // However much is due, whoever ends the process waits for one batch.
        try Task.checkCancellation()
        do {
          let isFull = try await round(&clocks)
          pause = Self.pause
          if isFull { continue }
        } catch is CancellationError {
          return
        } catch {
          // One line when it begins to fail, then one for each longer wait.
          logger.error(
            "dates wait until the database answers",
            metadata: ["why": "\(error)", "next": "\(pause)"])
          pause = min(pause * 2, Self.longestPause)
        }
        try await Task.sleep(for: pause)
      }
    }
  }

  /// - Returns: whether more may be due already.
  private func round(_ clocks: inout ClockGuard) async throws -> Bool {
    guard try await worker.engine.store.isReleased() else { return false }
    switch try await clocks.look() {
    case .trusted: break
    case .braked: return false
    case .leapt(let reason):
      logger.critical("\(reason): no date is kept until `tenure brakes release clock`")
      return false
    }
    let round = try await worker.round()
    tell(round.failed)
    try await count(round)
    return round.isFull
  }

  /// One line for all that failed for one reason: if the server lacks an edition, thousands do.
  private func tell(_ failed: [FailedWork]) {
    let reasons = Dictionary(grouping: failed) {
      Reason(text: $0.problem, isLast: $0.setAside != nil)
    }
    for (reason, work) in reasons.sorted(by: { $0.key.text < $1.key.text }) {
      let metadata: Logger.Metadata = [
        "place": "\(work[0].place.text)", "why": "\(reason.text)",
        "attempts": "\(work[0].attempts)", "places": "\(work.count)",
      ]
      if reason.isLast {
        logger.error("a date was set aside; `tenure doctor` says what to do", metadata: metadata)
      } else {
        logger.warning("a date is tried again later", metadata: metadata)
      }
    }
  }

  private struct Reason: Hashable {
    let text: String
    let isLast: Bool
  }

  private func count(_ round: Worker.Round) async throws {
    guard let metrics else { return }
    let backlog = try await worker.engine.store.read { try $0.backlog() }
    let now = worker.engine.clock.now()
    let late = backlog.oldest.map { max(0, (now.microseconds - $0.microseconds) / 1_000_000) }
    metrics.countWork(done: round.done, setAside: backlog.setAside, lateSeconds: late ?? 0)
  }
}
