import TenureDomain
import TenureEngine
import Testing

/// An account that nobody uses (DUE-09, MSG-11).
@Suite struct SilenceTests {
  private func use(_ world: World, _ body: String = "{}") async throws -> UsageBody {
    let answer = try await world.engine.reportUsage(
      of: World.fjord, world.json(body), by: World.program)
    return try JSONText.value(UsageBody.self, answer.body)
  }

  private func isRefused(_ world: World, _ id: String) async -> Bool {
    do {
      try await world.addSubscription(id)
      return false
    } catch EngineError.unused {
      return true
    } catch {
      Issue.record(error)
      return false
    }
  }

  @Test func `a year's silence is told, and thirty days later no subscription is taken`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let used = try await use(world)
      #expect(used.toldOn == "2026-03-15" && used.blockedOn == nil)
      try world.move(to: "2026-03-14T22:59:59Z")
      try await world.work()
      #expect(try await world.told("inactivity.warning").isEmpty)
      // The midnight in Oslo that begins 15 March.
      try world.move(to: "2026-03-14T23:00:00Z")
      try await world.work()
      try await world.work()
      // Once each of those who manage the account.
      #expect(
        try await world.told("inactivity.warning") == [
          "billing-administrator", "global-administrator",
        ])
      try world.move(to: "2026-04-13T21:59:59Z")
      #expect(await isRefused(world, "early") == false)
    }
  }

  @Test func `MSG-11: blocked thirty days after the notice, worker or not`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await use(world)
      // The worker was away: the notice comes late, and so does the block.
      try world.move(to: "2026-05-01T10:00:00Z")
      try await world.work()
      #expect(await isRefused(world, "one") == false)
      try world.move(to: "2026-05-31T10:00:00Z")
      #expect(await isRefused(world, "two"))
      try await world.work()
      #expect(await isRefused(world, "two"))
      let account = try await world.engine.account(World.fjord, by: World.program)
      #expect(account.body.blocked == "2026-05-30T22:00:00Z")
      #expect(try await world.told("inactivity.blocked").isEmpty == false)
      // What it has stays as it is.
      #expect(try await world.act(ActRequest(Act(.turnOffRecurringBilling))).status == 200)
    }
  }

  @Test func `a use within the thirty days keeps it open, a later one opens it`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await use(world)
      try world.move(to: "2026-03-20T10:00:00Z")
      try await world.work()
      let back = try await use(world)
      #expect(back.blockedOn == nil && back.toldOn == "2027-03-20")
      try world.move(to: "2026-06-01T10:00:00Z")
      try await world.work()
      #expect(await isRefused(world, "one") == false)
      for day in ["2027-04-01", "2027-05-02"] {
        try world.move(to: "\(day)T10:00:00Z")
        try await world.work()
      }
      #expect(await isRefused(world, "two"))
      #expect(try await use(world).blocked == nil)
      #expect(await isRefused(world, "two") == false)
      let types = try await world.types(of: World.fjord)
      #expect(types.filter { $0 == EventType.accountBlocked }.count == 1)
      #expect(types.filter { $0 == EventType.accountUnblocked }.count == 1)
    }
  }

  @Test func `acts and sessions are use, and what nobody reports is never silent`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try world.move(to: "2027-01-01T10:00:00Z")
      try await world.work()
      #expect(await isRefused(world, "one") == false)
      #expect(try await world.told("inactivity.warning").isEmpty)
      _ = try await use(world)
      try world.move(to: "2027-12-01T10:00:00Z")
      _ = try await world.engine.createSession(
        for: World.kari, of: World.fjord, by: World.program)
      #expect(
        try await world.engine.account(World.fjord, by: World.program).body.lastUsed
          == "2027-12-01T10:00:00Z")
      try world.move(to: "2027-12-02T10:00:00Z")
      _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling)))
      #expect(
        try await world.engine.account(World.fjord, by: World.program).body.lastUsed
          == "2027-12-02T10:00:00Z")
    }
  }

  @Test func `a use that is told late counts from its own day`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await use(world)
      try world.move(to: "2026-03-20T10:00:00Z")
      try await world.work()
      let late = try await use(world, #"{"at": "2025-06-01T10:00:00Z"}"#)
      #expect(late.lastUsed == "2025-06-01T10:00:00Z" && late.blockedOn == nil)
      // An earlier one says nothing new, a future one is refused.
      #expect(try await use(world, #"{"at": "2025-05-01T10:00:00Z"}"#) == late)
      await #expect(throws: EngineError.self) {
        try await use(world, #"{"at": "2026-03-20T10:00:01Z"}"#)
      }
    }
  }
}
