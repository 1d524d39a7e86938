import TenureDomain

extension Engine {
  /// How long the answer to an idempotency key is repeated at least.
  public static let answerDays = 30

  /// Removes stored answers that are older than ``answerDays``, in steps so small that nobody
  /// waits.
  ///
  /// - Returns: how many went.
  public func sweepAnswers() async throws -> Int {
    let limit = clock.now().adding(days: -Self.answerDays)
    var removed = 0
    while true {
      let step = try await store.write {
        try $0.removeAnswers(olderThan: limit, atMost: 200)
      }
      removed += step
      if step < 200 { return removed }
      try Task.checkCancellation()
    }
  }
}
