import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// What a change of plan may choose with a billing profile (MOV-06), through the real store.
///
/// Fjord AS has ten licenses of Business Premium at 12.50 EUR from 10 March to 10 April 2025, eight
/// of them in use. It is 15 March: 26 of 31 days are unused.
@Suite struct PlanChoiceTests {
  private func make(_ world: World) async throws {
    try await world.addFjord()
    try await world.engine.store.write { tx in
      guard var account = try tx.account(World.fjord) else { return }
      account.agreement = .mca
      account.billingProfile = "main"
      account.version += 1
      try tx.update(account)
    }
  }

  private func change(_ more: String, _ world: World) async throws -> Answer {
    let request = try ActRequest(
      body: world.json(
        #"""
        {"act": "change-plan", "product": "business-basic",
         "actor": {"role": "billing-account-owner"}\#(more)}
        """#), products: world.engine.shelf.products)
    return try await world.act(request)
  }

  private func all(_ world: World) async throws -> [SubscriptionBody] {
    try await world.engine.subscriptions(
      SubscriptionFilter(account: World.fjord, now: world.clock.now()), after: nil, limit: 10,
      by: World.program
    ).items
  }

  /// Four of ten leave, six stay. Of eight users six keep their license, two go along. Four
  /// licenses come back by days: 4 * 12.50 * 26 / 31 = 41.9355.
  @Test func `MOV-06: a part of the licenses leaves for a subscription of its own`() async throws {
    try await World.with { world in
      try await make(world)
      let answer = try await change(#", "licenses": 4"#, world)
      #expect(answer.status == 200)
      let receipt = try answer.result().receipt
      #expect(receipt.decision.plan?.refund?.amount.amount == "41.94")
      #expect(receipt.decision.plan?.changes.map(\.change).contains("split") == true)

      let kept = try await world.stored().subscription
      #expect(kept.product == ProductID("business-premium"))
      #expect(kept.licenses == Licenses(purchased: 6, assigned: 6))
      let id = SubscriptionID(stored: try #require(receipt.object))
      let left = try await world.stored(id)
      #expect(left.subscription.product == ProductID("business-basic"))
      #expect(left.subscription.licenses == Licenses(purchased: 4, assigned: 2))
      #expect(left.subscription.term == kept.term)
      #expect(left.subscription.started == kept.started)
      #expect(left.version == 1)
      #expect(try await world.types(of: id) == [EventType.splitOff])
      #expect(try await all(world).count == 2)

      // Both renew on their own, each for its own licenses.
      try await world.work(until: "2025-04-10T06:00:00Z")
      #expect(try await world.payments().map(\.amount.description) == ["75.00 EUR"])
      #expect(try await world.payments(of: id).map(\.amount.description) == ["50.00 EUR"])
    }
  }

  @Test func `MOV-06: asked for again under one key, the licenses leave once`() async throws {
    try await World.with { world in
      try await make(world)
      let request = try ActRequest(
        body: world.json(
          #"""
          {"act": "change-plan", "product": "business-basic", "licenses": 4,
           "actor": {"role": "billing-account-owner"}}
          """#), products: world.engine.shelf.products)
      let first = try await world.act(request, once: OnceOnly("once"))
      let again = try await world.act(request, once: OnceOnly("once"))
      #expect(try again.result().receipt == first.result().receipt)
      #expect(try await all(world).count == 2)
    }
  }

  /// Nothing comes back, for nothing is left unused at the renewal.
  @Test func `MOV-06: at the renewal all of them change, and not before`() async throws {
    try await World.with { world in
      try await make(world)
      let answer = try await change(#", "atRenewal": true"#, world)
      #expect(answer.status == 200)
      let plan = try #require(try answer.result().receipt.decision.plan)
      #expect(plan.effect == "at-term-end")
      #expect(plan.refund == nil)
      #expect(try await world.stored().subscription.product == ProductID("business-premium"))
      #expect(
        try await world.stored().subscription.productAtRenewal == ProductID("business-basic"))
      try await world.work(until: "2025-04-10T06:00:00Z")
      #expect(try await world.stored().subscription.product == ProductID("business-basic"))
      #expect(try await world.stored().subscription.productAtRenewal == nil)
    }
  }

  @Test func `REC-05: turning recurring billing off drops a planned change`() async throws {
    try await World.with { world in
      try await make(world)
      _ = try await change(#", "atRenewal": true"#, world)
      let off = ActRequest(Act(.turnOffRecurringBilling), named: .role(.billingAccountOwner))
      #expect(try await world.act(off).status == 200)
      #expect(try await world.stored().subscription.productAtRenewal == nil)
      // With nothing to renew there is nothing to plan for.
      let late = try await change(#", "atRenewal": true"#, world)
      #expect(late.status == 409)
      let decision = try late.result().receipt.decision
      #expect(decision.reasons.map(\.rule) == ["change-plan/nothing-renews"])
      #expect(decision.waysForward.first?.way == "turn-on-recurring-billing")
    }
  }

  @Test func `LIC-05: licenses are added at the renewal, and charged with it`() async throws {
    try await World.with { world in
      try await make(world)
      let request = try ActRequest(
        body: world.json(
          #"""
          {"act": "add-licenses", "licenses": 12, "atRenewal": true,
           "actor": {"role": "billing-account-owner"}}
          """#), products: world.engine.shelf.products)
      let answer = try await world.act(request)
      #expect(answer.status == 200)
      #expect(try answer.result().receipt.decision.plan?.charge == nil)
      #expect(try await world.stored().subscription.licenses.purchased == 10)
      try await world.work(until: "2025-04-10T06:00:00Z")
      #expect(try await world.stored().subscription.licenses.purchased == 12)
      #expect(try await world.payment().amount.description == "150.00 EUR")
    }
  }

  @Test func `without a billing profile there is no choice`() async throws {
    try await World.with { world in
      try await world.addFjord()
      for (more, rule) in [
        (#""atRenewal": true"#, "nothing-at-renewal"), (#""licenses": 4"#, "part-of-a-plan"),
        (#""licenses": 11"#, "more-than-bought"),
      ] {
        let request = try ActRequest(
          body: world.json(#"{"act": "change-plan", "product": "business-basic", \#(more)}"#),
          products: world.engine.shelf.products)
        let answer = try await world.act(request)
        #expect(answer.status == 409)
        let rules = try answer.result().receipt.decision.reasons.map(\.rule)
        #expect(rules.contains("change-plan/\(rule)"), "\(rules)")
      }
      #expect(try await all(world).count == 1)
    }
  }
}
