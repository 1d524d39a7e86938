import Logging
import ServiceLifecycle
import TenureAPI
import TenureEngine

/// What a server does beside answering: it carries out batches, looks after the product's tasks,
/// counts the days for the operator's overview, and forgets old answers and codes.
struct Housekeeping: Service {
  let engine: Engine
  let logger: Logger
  /// nil where nobody reads metrics.
  var metrics: ServerMetrics?

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var rounds = 0
      var isDayWaiting = false
      while true {
        await attempt("batches wait for the next round") {
          if try await engine.store.isReleased() { try await engine.runBatches() }
        }
        if rounds % Self.taskPause == 0 {
          await attempt("tasks are looked after at the next round") {
            if try await engine.store.isReleased() { try await lookAfterTasks() }
          }
          await attempt("payments are collected at the next round") {
            if try await isDue() { _ = try await engine.collectPayments() }
          }
        }
        if rounds % Self.hour == Self.firstSweep {
          await attempt("old answers stay for an hour") {
            if try await isDue() { _ = try await engine.sweepAnswers() }
          }
          await attempt("old codes to sign in with stay for an hour") {
            if try await isDue() { _ = try await engine.sweepSignInCodes() }
          }
        }
        if rounds % Self.hour == 0 || (isDayWaiting && rounds % Self.rollUpPause == 0) {
          await attempt("the overview is counted at the next round") {
            if try await isDue() { isDayWaiting = try await engine.rollUp().isWaiting }
          }
        }
        rounds += 1
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Whether what goes by the wall clock may be done.
  private func isDue() async throws -> Bool {
    guard try await engine.store.isReleased() else { return false }
    return try await !engine.store.read { try $0.isOn(.clock) }
  }

  private static let hour = 3_600
  /// The round in which old rows are first forgotten: when the clocks have been looked at.
  private static let firstSweep = 60
  /// Seconds between two looks at the tasks.
  private static let taskPause = 15
  /// Seconds until days are counted again on which work is late.
  private static let rollUpPause = 600

  private func lookAfterTasks() async throws {
    let sweep = try await engine.sweepTasks()
    for task in sweep.escalated {
      logger.warning(
        "a promised date is at risk; `tenure doctor` says more",
        metadata: [
          "account": "\(task.account)", "task": "\(task.id)", "kind": "\(task.kind.rawValue)",
          "promised": "\(task.goneBy.map { "\($0)" } ?? "-")",
        ])
    }
    for fault in sweep.faults {
      logger.error("a task could not be looked after", metadata: ["why": "\(fault)"])
    }
    let gauges = try await engine.workGauges()
    for brake in gauges.brakes {
      logger.warning(
        "deletions wait; `tenure brakes list` says why", metadata: ["brake": "\(brake)"])
    }
    metrics?.gauge(gauges)
  }

  private func attempt(_ otherwise: String, _ work: () async throws -> Void) async {
    do {
      try await work()
    } catch {
      // The database breaks off what it was at when the server ends.
      if Task.isCancelled { return }
      logger.error("\(otherwise)", metadata: ["why": "\(error)"])
    }
  }
}
