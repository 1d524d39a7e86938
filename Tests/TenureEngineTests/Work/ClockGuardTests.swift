import Synchronization
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// What happens around a wall clock that leaps, and around an outage in which it does not: the
/// machine's steady clock is moved by hand beside the wall clock.
///
/// The subscription of Fjord AS renews on 10 April 2025 at 00:00 in Oslo.
@Suite struct ClockGuardTests {
  /// A wall clock, a steady clock, and a worker that asks before each round, as the server does.
  private final class Watch: Sendable {
    let world: World
    private let passed = Mutex(Duration.zero)
    private let clocks: Mutex<ClockGuard?> = Mutex(nil)

    init(_ world: World) {
      self.world = world
      let guarding = ClockGuard(
        world.engine, steady: { [self] in passed.withLock { $0 } }, database: { _ in nil })
      clocks.withLock { $0 = guarding }
    }

    /// Time really passes.
    func pass(seconds: Int) {
      passed.withLock { $0 += .seconds(seconds) }
      world.clock.move(to: world.clock.now().adding(seconds: seconds))
    }

    /// The wall clock alone is moved.
    func leap(seconds: Int) {
      world.clock.move(to: world.clock.now().adding(seconds: seconds))
    }

    func look() async throws -> ClockGuard.Finding {
      guard var guarding = clocks.withLock({ $0 }) else { return .braked }
      let finding = try await guarding.look()
      clocks.withLock { [guarding] in $0 = guarding }
      return finding
    }

    /// How many were brought up to date.
    func round() async throws -> Int {
      guard try await look() == .trusted else { return 0 }
      return try await Worker(engine: world.engine, name: "worker", batch: 10).round().done
    }
  }

  /// From a moment on, when what was due before is done.
  private func watch(_ world: World, from text: String) async throws -> Watch {
    try await world.addFjord()
    world.clock.move(to: try #require(Timestamp(text)))
    let watch = Watch(world)
    #expect(try await watch.look() == .trusted)
    _ = try await watch.round()
    return watch
  }

  private func change(_ world: World) async throws {
    _ = try await world.engine.changeSubscription(
      World.premium, of: World.fjord,
      world.json(#"{"licenses": {"purchased": 10, "assigned": 7}}"#), by: World.program)
  }

  @Test func `an outage of an hour is no leap, and what fell into it is done`() async throws {
    try await World.with { world in
      // 21:30 UTC is half an hour before the renewal.
      let watch = try await watch(world, from: "2025-04-09T21:30:00Z")
      watch.pass(seconds: 3_600)
      #expect(try await watch.round() == 1)
      #expect(try await watch.look() == .trusted)
    }
  }

  @Test func `a clock that jumps a day forward stops the dates, until it is back and released`()
    async throws
  {
    try await World.with { world in
      let watch = try await watch(world, from: "2025-04-09T09:00:00Z")
      let before = try await world.events().count
      watch.leap(seconds: 86_400)
      #expect(
        try await watch.look()
          == .leapt("the wall clock is 86400 seconds ahead of this machine's steady clock"))
      #expect(try await watch.round() == 0)
      // By that clock the renewal is due. Nobody carries it out before the worker either.
      for attempt in [
        { try await change(world) },
        { _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling))) },
      ] {
        let error = await #expect(throws: EngineError.self) { try await attempt() }
        guard case .notNow(let why) = error else {
          Issue.record("it is \(String(describing: error))")
          continue
        }
        #expect(why.contains("tenure brakes release clock"))
      }
      #expect(try await world.events().count == before)
      // Back again it still takes an operator; then all is as if nothing had been.
      watch.leap(seconds: -86_400)
      #expect(try await watch.look() == .braked)
      try await change(world)
      _ = try await world.engine.releaseBrake("clock", by: .console)
      #expect(try await watch.round() == 0)
      watch.pass(seconds: 86_400)
      #expect(try await watch.round() == 1)
      #expect(try await watch.round() == 0)
      #expect(try await world.events().filter { $0.type == EventType.passed }.count == 1)
    }
  }

  @Test func `a clock that jumps back stops the dates as well`() async throws {
    try await World.with { world in
      let watch = try await watch(world, from: "2025-04-09T23:00:00Z")
      watch.leap(seconds: -86_400)
      #expect(
        try await watch.look()
          == .leapt("the wall clock is 86400 seconds behind this machine's steady clock"))
      #expect(try await watch.look() == .braked)
    }
  }

  /// A machine that wakes two hours ahead of the database it shares.
  @Test func `the database's clock counts from the first look on`() async throws {
    try await World.with { world in
      try await world.addFjord()
      var clocks = ClockGuard(
        world.engine, steady: { .zero }, database: { _ in World.start.adding(hours: -2) })
      #expect(
        try await clocks.look()
          == .leapt("the wall clock is 7200 seconds ahead of the database's clock"))
    }
  }
}
