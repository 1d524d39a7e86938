import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Where others break: state cases, each by its id. S01, S03 and S13 stand with the acts, S11, S19,
/// S21 and S23 with the payments, S17 with the add-ons.
@Suite struct StateCaseTests {
  private static let licensed = #""licenses": {"purchased": 10, "assigned": 8}"#

  /// A trial from 10 March to 10 April.
  private func addTrial(_ world: World) async throws {
    try await world.addFjord()
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "trial", "product": "business-basic", "kind": "trial",
         "started": "2025-03-10T09:00:00Z", "term": {"start": "2025-03-10", "end": "2025-04-10"},
         "price": {"amount": "6.00", "currency": "EUR", "per": "license", "every": "month"},
         \#(Self.licensed), "recurringBilling": true, "paymentMethod": "on-file"}
        """#), in: World.fjord, by: World.program)
  }

  private static let trial = SubscriptionID(stored: "trial")

  private func state(_ world: World, _ id: SubscriptionID = World.premium) async throws
    -> SubscriptionBody
  {
    try await world.engine.subscription(id, of: World.fjord, by: World.program).body
  }

  @Test func `S05: a trial that was cancelled ends, is never active as paid, and costs nothing`()
    async throws
  {
    try await World.with { world in
      try await addTrial(world)
      let answer = try await world.act(.cancel(), on: Self.trial)
      #expect(answer.act?.outcome == .permitted)
      try await world.work(until: "2025-04-10T06:00:00Z")
      let body = try await state(world, Self.trial)
      #expect(body.state == "expired")
      #expect(body.kind == "trial")
      #expect(try await world.payments(of: Self.trial).isEmpty)
      try await world.work(until: "2025-08-01T06:00:00Z")
      #expect(try await state(world, Self.trial).state == "deleted")
      #expect(try await world.payments(of: Self.trial).isEmpty)
      #expect(try await world.ledger().allSatisfy { $0.subscription != Self.trial })
      #expect(!(try await world.types(of: Self.trial).contains(EventType.charged)))
    }
  }

  /// Nobody schedules a pause here (LIC-15), and a partner's takes effect at once: what is left of
  /// the case is that the last word counts.
  @Test func `S07: suspended, taken back and kept, it renews`() async throws {
    try await World.with { world in
      let account = AccountID(stored: "customer")
      _ = try await world.engine.createAccount(
        world.json(
          #"""
          {"id": "customer", "name": "Kunde AS", "kind": "business", "family": "partner",
           "agreement": "csp", "program": "csp-new-commerce", "timeZone": "Europe/Oslo"}
          """#), by: World.program)
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "premium", "product": "business-premium", "channel": "partner",
           "started": "2025-03-10T09:00:00Z",
           "term": {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"},
           "price": {"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"},
           \#(Self.licensed), "recurringBilling": true}
          """#), in: account, by: World.program)
      for kind in [ActKind.suspend, .resume, .keep] {
        let answer = try await world.engine.carryOut(
          ActRequest(Act(kind), named: .role(.partnerAdministrator)), on: World.premium,
          of: account, by: World.program)
        #expect(answer.act?.outcome == .permitted, "\(kind)")
      }
      try await world.work(until: "2025-04-10T06:00:00Z")
      let body = try await world.engine.subscription(
        World.premium, of: account, by: World.program
      ).body
      #expect(body.state == "active")
      #expect(body.term?.start == "2025-04-10")
      #expect(body.renewed)
    }
  }

  @Test func `S09: what was scheduled goes with the renewal and does not come back with it`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.changeAccount(
        World.fjord, world.json(#"{"agreement": "mca", "billingProfile": "main"}"#),
        by: World.program)
      // Out of the window, fewer licenses take effect at the renewal only (LIC-04).
      world.clock.move(to: try #require(Timestamp("2025-03-20T09:00:00Z")))
      let owner = ActRequest.Named.role(.billingAccountOwner)
      func ask(_ kind: ActKind, _ licenses: Int? = nil) async throws {
        let answer = try await world.act(
          ActRequest(Act(kind, licenses: licenses), named: owner))
        #expect(answer.act?.outcome == .permitted, "\(kind)")
      }
      try await ask(.reduceLicenses, 9)
      #expect(try await state(world).licensesAtRenewal == 9)
      try await ask(.turnOffRecurringBilling)
      #expect(try await state(world).licensesAtRenewal == nil)
      try await ask(.keep)
      #expect(try await state(world).licensesAtRenewal == nil)
      let acts = try await world.types().filter { $0 == EventType.carriedOut }
      #expect(acts.count == 3)
      try await world.work(until: "2025-04-10T06:00:00Z")
      let body = try await state(world)
      #expect(body.licenses.purchased == 10)
      #expect(body.term?.start == "2025-04-10")
    }
  }

  @Test func `S15: reactivating brings back access, and the answer says that billing stays off`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      #expect(try await state(world).access?.users == "none")
      let request = ActRequest(Act(.reactivate))
      let quote = try await world.quote(request)
      // The answer names what it changes; the switch is not among it (REA-08).
      let changes = try #require(quote.decision.plan).changes
      #expect(changes.contains { $0.change == "state" && $0.value == "active" })
      #expect(!changes.contains { $0.change == "recurring-billing" })
      _ = try await world.act(request)
      let body = try await state(world)
      #expect(body.access?.users == "full")
      #expect(body.recurringBilling == false)
      #expect(body.term?.end == "2025-04-10")
      try await world.work(until: "2025-04-10T06:00:00Z")
      #expect(try await state(world).state == "expired")
    }
  }

  @Test func `S25: a trial that was extended is charged from its new end on`() async throws {
    try await World.with(at: Timestamp("2025-04-01T09:00:00Z") ?? World.start) { world in
      try await addTrial(world)
      let change = try await world.act(
        ActRequest(Act(.changePlan, product: ProductID("business-standard"))), on: Self.trial)
      #expect(change.act?.outcome == .refused)
      let answer = try await world.act(ActRequest(Act(.extendTrial)), on: Self.trial)
      #expect(answer.act?.outcome == .permitted)
      try await world.work(until: "2025-04-10T06:00:00Z")
      #expect(try await state(world, Self.trial).kind == "trial")
      #expect(try await world.payments(of: Self.trial).isEmpty)
      try await world.work(until: "2025-05-10T06:00:00Z")
      let body = try await state(world, Self.trial)
      #expect(body.kind == "paid")
      #expect(body.term.map { "\($0.start) \($0.end)" } == "2025-05-10 2025-06-10")
      let payments = try await world.payments(of: Self.trial)
      #expect(payments.compactMap(\.cycle).map { "\($0)" } == ["2025-05-10/2025-06-10"])
    }
  }

  @Test func `S27: what ends at the end of the period ends by the worker, with its add-ons`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("extra", #", "base": "premium""#)
      _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling)))
      try await world.work(until: "2025-04-10T06:00:00Z")
      for id in ["premium", "extra"] {
        let body = try await state(world, SubscriptionID(stored: id))
        #expect(body.state == "expired", "\(id)")
        #expect(body.ending?.date == "2025-04-10", "\(id)")
        let charges = try await world.payments(of: SubscriptionID(stored: id))
        #expect(charges.isEmpty, "\(id)")
      }
      try await world.work(until: "2025-06-10T06:00:00Z")
      #expect(try await world.payments().isEmpty)
    }
  }
}
