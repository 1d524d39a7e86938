import Synchronization

/// The idempotency keys that a process works on right now. A repetition that arrives meanwhile is
/// told so at once instead of waiting behind the first.
final class KeysInFlight: Sendable {
  private let keys: Mutex<Set<RequestKey>> = Mutex([])

  /// Runs work while holding a key.
  ///
  /// - Throws: `EngineError.inFlight` if it is held already.
  func holding<Result: Sendable>(
    _ key: RequestKey?, _ work: () async throws -> Result
  ) async throws -> Result {
    guard let key else { return try await work() }
    guard keys.withLock({ $0.insert(key).inserted }) else { throw EngineError.inFlight }
    defer { keys.withLock { _ = $0.remove(key) } }
    return try await work()
  }
}
