import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Licenses bought, removed and assigned, through the real store, with time that passes.
@Suite struct LicenseTests {
  private static let bergen = AccountID(stored: "bergen")
  private static let suite = SubscriptionID(stored: "suite")

  /// Bergen AS has a billing profile. It bought ten licenses for a year on 1 February 2025, paid by
  /// the month; its seven days are long over.
  private func make(_ world: World) async throws {
    _ = try await world.engine.createAccount(
      world.json(
        #"""
        {"id": "bergen", "name": "Bergen AS", "kind": "business",
         "family": "microsoft-365-business", "agreement": "mca", "country": "NO",
         "timeZone": "Europe/Oslo", "language": "en", "billingProfile": "Bergen"}
        """#), by: World.program)
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "suite", "product": "business-premium", "started": "2025-02-01T09:00:00Z",
         "term": {"start": "2025-02-01", "end": "2026-02-01", "interval": "year"},
         "price": {"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"},
         "licenses": {"purchased": 10, "assigned": 8}, "recurringBilling": true,
         "paymentMethod": "on-file"}
        """#), in: Self.bergen, by: World.program)
  }

  private func act(_ kind: ActKind, _ licenses: Int, _ world: World) async throws -> Answer {
    try await world.engine.carryOut(
      ActRequest(Act(kind, licenses: licenses), named: .role(.billingAccountOwner)),
      on: Self.suite, of: Self.bergen, by: .program(Self.operatorKey))
  }

  /// A key that acts in any role.
  private static let operatorKey = KeyRecord(
    id: KeyID(stored: "operator"), hash: Hash.sha256([]), label: "operator",
    scopes: Scope.allCases, created: World.start)

  private func tell(_ body: String, _ world: World) async throws -> Answer {
    try await world.engine.changeSubscription(
      Self.suite, of: Self.bergen, world.json(body), by: World.program)
  }

  private func stored(_ world: World) async throws -> Subscription {
    try #require(
      await world.engine.store.read { try $0.subscription(Self.suite, of: Self.bergen) }
    ).record.subscription
  }

  private func events(_ world: World) async throws -> [EventRecord] {
    try await world.engine.store.read {
      try $0.events(of: Self.bergen, subscription: Self.suite, PageRequest(limit: 1000))
    }
  }

  private func work(until instant: String, _ world: World) async throws {
    try await world.work(until: instant)
  }

  @Test func `LIC-02 LIC-03 LIC-11: each batch of added licenses has its own seven days`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      // Two on 15 March, three on 20 March.
      #expect(try await act(.addLicenses, 12, world).status == 200)
      world.clock.move(to: World.start.adding(days: 5))
      #expect(try await act(.addLicenses, 15, world).status == 200)
      #expect(try await stored(world).licenses.purchased == 15)
      // On 23 March the first two can no longer be removed now, the three can.
      world.clock.move(to: World.start.adding(days: 8))
      #expect(try await act(.reduceLicenses, 12, world).status == 200)
      let reduced = try await stored(world)
      #expect(reduced.licenses.purchased == 12)
      #expect(reduced.licensesAtRenewal == nil)
      #expect(reduced.additions.map(\.count) == [2])
      // LIC-04: one of the older ones goes at the renewal.
      #expect(try await act(.reduceLicenses, 11, world).status == 200)
      #expect(try await stored(world).licenses.purchased == 12)
      #expect(try await stored(world).licensesAtRenewal == 11)
      try await work(until: "2026-02-02T09:00:00Z", world)
      #expect(try await stored(world).licenses.purchased == 11)
      #expect(try await stored(world).licensesAtRenewal == nil)
    }
  }

  @Test func `LIC-01: licenses in use stay, and LIC-09: unused ones are charged`() async throws {
    try await World.with { world in
      try await make(world)
      #expect(try await act(.reduceLicenses, 7, world).status == 409)
      #expect(try await stored(world).licenses.purchased == 10)
      try await work(until: "2025-04-02T09:00:00Z", world)
      let payments = try await world.engine.store.read {
        try $0.payments(PaymentFilter(account: Self.bergen), PageRequest(limit: 100))
      }
      // A cycle of ten licenses, though eight are in use.
      #expect(payments.map(\.amount.description) == ["125.00 EUR"])
      #expect(payments.map(\.reason) == [.cycle])
    }
  }

  @Test func `STATE-24: more users than licenses after a renewal have ninety days`() async throws {
    try await World.with { world in
      try await make(world)
      #expect(try await act(.reduceLicenses, 9, world).status == 200)
      _ = try await tell(#"{"licenses": {"purchased": 10, "assigned": 10}}"#, world)
      try await work(until: "2026-02-02T09:00:00Z", world)
      let renewed = try await stored(world)
      #expect(renewed.licenses == Licenses(purchased: 9, assigned: 10))
      #expect(renewed.overAssignedSince?.description == "2026-02-01")
      // Nobody is interrupted, and by 2 May it is to be settled.
      #expect(renewed.state == .active)
      let timeline = try await world.engine.timeline(
        of: Self.suite, in: Self.bergen, by: World.program
      ).body.timeline
      #expect(
        timeline.milestones.contains {
          $0.milestone == "licensesFreedBy" && $0.date == "2026-05-02"
        })
      _ = try await tell(#"{"licenses": {"purchased": 9, "assigned": 9}}"#, world)
      let settled = try await world.engine.timeline(
        of: Self.suite, in: Self.bergen, by: World.program
      ).body.timeline
      #expect(!settled.milestones.contains { $0.milestone == "licensesFreedBy" })
    }
  }

  @Test func `R15: the same number twice has no second effect and no second event`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      #expect(try await act(.addLicenses, 12, world).status == 200)
      let (before, count) = (try await stored(world), try await events(world).count)
      let again = try await act(.addLicenses, 12, world)
      #expect(try again.result().outcome != "permitted")
      #expect(try await stored(world) == before)
      let acts = try await events(world).filter { $0.type == EventType.carriedOut }
      #expect(acts.count == 1)
      _ = try await tell(#"{"licenses": {"purchased": 12, "assigned": 8}}"#, world)
      #expect(try await stored(world) == before)
      #expect(try await events(world).count <= count + 1)
      let changes = try await events(world).filter { $0.type == EventType.subscriptionChanged }
      #expect(changes.isEmpty)
    }
  }

  @Test func `REC-05: turning recurring billing off wipes what was planned for the renewal`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      #expect(try await act(.reduceLicenses, 9, world).status == 200)
      _ = try await world.engine.carryOut(
        ActRequest(Act(.turnOffRecurringBilling), named: .role(.billingAccountOwner)),
        on: Self.suite, of: Self.bergen, by: .program(Self.operatorKey))
      #expect(try await stored(world).licensesAtRenewal == nil)
      _ = try await world.engine.carryOut(
        ActRequest(Act(.keep), named: .role(.billingAccountOwner)), on: Self.suite,
        of: Self.bergen, by: .program(Self.operatorKey))
      try await work(until: "2026-02-02T09:00:00Z", world)
      #expect(try await stored(world).licenses.purchased == 10)
    }
  }
}
