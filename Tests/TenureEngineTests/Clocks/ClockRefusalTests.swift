import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// What clocks are never made to do.
@Suite struct ClockRefusalTests {
  private func faults(_ work: () async throws -> Void) async -> [FieldFault] {
    do {
      try await work()
      return []
    } catch EngineError.invalid(let faults) {
      return faults
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  @Test func `a clock never goes back, and staying changes nothing`() async throws {
    try await World.with { world in
      try await world.addOwnClock()
      let faults = await faults { _ = try await world.advance(to: "2026-01-10T08:59:59Z") }
      #expect(faults.map(\.field) == ["to"])
      #expect(faults.first?.problem.contains("2026-01-10T09:00:00Z") == true)
      let before = try await world.events(in: World.lab).count
      let answer = try await world.advance(to: "2026-01-10T09:00:00Z")
      #expect(answer.finished && answer.count == 0)
      #expect(try await world.events(in: World.lab).count == before)
    }
  }

  @Test(arguments: ["soon", "2026-13-01T00:00:00Z", "2200-01-01T00:00:00Z", "2026-05-01", "1", ""])
  func `a moment that is none is refused`(text: String) async throws {
    try await World.with { world in
      try await world.addOwnClock()
      let advanced = await faults { _ = try await world.advance(to: text) }
      #expect(advanced.map(\.field) == ["to"])
      let made = await faults { try await world.addOwnClock(AccountID(stored: "other"), at: text) }
      #expect(made.map(\.field) == ["clock"])
    }
  }

  @Test func `an account without a clock of its own is not advanced and never gets one`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      await #expect(throws: EngineError.wallClock) {
        _ = try await world.advance(World.fjord, to: "2027-01-01T00:00:00Z")
      }
      let later = World.start.adding(days: 1)
      world.clock.move(to: later)
      let clock = try await world.engine.clock(of: World.fjord, by: World.program)
      #expect(clock.clock == "wall" && clock.now == "\(later)" && clock.next == nil)
      for body in [#"{"clock": "2027-01-01T00:00:00Z"}"#, #"{"clock": null}"#] {
        let faults = await faults {
          _ = try await world.engine.changeAccount(
            World.fjord, world.json(body), by: World.program)
        }
        #expect(faults.map(\.field) == ["clock"])
      }
      try await world.addOwnClock()
      let faults = await faults {
        _ = try await world.engine.changeAccount(
          World.lab, world.json(#"{"clock": null}"#), by: World.program)
      }
      #expect(faults.map(\.field) == ["clock"])
      await #expect(throws: EngineError.notFound("account")) {
        _ = try await world.advance(AccountID(stored: "nobody"), to: "2027-01-01T00:00:00Z")
      }
    }
  }

  @Test func `sessions and kept answers stay on the wall clock`() async throws {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      let answer = try await world.engine.createSession(
        for: PersonID(stored: "lab-kari"), of: World.lab, by: World.program)
      let session = try JSONText.value(SessionBody.self, answer.body)
      #expect(session.created == "\(World.start)")
      _ = try await world.engine.carryOut(
        .cancel(), on: World.own, of: World.lab, by: World.program, once: OnceOnly("k"))
      let key = RequestKey(caller: World.program.name, key: "k")
      let kept = try await world.engine.store.read { try $0.answer(to: key) }
      #expect(kept?.at == World.start)
    }
  }

  @Test func `no worker ever finds something due on such an account`() async throws {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      _ = try await world.advance(to: "2026-03-01T00:00:00Z")
      world.clock.move(to: World.start.adding(days: 3_000))
      let round = try await Worker(engine: world.engine, name: "w").round()
      #expect(round.done == 0 && round.failed.isEmpty)
    }
  }
}
