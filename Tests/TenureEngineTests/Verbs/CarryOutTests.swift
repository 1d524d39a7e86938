import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// Acts, from asking to what they leave in the store.
@Suite struct CarryOutTests {
  @Test func `a cancellation leaves state, credit, milestones, event, messages and a receipt`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let answer = try await world.act(ActRequest.cancel(feedback: "Too dear, says Kari"))
      let result = try answer.result()
      #expect(answer.status == 200)
      #expect(result.outcome == "permitted")
      // 15 March to 9 April of the 31 days from 10 March: 26 of 31 of 10 × 12.50 = 104.838…
      #expect(result.receipt.decision.plan?.refund?.amount.amount == "104.84")

      let context = try await world.engine.store.read {
        try $0.subscription(World.premium, of: World.fjord)
      }
      let record = try #require(context?.record)
      #expect(record.version == 2)
      #expect(record.subscription.state == .disabled)
      #expect(record.lastReceipt?.text == result.receipt.id)
      #expect(record.due != nil)

      let entries = try await world.ledger()
      #expect(entries.map(\.receipt?.text) == [result.receipt.id])
      #expect(entries.first?.entry.postings.first?.amount.minorUnits == 10_484)

      let milestones = try await world.engine.store.read {
        try $0.milestones(of: World.premium, of: World.fjord)
      }
      #expect(milestones.contains { $0.kind == .dataDeletedBy })
      let outbox = try await world.engine.store.read { try $0.outbox(PageRequest(limit: 100)) }
      #expect(outbox.allSatisfy { $0.receipt?.text == result.receipt.id } && !outbox.isEmpty)

      let events = try await world.events()
      #expect(events.map(\.type) == [EventType.subscriptionCreated, EventType.carriedOut])
      // The words are kept apart from the history, which holds a salted hash of them.
      let last = try #require(events.last)
      #expect(!String(decoding: last.body, as: UTF8.self).contains("dear"))
      #expect(
        last.personal.map { String(decoding: $0.data, as: UTF8.self) }?.contains("dear") == true)
      let payload = try JSONText.bytes(result.receipt)
      #expect(!String(decoding: payload, as: UTF8.self).contains("dear"))
    }
  }

  /// S01: cancelled already. The same receipt, no second event, credit or message.
  @Test func `S01: cancelling what is cancelled answers with the first receipt`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let first = try await world.act(ActRequest.cancel()).result()
      let (events, entries) = (try await world.events(), try await world.ledger())
      world.clock.move(to: World.start.adding(days: 3))
      let second = try await world.act(ActRequest.cancel())
      #expect(second.status == 200)
      #expect(try second.result().outcome == "unnecessary")
      #expect(try second.result().receipt == first.receipt)
      #expect(try await world.events() == events)
      #expect(try await world.ledger() == entries)
      let messages = try await world.engine.store.read { try $0.outbox(PageRequest(limit: 100)) }
      #expect(Set(messages.map(\.receipt?.text)) == [first.receipt.id])
    }
  }

  /// A state that time brought about came from no act.
  @Test func `what ended by itself is answered with a receipt of its own`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let off = try await world.act(ActRequest(Act(.turnOffRecurringBilling))).result()
      // The term ends on 10 April; by then it is expired.
      world.clock.move(to: Timestamp("2025-04-12T09:00:00Z") ?? World.start)
      let late = try await world.act(ActRequest.cancel()).result()
      #expect(late.outcome == "unnecessary")
      #expect(late.receipt.id != off.receipt.id)
      #expect(late.receipt.state == "expired")
    }
  }

  /// S03: reactivating what is deleted is refused, and the text names a way.
  @Test func `S03: what is over is refused with a way on`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(ActRequest.cancel())
      world.clock.move(to: World.start.adding(days: 200))
      let answer = try await world.act(ActRequest(Act(.reactivate)))
      let result = try answer.result()
      #expect(answer.status == 409)
      #expect(result.outcome == "refused")
      #expect(result.receipt.state == "deleted")
      #expect(result.receipt.decision.waysForward.contains { $0.way == "buy-again" })
    }
  }

  /// R23: bought elsewhere. Refused with where to go, and nothing changes.
  @Test func `R23: what was bought in an app store is cancelled there`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("store", #", "channel": "partner""#)
      let store = SubscriptionID(stored: "store")
      let answer = try await world.act(ActRequest.cancel(), on: store)
      #expect(answer.status == 409)
      #expect(try answer.result().outcome == "elsewhere")
      #expect(
        try answer.result().receipt.decision.waysForward.contains { $0.way == "contact-seller" })
      let context = try await world.engine.store.read {
        try $0.subscription(store, of: World.fjord)
      }
      #expect(context?.record.version == 1)
    }
  }

  /// S13: an act in the wrong state is 409 with a reason, never 200 without effect.
  @Test func `S13: extending what is no trial is refused`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let answer = try await world.act(ActRequest(Act(.extendTrial)))
      #expect(answer.status == 409)
      #expect(try !answer.result().receipt.decision.reasons.isEmpty)
    }
  }

  /// What time brought about before an act is written down before it, at its own due instant.
  @Test func `a renewal nobody carried out stands in the history before the act`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: Timestamp("2025-05-12T09:00:00Z") ?? World.start)
      let result = try await world.act(ActRequest.cancel()).result()
      // Renewed on 10 April and 10 May; two days into the third term.
      let events = try await world.events()
      #expect(
        events.map(\.type) == [
          EventType.subscriptionCreated, EventType.passed, EventType.charged, EventType.passed,
          EventType.charged, EventType.carriedOut,
        ])
      // 00:00 in Oslo is 22:00 UTC of the day before.
      #expect(events.dropFirst().first?.at == Timestamp("2025-04-09T22:00:00Z"))
      // 12 May to 9 June is 29 of 31 days: 125.00 × 29 ÷ 31 = 116.935…
      #expect(result.receipt.decision.plan?.refund?.amount.amount == "116.94")
    }
  }

  @Test func `removing a domain takes it from the account`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.addDomain("Fjell.example", to: World.fjord, by: World.program)
      let answer = try await world.act(
        ActRequest(Act(.removeDomain), domain: "fjell.example"))
      #expect(answer.status == 200)
      let account = try await world.engine.account(World.fjord, by: World.program)
      #expect(account.body.domains == [])
      #expect(account.version == 3)
      await #expect(throws: EngineError.self) {
        try await world.act(ActRequest(Act(.removeDomain), domain: "fjell.example"))
      }
    }
  }
}
