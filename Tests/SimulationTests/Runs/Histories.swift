import FoundationEssentials
import Glibc
import Synchronization
import Testing

/// Many histories, each from a seed of its own.
///
/// `TENURE_SEED` names the first seed, `TENURE_STEPS` how many steps there are in all.
struct Histories: Sendable {
  /// Steps of one history.
  let perHistory: Int
  /// Steps of all of them.
  let total: Int
  private let first: UInt64

  init(perHistory: Int, total: Int) {
    let environment = ProcessInfo.processInfo.environment
    self.perHistory = perHistory
    self.total = environment["TENURE_STEPS"].flatMap { Int($0) } ?? total
    first = environment["TENURE_SEED"].flatMap { UInt64($0) } ?? 1
  }

  /// How many histories there are.
  private var count: Int { (total + perHistory - 1) / perHistory }

  /// Runs them, several at once if they are many, until one fails.
  func run(on makeDisk: @escaping @Sendable () async throws -> any Disk) async throws {
    let progress = Progress(total: total)
    let lanes = count > 100 ? ProcessInfo.processInfo.activeProcessorCount : 1
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<lanes {
        group.addTask { [self] in
          while !progress.hasFailed {
            let number = progress.begin()
            guard number < count else { return }
            try await run(number, on: makeDisk, progress)
          }
        }
      }
      try await group.waitForAll()
    }
    print("\(total) steps of \(count) histories, seeds \(first) to \(first + UInt64(count) - 1)")
  }

  private func run(
    _ number: Int, on makeDisk: @escaping @Sendable () async throws -> any Disk,
    _ progress: Progress
  ) async throws {
    let seed = first + UInt64(number)
    var drawing = Drawing(seed: seed)
    let commands = drawing.history(min(perHistory, total - number * perHistory))
    guard let failure = try await Simulation.failure(of: commands, on: try await makeDisk()) else {
      return progress.add(commands.count, seed)
    }
    progress.fail()
    let shrunk = try await Shrinking(on: makeDisk).smallest(commands, failure)
    Issue.record("\(Report(seed: seed, steps: commands.count, failure: failure, shrunk))")
  }
}

/// How far many histories have come; said from time to time if it takes long.
final class Progress: Sendable {
  private struct State {
    var begun = 0
    var done = 0
    var said = 0
    var hasFailed = false
  }

  private let total: Int
  private let began = ContinuousClock.now
  private let state = Mutex(State())

  init(total: Int) {
    self.total = total
  }

  var hasFailed: Bool { state.withLock(\.hasFailed) }

  /// The number of the next history.
  func begin() -> Int {
    state.withLock { state in
      defer { state.begun += 1 }
      return state.begun
    }
  }

  func fail() { state.withLock { $0.hasFailed = true } }

  func add(_ steps: Int, _ seed: UInt64) {
    let done: Int? = state.withLock { state in
      state.done += steps
      guard state.done - state.said >= 20_000 else { return nil }
      state.said = state.done
      return state.done
    }
    guard let done else { return }
    let seconds = (ContinuousClock.now - began).components.seconds
    print("\(done) of \(total) steps, seed \(seed), \(Int64(done) / max(1, seconds)) steps/s")
    // To a pipe or a file it would be said only with many others.
    fflush(nil)
  }
}
