import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// What ends an add-on's base ends the add-on wherever anybody looks at it (LIC-14).
@Suite struct AddOnBaseTests {
  /// On an account with a clock of its own. The base is paid by the month and turned off, the
  /// add-on by the year.
  @Test func `advancing a clock ends an add-on with its base`() async throws {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      try await world.addOwn(
        "addon", end: "2027-01-10", interval: "year", more: #", "base": "own""#)
      _ = try await world.engine.carryOut(
        ActRequest(Act(.turnOffRecurringBilling)), on: World.own, of: World.lab,
        by: World.program)
      let advanced = try await world.advance(to: "2026-02-12T09:00:00Z")
      // Midnight in Oslo that begins 10 February.
      let ends = advanced.happened.filter { $0.type == EventType.passed }
      #expect(ends.map(\.at) == ["2026-02-09T23:00:00Z", "2026-02-09T23:00:00Z"])
      #expect(Set(ends.map(\.subscription)) == ["own", "addon"])
      #expect(try await world.stored("addon").subscription.state == .expired)
    }
  }

  /// The base renews once more on the way, so that it ends a month later than it seemed to.
  @Test func `what becomes of the base on the way counts for the add-on`() async throws {
    try await World.with { world in
      try await world.addOwnClock(at: "2021-01-10T09:00:00Z")
      try await world.addOwn(
        "own", start: "2021-01-10", end: "2021-02-10", more: #", "renewsOnce": true"#)
      try await world.addOwn(
        "addon", start: "2021-01-10", end: "2022-01-10", interval: "year",
        more: #", "base": "own""#)
      _ = try await world.advance(to: "2021-03-12T09:00:00Z")
      for id in ["own", "addon"] {
        let ending = try await world.stored(id).subscription.ending
        #expect(ending?.date.description == "2021-03-10", "\(id)")
      }
    }
  }

  /// Family for a year, added to a Basic that ran out after a month.
  private func addFamily(_ world: World) async throws {
    try await world.addFamily()
    try await world.addShared("basic", product: "basic")
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "addon", "product": "family", "started": "2025-03-10", "base": "basic",
         "term": {"start": "2025-03-10", "end": "2026-03-10", "interval": "year"},
         "price": {"amount": "990.00", "currency": "NOK", "per": "subscription", "every": "year"},
         "recurringBilling": false, "paymentMethod": "on-file"}
        """#), in: World.family, by: World.program)
  }

  @Test func `an add-on whose base is over gives no room and is not shared`() async throws {
    try await World.with { world in
      try await addFamily(world)
      let kari = PersonID(stored: "kari")
      let before = try await world.report(40, of: kari)
      #expect(before.quota == 1_000 * World.gigabyte)
      // Family and Basic ended on 10 April; the add-on's own term goes on.
      try world.move(to: "2025-04-12T09:00:00Z")
      let after = try await world.storage(of: kari)
      #expect(after.state == "over" && after.overSince == "2025-04-10")
      await #expect(throws: EngineError.self) {
        try await world.engine.share(
          SubscriptionID(stored: "addon"), of: World.family, with: World.ola, by: World.program)
      }
    }
  }
}
