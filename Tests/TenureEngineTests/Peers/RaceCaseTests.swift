import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Where others break: what meets at one instant, each by its id. R15, R19 and R21 stand with the
/// payments, the licenses and the access that they are about.
@Suite struct RaceCaseTests {
  /// The term ends on 10 April at 00:00 in Oslo.
  private static let renewal = Timestamp("2025-04-09T22:00:00Z")

  @Test(arguments: [-1, 0, 1])
  func `R13: a cancellation at the renewal is never renewed, cancelled and charged`(
    offset: Int
  ) async throws {
    try await World.with { world in
      try await world.addFjord()
      let renewal = try #require(Self.renewal)
      world.clock.move(to: renewal.adding(seconds: offset))
      let worker = Worker(engine: world.engine, name: "w")
      async let cancelled = world.act(.cancel())
      async let round = worker.round()
      let (answer, _) = try await (cancelled, round)
      #expect(answer.act?.outcome == .permitted)
      try await world.work(until: "2025-05-20T00:00:00Z")
      let body = try await world.engine.subscription(
        World.premium, of: World.fjord, by: World.program
      ).body
      #expect(body.state == "disabled")
      #expect(body.renewed == (offset >= 0))
      // Before the renewal the rest of the term that was paid comes back; after it nothing is owed,
      // for all of the term that was never paid is given up.
      #expect(try await world.balance(of: .receivable) == 0)
      #expect(try await world.payments(.due).isEmpty)
      let owed = try await world.balance(of: .payable) + world.balance(of: .credit)
      let refund = body.refunded?.amount
      #expect(offset < 0 ? owed > 0 : owed == 0, "\(refund ?? "nothing") came back")
      let types = try await world.types()
      #expect(types.filter { $0 == EventType.carriedOut }.count == 1)
      #expect(types.filter { $0 == EventType.charged }.count == (offset < 0 ? 0 : 1))
    }
  }

  @Test func `R17: the history tells of things in the order in which they came`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "later", "product": "business-basic", "state": "scheduled",
           "started": "2025-04-01",
           "term": {"start": "2025-04-01", "end": "2025-05-01", "interval": "month"},
           "price": {"amount": "6.00", "currency": "EUR", "per": "license", "every": "month"},
           "licenses": {"purchased": 3, "assigned": 0}, "recurringBilling": true}
          """#), in: World.fjord, by: World.program)
      let later = SubscriptionID(stored: "later")
      world.clock.move(to: try #require(Timestamp("2025-04-02T09:00:00Z")))
      // Told before any worker ran: what time did comes first all the same.
      _ = try await world.engine.changeSubscription(
        later, of: World.fjord, world.json(#"{"licenses": {"purchased": 3, "assigned": 2}}"#),
        by: World.program)
      let events = try await world.events(of: later).filter { $0.type != EventType.reminded }
      #expect(
        events.map(\.type) == [
          EventType.subscriptionCreated, EventType.passed, EventType.charged,
          EventType.subscriptionChanged,
        ])
      #expect(events.map(\.at) == events.map(\.at).sorted())
      let all = try await world.events(of: nil)
      #expect(all.first?.type == EventType.accountCreated)
      #expect(all.map(\.sequence) == Array(1...Int64(all.count)))
    }
  }
}
