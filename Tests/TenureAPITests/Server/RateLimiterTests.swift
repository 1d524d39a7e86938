import Testing

@testable import TenureAPI

@Suite struct RateLimiterTests {
  @Test func `a caller may ask so often at once, then so often a second`() {
    // 2 a second, 3 at once: after three requests the next token comes half a second later.
    let limiter = RateLimiter(perSecond: 2, burst: 3, callers: 10)
    #expect((0..<3).map { _ in limiter.take("a", at: 0) } == [nil, nil, nil])
    #expect(limiter.take("a", at: 0) == 1)
    #expect(limiter.take("a", at: 499_999) == 1)
    #expect(limiter.take("a", at: 500_000) == nil)
    #expect(limiter.take("a", at: 500_000) == 1)
    #expect(limiter.take("b", at: 500_000) == nil)
  }

  @Test func `it remembers no more callers than it may`() {
    let limiter = RateLimiter(perSecond: 1, burst: 5, callers: 100)
    for caller in 0..<10_000 { _ = limiter.take("\(caller)", at: Int64(caller)) }
    #expect(limiter.count <= 100)
  }

  @Test func `what takes too long is not waited for`() async throws {
    let limits = TimeLimits(stopwatch: .system)
    let running = Task { try await limits.run() }
    // While it arrives, the work is stopped before anybody is answered.
    await #expect(throws: TimeLimits.Expired.self) {
      try await limits.within(.milliseconds(50)) { _ in try await Task.sleep(for: .seconds(600)) }
    }
    #expect(limits.count == 0)
    // Once it is there, work that cannot be stopped is left alone.
    await #expect(throws: TimeLimits.Expired.self) {
      try await limits.within(.seconds(60)) { extend in
        extend(to: .milliseconds(50))
        let stubborn = Task { try await Task.sleep(for: .seconds(600)) }
        try await stubborn.value
      }
    }
    let answer = try await limits.within(.seconds(1)) { extend in
      extend(to: .seconds(60))
      try await Task.sleep(for: .milliseconds(1_500))
      return 42
    }
    #expect(answer == 42)
    running.cancel()
  }
}
