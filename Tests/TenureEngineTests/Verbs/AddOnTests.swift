import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Add-ons and what they were added to, through the real store (LIC-14).
@Suite struct AddOnTests {
  private static let addOn = SubscriptionID(stored: "addon")
  private static let other = SubscriptionID(stored: "other")

  /// Ten licenses of the base, bought on 10 March, and an add-on bought with it.
  private func make(_ world: World, _ more: String = "") async throws {
    try await world.addFjord()
    try await world.addSubscription("addon", #", "base": "premium""# + more)
    try await world.addSubscription("other")
  }

  @Test func `an add-on tells what it was added to`() async throws {
    try await World.with { world in
      try await make(world)
      let body = try await world.engine.subscription(
        Self.addOn, of: World.fjord, by: World.program
      ).body
      #expect(body.base == "premium")
      #expect(try await world.stored().hasAddOns)
      #expect(try await world.stored(Self.other).hasAddOns == false)
    }
  }

  @Test func `LIC-14 S17: cancelling the base ends each add-on once, with its own refund`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      let answer = try await world.act(ActRequest.cancel())
      #expect(answer.status == 200)
      let base = try await world.stored()
      let addOn = try await world.stored(Self.addOn)
      #expect(base.subscription.ending == addOn.subscription.ending)
      #expect(addOn.subscription.state == .disabled)
      // Each has a refund of 26 of 31 days, in an entry of its own.
      #expect(addOn.subscription.refunded?.minorUnits == 10_484)
      let entries = try await world.ledger()
      #expect(entries.count == 2)
      #expect(Set(entries.map(\.subscription)) == [World.premium, Self.addOn])
      #expect(Set(entries.map(\.receipt)).count == 2)
      #expect(base.lastReceipt != addOn.lastReceipt)
      #expect(
        try await world.types(of: Self.addOn)
          == [EventType.subscriptionCreated, EventType.carriedOut])
      #expect(try await world.stored(Self.other).subscription.state == .active)
      // S17: no second stop, whatever runs later.
      try await world.work(until: "2025-04-12T09:00:00Z")
      #expect(try await world.types(of: Self.addOn).count { $0 == EventType.carriedOut } == 1)
      #expect(try await world.stored(Self.addOn).subscription.ending == addOn.subscription.ending)
    }
  }

  @Test func `S17: a base that runs out takes its add-ons along, worker or not`() async throws {
    try await World.with { world in
      // The add-on is paid for a year, the base for a month.
      try await make(
        world,
        #", "renewsOnce": false"#)
      _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling)))
      world.clock.move(to: try #require(Timestamp("2025-04-12T09:00:00Z")))
      let read = try await world.engine.subscription(
        Self.addOn, of: World.fjord, by: World.program
      ).body
      #expect(read.state == "expired")
      #expect(read.ending?.date == "2025-04-10")
      try await world.work(until: "2025-04-12T09:00:00Z")
      let addOn = try await world.stored(Self.addOn).subscription
      #expect(addOn.state == .expired)
      #expect(addOn.ending?.date.description == "2025-04-10")
      #expect(try await world.stored(Self.other).subscription.state == .active)
      #expect(try await world.stored(Self.other).subscription.renewed)
      let ends = try await world.events(of: Self.addOn).filter { $0.type == EventType.passed }
      #expect(ends.map(\.at) == [Timestamp("2025-04-09T22:00:00Z")])
    }
  }

  @Test func `a base that renews lets its add-ons renew`() async throws {
    try await World.with { world in
      try await make(world)
      _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling)))
      let soon = try await world.engine.timeline(
        of: Self.addOn, in: World.fjord, by: World.program
      ).body.timeline
      #expect(soon.milestones.contains { $0.milestone == "expired" && $0.date == "2025-04-10" })
      _ = try await world.act(ActRequest(Act(.keep)))
      try await world.work(until: "2025-04-12T09:00:00Z")
      #expect(try await world.stored(Self.addOn).subscription.state == .active)
      #expect(try await world.stored(Self.addOn).subscription.renewed)
    }
  }

  @Test func `LIC-14: alone it is not cancelled, and does not come back without its base`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      let refused = try await world.act(ActRequest.cancel(), on: Self.addOn)
      #expect(refused.status == 409)
      let decision = try refused.result().receipt.decision
      #expect(decision.reasons.contains { $0.implements.contains("LIC-14") })
      #expect(decision.waysForward.contains { $0.way == "contact-support" })
      #expect(try await world.stored(Self.addOn).subscription.state == .active)
      // One that stands alone is its own.
      #expect(
        try await world.act(ActRequest.cancel(), on: Self.other).status == 200)

      _ = try await world.act(ActRequest.cancel())
      let back = try await world.act(ActRequest(Act(.reactivate)), on: Self.addOn)
      #expect(back.status == 409)
      #expect(try await world.act(ActRequest(Act(.reactivate))).status == 200)
      #expect(try await world.act(ActRequest(Act(.reactivate)), on: Self.addOn).status == 200)
      #expect(try await world.stored(Self.addOn).subscription.state == .active)
    }
  }

  @Test func `deleting the base deletes its add-ons`() async throws {
    try await World.with { world in
      try await make(world)
      _ = try await world.act(ActRequest.cancel())
      #expect(try await world.act(ActRequest(Act(.delete))).status == 200)
      #expect(try await world.stored(Self.addOn).subscription.deletionRequested == World.start)
      let receipts = try await world.engine.store.read {
        try $0.receipts(of: World.fjord, PageRequest(limit: 100))
      }
      #expect(receipts.map(\.subscription).count { $0 == Self.addOn } == 2)
    }
  }

  @Test func `a base must be another subscription of the account, and no add-on`() async throws {
    try await World.with { world in
      try await make(world)
      for base in ["nobody", "addon", "made"] {
        await #expect(throws: EngineError.self, "\(base)") {
          try await world.addSubscription("made", #", "base": "\#(base)""#)
        }
      }
      // It can be told later, too.
      let answer = try await world.engine.changeSubscription(
        Self.other, of: World.fjord, world.json(#"{"base": "premium"}"#), by: World.program)
      #expect(answer.status == 200)
      #expect(try await world.stored(Self.other).base == World.premium)
      await #expect(throws: EngineError.self) {
        try await world.engine.changeSubscription(
          World.premium, of: World.fjord, world.json(#"{"base": "other"}"#), by: World.program)
      }
    }
  }
}
