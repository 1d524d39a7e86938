/// How tests wait for what another process does.
///
/// A limit is there to end a test that hangs, and no measure of speed: on a machine that is busy
/// with something else, a healthy process may take many times as long as usual.
public enum Patience {
  /// The longest wait, far more than anything healthy needs.
  public static let limit = Duration.seconds(300)

  /// Asks again and again until there is an answer.
  ///
  /// - Parameters:
  ///   - limit: how long to ask; at least once.
  ///   - pause: the time between an answer that is missing and the next question.
  /// - Returns: the answer; nil if none came in time.
  public static func wait<Answer>(
    limit: Duration = Self.limit, pause: Duration = .milliseconds(10),
    isolation: isolated (any Actor)? = #isolation, for answer: () async throws -> Answer?
  ) async throws -> Answer? {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while true {
      if let answer = try await answer() { return answer }
      guard clock.now < end else { return nil }
      try await Task.sleep(for: pause)
    }
  }
}
