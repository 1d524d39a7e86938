import Synchronization

/// One process of the simulation, from its start to its crash. Everything that was made in it
/// shares it, so that nothing of it goes on after the crash.
final class Lifetime: Sendable {
  private struct State {
    /// The steps of writing transactions that are left; nil if no crash is planned.
    var stepsLeft: Int?
    var isDead = false
  }

  private let state = Mutex(State())

  var isDead: Bool { state.withLock(\.isDead) }

  /// Whether a crash is planned and has not come.
  var isDoomed: Bool { state.withLock { $0.stepsLeft != nil && !$0.isDead } }

  /// Plans a crash after so many steps of writing transactions, or takes the plan back.
  func plan(crashAfter steps: Int?) {
    state.withLock { $0.stepsLeft = steps }
  }

  /// Counts a step.
  ///
  /// - Returns: whether this is the moment to die.
  /// - Throws: ``Crash`` once the process is dead.
  func takeStep() throws -> Bool {
    try state.withLock { state in
      if state.isDead { throw Crash() }
      guard let left = state.stepsLeft else { return false }
      state.stepsLeft = left - 1
      return left <= 0
    }
  }

  func die() {
    state.withLock { $0.isDead = true }
  }

  func checkAlive() throws {
    if isDead { throw Crash() }
  }
}
