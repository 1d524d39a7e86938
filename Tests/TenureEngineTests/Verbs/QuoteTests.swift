import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// What is shown, how long it holds, and that it is what is done.
@Suite struct QuoteTests {
  private func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

  @Test(arguments: ActKind.allCases.filter { $0.parameters == .nothing && $0 != .closeAccount })
  func `acting on a fresh quote yields exactly what it showed`(kind: ActKind) async throws {
    guard kind != .removeDomain else { return }
    try await World.with { world in
      try await world.addFjord()
      if kind == .delete || kind == .reactivate {
        _ = try await world.act(ActRequest.cancel())
      }
      let quote = try await world.quote(ActRequest(Act(kind)))
      world.clock.move(to: Timestamp(microseconds: World.start.microseconds + 14 * 60_000_000))
      let token = try #require(QuoteToken(quote.quote))
      let answer = try await world.act(ActRequest(Act(kind), quote: token, reason: .notUsed))
      let result = try answer.result()
      guard result.outcome != "unnecessary" else { return }
      #expect(result.receipt.decision == quote.decision)
      #expect(result.receipt.timeline == quote.timeline)
      #expect(result.receipt.decided == quote.at)
      #expect(result.receipt.received.at != quote.at)
    }
  }

  @Test func `a quote holds for 15 minutes and not a moment longer`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let quote = try await world.quote(ActRequest.cancel())
      #expect(try instant(quote.expires) == instant("2025-03-15T09:15:00Z"))
      world.clock.move(to: try instant("2025-03-15T09:15:00Z"))
      let token = try #require(QuoteToken(quote.quote))
      do {
        _ = try await world.act(ActRequest.cancel(quote: token))
        Issue.record("a stale quote was carried out")
      } catch EngineError.staleQuote(let body) {
        let fresh = try JSONText.value(QuoteBody.self, body)
        #expect(fresh.at == "2025-03-15T09:15:00Z")
        #expect(fresh.decision == quote.decision)
      }
      #expect(try await world.events().map(\.type) == [EventType.subscriptionCreated])
    }
  }

  /// At midnight in Oslo one day less is unused, so the refund would be another one.
  @Test func `a quote ends at local midnight where the plan would differ`() async throws {
    try await World.with(at: try instant("2025-03-15T22:50:00Z")) { world in
      try await world.addFjord()
      let quote = try await world.quote(ActRequest.cancel())
      #expect(try instant(quote.expires) == instant("2025-03-15T23:00:00Z"))
    }
  }

  /// Turning recurring billing off says the same before and after midnight.
  @Test func `a quote outlives a midnight at which nothing differs`() async throws {
    try await World.with(at: try instant("2025-03-15T22:50:00Z")) { world in
      try await world.addFjord()
      let quote = try await world.quote(ActRequest(Act(.turnOffRecurringBilling)))
      #expect(try instant(quote.expires) == instant("2025-03-15T23:05:00Z"))
    }
  }

  /// Under a billing profile licenses can be removed for seven days; the window of a subscription
  /// that started on 10 March at 09:00 ends on 17 March at 09:00, in the middle of a day.
  @Test func `a quote ends where a window ends`() async throws {
    try await World.with(at: try instant("2025-03-17T08:50:00Z")) { world in
      _ = try await world.engine.createAccount(
        world.json(
          #"""
          {"id": "fjord", "name": "Fjord AS", "kind": "business", "agreement": "mca",
           "family": "microsoft-365-business", "country": "NO", "timeZone": "Europe/Oslo",
           "billingProfile": "Main"}
          """#), by: World.program)
      try await world.addSubscription("premium")
      let quote = try await world.quote(.cancel(named: .role(.billingProfileOwner)))
      #expect(quote.decision.outcome == "permitted")
      #expect(try instant(quote.expires) == instant("2025-03-17T09:00:00Z"))
    }
  }

  @Test func `a change behind a quote makes it stale`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let quote = try await world.quote(ActRequest.cancel())
      _ = try await world.engine.changeSubscription(
        World.premium, of: World.fjord, world.json(#"{"licenses": {"purchased": 12}}"#),
        by: World.program)
      let token = try #require(QuoteToken(quote.quote))
      await #expect(throws: EngineError.self) {
        try await world.act(ActRequest.cancel(quote: token))
      }
    }
  }

  @Test func `a quote of one act does not serve for another`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let quote = try await world.quote(ActRequest(Act(.turnOffRecurringBilling)))
      let token = try #require(QuoteToken(quote.quote))
      await #expect(throws: EngineError.self) {
        try await world.act(ActRequest.cancel(quote: token))
      }
    }
  }

  /// Support agents pass limits that hold for customers, so a role is not simply named.
  @Test func `a key does not become a support agent by naming the role`() async throws {
    try await World.with { world in
      try await world.addFjord()
      func ask(_ keyRole: Role?, as role: Role) async throws -> QuoteBody {
        let key = KeyRecord(
          id: KeyID(stored: "shop"), hash: World.key.hash, label: "", scopes: [.read, .act],
          role: keyRole, created: World.start)
        return try await world.engine.quote(
          .cancel(named: .role(role)), on: World.premium, of: World.fjord, by: .program(key))
      }
      await #expect(throws: EngineError.self) { try await ask(nil, as: .supportAgent) }
      await #expect(throws: EngineError.self) {
        try await ask(.billingAdministrator, as: .globalAdministrator)
      }
      #expect(try await ask(.supportAgent, as: .supportAgent).role == "support-agent")
      #expect(try await ask(nil, as: .globalAdministrator).role == "global-administrator")
    }
  }

  @Test(arguments: ["", "q1", "q1..", "q1.zz.AAAA", "q1.0x5.AAAA", "q2.5.AAAA"])
  func `what is no quote is not read as one`(text: String) {
    #expect(QuoteToken(text) == nil)
  }
}
