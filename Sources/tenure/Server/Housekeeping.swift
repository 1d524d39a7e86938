import Logging
import ServiceLifecycle
import TenureEngine

/// What a server does beside answering: it carries out batches, and forgets old answers.
struct Housekeeping: Service {
  let engine: Engine
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var rounds = 0
      while true {
        await attempt("batches wait for the next round") {
          if try await engine.store.isReleased() { try await engine.runBatches() }
        }
        // Once an hour.
        if rounds % 3_600 == 0 {
          await attempt("old answers stay for an hour") {
            if try await engine.store.isReleased() { _ = try await engine.sweepAnswers() }
          }
        }
        rounds += 1
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func attempt(_ otherwise: String, _ work: () async throws -> Void) async {
    do {
      try await work()
    } catch is CancellationError {
      return
    } catch {
      logger.error("\(otherwise)", metadata: ["why": "\(error)"])
    }
  }
}
