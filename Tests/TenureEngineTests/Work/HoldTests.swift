import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

@Suite struct HoldTests {
  @Test func `nothing of an account on hold is deleted`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      let hold = try await world.hold(#", "legal": true"#)
      #expect(hold.inForce && hold.legal && hold.placedBy == "shop")
      let error = await #expect(throws: EngineError.self) { try await world.claim(task.id) }
      #expect(
        reason(of: error)
          == "not now: the account is on hold: a lawsuit. Ask `shop`, who placed it")
      #expect(try await world.claimNext() == nil)
      // What can be taken back goes on.
      #expect(try await world.addTask(.export).state == .waiting)
      #expect(try await world.claimNext(.export) != nil)
      let released = try await world.engine.releaseHold(
        HoldID(stored: hold.id), of: World.fjord, by: World.program)
      #expect(try JSONText.value(HoldBody.self, released.body).inForce == false)
    }
  }

  /// What somebody may need before a court is not erased either, until the hold is released.
  @Test func `nobody of an account on hold is erased`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let hold = try await world.hold(#", "legal": true"#)
      let error = await #expect(throws: EngineError.self) {
        _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
      }
      #expect(
        reason(of: error)
          == "not now: the account is on hold: a lawsuit. Ask `shop`, who placed it")
      let person = try await world.engine.store.read {
        try $0.person(World.kari, of: World.fjord)
      }
      #expect(person?.name == "Kari Nordmann" && person?.erased == nil)
      _ = try await world.engine.releaseHold(
        HoldID(stored: hold.id), of: World.fjord, by: World.program)
      _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
    }
  }

  @Test func `a hold that ends of its own lets deletions go on`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      _ = try await world.hold(#", "until": "2025-03-16T09:00:00Z""#)
      world.wait(86_399)
      #expect(try await world.claimNext() == nil)
      #expect(try await world.inForce().count == 1)
      world.wait(1)
      #expect(try await world.inForce().isEmpty)
      #expect(try await world.claimNext()?.id == task.id.text)
    }
  }

  @Test func `a hold is released once, and both are told in the history`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let id = HoldID(stored: try await world.hold().id)
      let first = try await world.engine.releaseHold(id, of: World.fjord, by: World.program)
      world.wait(60)
      let second = try await world.engine.releaseHold(id, of: World.fjord, by: .console)
      #expect(first.body == second.body)
      #expect(try await world.taskEvents() == ["hold.placed", "hold.released"])
      let all = try await world.engine.holds(
        of: World.fjord, after: nil, limit: 10, by: World.program)
      #expect(all.items.map(\.id) == [id.text])
    }
  }

  @Test func `an end that has passed is refused`() async throws {
    try await World.with { world in
      try await world.addFjord()
      await #expect(throws: EngineError.self) {
        try await world.hold(#", "until": "2025-03-15T09:00:00Z""#)
      }
      #expect(try await world.inForce().isEmpty)
    }
  }

  @Test func `a deletion waits for an export, but not past its promised date`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let deletion = try await world.addTask(goneBy: World.start.adding(days: 10))
      let export = try await world.addTask(.export)
      let error = await #expect(throws: EngineError.self) { try await world.claim(deletion.id) }
      #expect(
        reason(of: error) == "not now: the export `\(export.id)` of the same data is not done")
      #expect(try await world.claimNext() == nil)
      world.wait(7 * 86_400)
      #expect(try await world.claimNext()?.id == deletion.id.text)
    }
  }
}

extension World {
  fileprivate func inForce() async throws -> [HoldBody] {
    try await engine.holdsInForce(after: nil, limit: 10, by: Self.program).items
  }
}
