import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

@Suite struct BrakeTests {
  @Test(arguments: Brake.allCases)
  func `a brake stops what cannot be taken back until it is released`(brake: Brake) async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("other")
      let task = try await world.addTask()
      try await world.addTask(.export, of: SubscriptionID(stored: "other"))
      #expect(try await world.apply(brake, "the clock leapt"))
      #expect(try await world.apply(brake, "again") == false)
      for claim in [
        { _ = try await world.claim(task.id) }, { _ = try await world.claimNext() },
      ] {
        let error = await #expect(throws: EngineError.self) { try await claim() }
        #expect(
          reason(of: error)?.contains(
            "the brake `\(brake.rawValue)` is on since 2025-03-15T09:00:00Z: the clock leapt")
            == true)
      }
      #expect(try await world.claimNext(.export) != nil)
      let answer = try await world.engine.releaseBrake(brake.rawValue, by: World.program)
      let released = try JSONText.value(BrakeBody.self, answer.body)
      #expect(!released.isOn && released.releasedBy == "shop")
      #expect(try await world.claimNext()?.id == task.id.text)
    }
  }

  @Test func `more deletions than usual brake, and after a release only more of them`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      for _ in 0..<20 { try await world.addTask() }
      #expect(try await world.claimNext() != nil)
      try await world.addTask()
      let error = await #expect(throws: EngineError.self) { try await world.claimNext() }
      #expect(
        reason(of: error)?.contains(
          "more than 20 deletions are due within a day, of 1 subscriptions")
          == true)
      // Nothing but a release takes it off.
      world.wait(7 * 86_400)
      await #expect(throws: EngineError.self) { try await world.claimNext() }
      _ = try await world.engine.releaseBrake("deletions", by: .console)
      for _ in 0..<20 { #expect(try await world.claimNext() != nil) }
      world.wait(1)
      for _ in 0..<20 { try await world.addTask() }
      #expect(try await world.claimNext() != nil)
      try await world.addTask()
      try await world.engine.sweepTasks()
      #expect(try await world.engine.store.read { try $0.isOn(.deletions) })
    }
  }

  @Test func `deletions of other days do not count`() async throws {
    try await World.with { world in
      try await world.addFjord()
      for _ in 0..<5 {
        for _ in 0..<5 { try await world.addTask() }
        world.wait(86_400)
      }
      #expect(try await world.claimNext() != nil)
    }
  }

  @Test func `there is no other brake`() async throws {
    try await World.with { world in
      await #expect(throws: EngineError.notFound("brake")) {
        _ = try await world.engine.releaseBrake("hand", by: World.program)
      }
      let brakes = try await world.engine.brakes(by: .console)
      #expect(brakes.map(\.isOn) == [false, false])
    }
  }

  @Test func `a setting that is no brake stops deletions too`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addTask()
      try await world.engine.store.write { try $0.set("brake.clock", to: "off") }
      await #expect(throws: StoreError.self) { try await world.claimNext() }
    }
  }
}

extension World {
  fileprivate func apply(_ brake: Brake, _ reason: String) async throws -> Bool {
    let now = clock.now()
    return try await engine.store.write { try $0.apply(brake, because: reason, at: now) }
  }
}
