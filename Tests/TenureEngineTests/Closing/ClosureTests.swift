import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Closing an account: the checklist, and the act (CLO-01 to CLO-13, DOM-01 to DOM-03).
@Suite struct ClosureTests {
  private func list(_ world: World, _ account: AccountID = World.fjord) async throws
    -> ClosureBody
  {
    try await world.engine.closure(of: account, by: World.program)
  }

  private func close(
    _ world: World, _ account: AccountID = World.fjord, _ body: String = #"{"understood": true}"#,
    by caller: Caller = World.program
  ) async throws -> Answer {
    try await world.engine.closeAccount(account, world.json(body), by: caller)
  }

  @Test func `the checklist names what is open, in order, and how to do it`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.addPerson(
        world.json(#"{"id": "ola", "name": "Ola", "email": "ola@fjord.example"}"#),
        to: World.fjord, by: World.program)
      _ = try await world.engine.addDomain("fjord.example", to: World.fjord, by: World.program)
      let list = try await list(world)
      #expect(
        list.items.map(\.item) == [
          "exports-running", "people", "self-service-purchases", "active-subscriptions",
          "disabled-subscriptions", "custom-domains", "unpaid-invoices",
        ])
      #expect(list.decision.outcome == "refused")
      #expect(list.decision.blockers == ["people", "active-subscriptions", "custom-domains"])
      #expect(list.items[1].open.map(\.person) == ["ola"])
      let active = list.items[3].open[0]
      #expect(active.subscription == "premium")
      // ELIG-19, CLO-13: the domain goes before the subscription is cancelled.
      let cancel = try #require(active.steps.first { $0.way == "cancel" })
      #expect(cancel.availability == "after" && cancel.after == ["remove-domain"])
      let removal = active.steps.first { $0.way == "remove-domain" }
      #expect(removal?.after == ["change-person"] && removal?.request == nil)
      let domain = list.items[5].open[0]
      #expect(domain.people == ["kari", "ola"])
      #expect(domain.steps.map(\.way) == ["change-person", "change-person", "delete-domain"])
      #expect(domain.steps[2].after == ["change-person"])
      let rules = Set(list.decision.reasons.flatMap(\.implements))
      #expect(rules.isSuperset(of: ["CLO-03", "CLO-04", "CLO-13"]))
    }
  }

  @Test func `DOM-03: a domain stays while people have their address in it`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.addDomain("fjord.example", to: World.fjord, by: World.program)
      let inUse = EngineError.domainInUse("fjord.example", by: [World.kari])
      await #expect(throws: inUse) {
        try await world.engine.deleteDomain(
          "fjord.example", of: World.fjord, by: World.program)
      }
      await #expect(throws: inUse) {
        try await world.act(ActRequest(Act(.removeDomain), domain: "fjord.example"))
      }
      _ = try await world.engine.changePerson(
        World.kari, of: World.fjord, world.json(#"{"email": "kari@other.example"}"#),
        by: World.program)
      #expect(
        try await world.act(ActRequest(Act(.removeDomain), domain: "fjord.example")).status == 200)
    }
  }

  @Test func `ELIG-18: cancelling one subscription leaves its neighbours alone`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("second")
      let second = SubscriptionID(stored: "second")
      let before = try await world.engine.store.read {
        try $0.subscription(second, of: World.fjord)
      }
      _ = try await world.act(ActRequest.cancel())
      let after = try await world.engine.store.read {
        try $0.subscription(second, of: World.fjord)
      }
      #expect(after == before)
      #expect(try await world.events(of: second).count == 1)
    }
  }

  /// Cancels and deletes the one subscription and waits until it is deleted (CLO-09: 72 hours).
  private func end(_ world: World) async throws {
    _ = try await world.act(ActRequest.cancel())
    _ = try await world.act(ActRequest(Act(.delete)))
    let disabled = try await list(world).items.first { $0.item == "disabled-subscriptions" }
    let wait = disabled?.open.first?.steps.first { $0.way == "wait" }
    #expect(wait?.date == "2025-03-18")
    world.clock.move(to: World.start.adding(hours: 72))
  }

  @Test func `CLO-07: one act, one receipt, and everything ends with it`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("second", #", "channel": "self-service""#)
      #expect(try await list(world).items[2].open.map(\.subscription) == ["second"])
      let second = SubscriptionID(stored: "second")
      let shown = try await world.engine.quote(
        .cancel(), on: second, of: World.fjord, by: World.program)
      _ = try await world.act(.cancel(quote: QuoteToken(shown.quote)), on: second)
      _ = try await world.act(ActRequest(Act(.delete)), on: second)
      try await end(world)
      let own = try await world.engine.createKey(
        world.json(#"{"label": "own", "scopes": ["read"], "account": "fjord"}"#),
        by: World.program)
      let secret = try #require(try JSONText.value(KeyBody.self, own.body).secret)
      let session = try await world.engine.createSession(
        for: World.kari, of: World.fjord, by: World.program)
      let token = try #require(try JSONText.value(SessionBody.self, session.body).token)
      await #expect(throws: EngineError.self) {
        try await close(world, World.fjord, "{}")
      }
      let answer = try await close(world)
      #expect(answer.status == 200)
      let receipt = try answer.result().receipt
      #expect(receipt.decision.act.name == "close-account" && receipt.subscription == nil)
      // Nobody gets in any more.
      for text in [secret, token] {
        let credential = try #require(Credential(text))
        #expect(try await world.engine.caller(credential) == nil)
      }
      try await expectClosed(world)
      // Once more is unnecessary, with the same receipt.
      let again = try await close(world)
      #expect(try again.result().outcome == "unnecessary")
      #expect(try again.result().receipt == receipt)
      #expect(try await list(world).closed != nil)
    }
  }

  /// What a closed account answers, and what it left.
  private func expectClosed(_ world: World) async throws {
    await #expect(throws: EngineError.closed(since: world.clock.now())) {
      try await world.act(ActRequest(Act(.reactivate)))
    }
    await #expect(throws: EngineError.closed(since: world.clock.now())) {
      try await world.addSubscription("third")
    }
    await #expect(throws: EngineError.closed(since: world.clock.now())) {
      try await world.engine.createSession(for: World.kari, of: World.fjord, by: World.program)
    }
    let account = try await world.engine.account(World.fjord, by: World.program)
    #expect(account.body.closed == "\(world.clock.now())")
    let subscription = try await world.engine.subscription(
      World.premium, of: World.fjord, by: World.program)
    #expect(subscription.body.accountClosed)
    #expect(try await world.told("account.closed").isEmpty == false)
    try await world.work()
    let tasks = try await world.tasks(.deletion, in: World.fjord)
    #expect(tasks.compactMap(\.subscription?.text).sorted() == ["premium", "second"])
    let types = try await world.types(of: World.fjord)
    #expect(types.filter { $0 == EventType.accountClosed }.count == 3)
  }

  @Test func `what is refused has a receipt and changes nothing`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let before = try await world.engine.account(World.fjord, by: World.program)
      let answer = try await close(world)
      #expect(answer.status == 409)
      let result = try answer.result()
      #expect(result.outcome == "refused")
      #expect(result.receipt.decision.blockers == ["active-subscriptions"])
      #expect(result.receipt.decision.waysForward.contains { $0.way == "cancel" })
      let after = try await world.engine.account(World.fjord, by: World.program)
      #expect(after.version == before.version && after.body.closed == nil)
      // CLO-01: only a global administrator.
      try await end(world)
      let biller = try await close(
        world, World.fjord,
        #"{"understood": true, "actor": {"role": "billing-administrator"}}"#)
      #expect(biller.status == 409)
      #expect(try biller.result().receipt.decision.reasons.first?.implements == ["CLO-01"])
    }
  }

  @Test func `CLO-02, CLO-08: exports that run and what is owed keep it open`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await end(world)
      let euro = try #require(Currency("EUR"))
      let now = world.clock.now()
      try await world.engine.store.write { tx in
        try tx.insert(
          TaskRecord(
            account: World.fjord, id: TaskID(stored: "t"), subscription: World.premium,
            kind: .export, created: now, notBefore: now, goneBy: nil))
        try tx.insert(
          PaymentRecord(
            account: World.fjord, id: PaymentID(stored: "p"), subscription: World.premium,
            at: now, amount: Money(minorUnits: 1250, currency: euro), reason: .licenses))
      }
      let list = try await list(world)
      #expect(list.decision.blockers == ["exports-running", "unpaid-invoices"])
      #expect(list.items.first?.open.map(\.task) == ["t"])
      let unpaid = list.items.last?.open.first
      #expect(unpaid?.payment == "p" && unpaid?.amount?.amount == "12.50")
      #expect(try await close(world).status == 409)
    }
  }

  @Test func `CLO-04: outside the window it is turned off and waited for`() async throws {
    try await World.with { world in
      try await world.addFjord()
      // Eleven days after the start nothing can be cancelled under this agreement.
      world.clock.move(to: World.start.adding(days: 6))
      _ = try await world.engine.changeAccount(
        World.fjord, world.json(#"{"agreement": "mca", "billingProfile": "Oslo"}"#),
        by: World.program)
      let list = try await world.engine.closure(
        of: World.fjord, for: .role(.billingProfileOwner), by: World.program)
      let steps = list.items.first { $0.item == "active-subscriptions" }?.open.first?.steps ?? []
      let off = try #require(steps.first { $0.way == "turn-off-recurring-billing" })
      #expect(off.availability == "now" && off.request?.method == "POST")
      let wait = try #require(steps.first { $0.way == "wait" })
      #expect(wait.after == ["turn-off-recurring-billing"])
      // 10 April + 30 days expired: disabled then.
      #expect(wait.date == "2025-05-10")
    }
  }

  @Test func `an account without subscriptions closes by its policy alone`() async throws {
    try await World.with { world in
      _ = try await world.engine.createAccount(
        world.json(
          #"""
          {"id": "empty", "name": "Empty AS", "kind": "business",
           "family": "microsoft-365-business", "agreement": "mosa",
           "people": [{"id": "a", "name": "A", "roles": ["global-administrator"]}]}
          """#), by: World.program)
      let empty = AccountID(stored: "empty")
      #expect(try await list(world, empty).decision.outcome == "permitted")
      #expect(try await close(world, empty).status == 200)
    }
  }

  @Test func `CON-R10: a person's account goes with the owner's files, not the members'`()
    async throws
  {
    try await World.with { world in
      try await world.addFamily()
      let owner = #"{"understood": true, "actor": {"role": "owner"}}"#
      #expect(try await close(world, World.family, owner).status == 409)
      try world.move(to: "2025-04-12T10:00:00Z")
      #expect(try await close(world, World.family, owner).status == 200)
      #expect(try await world.tasks(.storageDeletion).map(\.person) == [World.kari])
      // Ola's own clock goes on.
      #expect(try await world.storage(of: World.ola).overSince == "2025-04-10")
      for day in ["2025-09-26", "2025-10-10"] {
        try world.move(to: "\(day)T10:00:00Z")
        try await world.work()
      }
      #expect(
        try await world.tasks(.storageDeletion).map(\.person) == [World.kari, World.ola])
    }
  }
}
