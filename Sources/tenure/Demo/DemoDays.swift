import TenureDomain
import TenureEngine

/// Lets the last days of a sample world pass as they would have passed under a running server: its
/// dates are kept, and each day is counted for the operator's overview.
struct DemoDays {
  private let engine: Engine
  private let clock: DemoClock
  private let now: Timestamp
  private let shop: Caller
  /// The day that passes next, counted back from today.
  private var next: Int

  /// How many days are lived through. What is due before is made up for on the first of them.
  static let count = 120
  /// A day of steps ends at the time of day at which the world is made; so long after it passes.
  private static let restSeconds = 60

  /// - Parameter shop: in whose name payments are told.
  init(engine: Engine, clock: DemoClock, now: Timestamp, shop: Caller) {
    self.engine = engine
    self.clock = clock
    self.now = now
    self.shop = shop
    next = Self.count
  }

  /// Lets every day pass that is longer ago.
  mutating func pass(until daysAgo: Int) async throws {
    while next > daysAgo {
      clock.set(now.adding(days: -next).adding(seconds: Self.restSeconds))
      try await keepDates()
      _ = try await engine.rollUp()
      next -= 1
    }
  }

  private func keepDates() async throws {
    let worker = Worker(engine: engine, name: "sample world")
    while try await worker.round().isFull {}
    try await DemoShop(engine: engine).work(by: shop)
  }
}
