import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// What a user bought for themselves, and the organisation takes over or cancels (MOV-11), through
/// the real store.
///
/// Ola, who reads Latvian, bought Business Basic on 10 March 2025 for a month: three licenses at
/// 6.00 EUR, all in use. Fjord AS has Business Premium with eight of ten licenses in use. It is 15
/// March: 26 of 31 days are unused, which is 18.00 * 26 / 31 = 15.0968.
@Suite struct TakeOverTests {
  private static let own = SubscriptionID(stored: "own")
  private static let ola = PersonID(stored: "ola")

  private func make(_ world: World) async throws {
    try await world.addFjord()
    _ = try await world.engine.addPerson(
      world.json(#"{"id": "ola", "name": "Ola Nordmann", "language": "lv", "roles": ["user"]}"#),
      to: World.fjord, by: World.program)
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "own", "product": "business-basic", "channel": "self-service",
         "purchaser": "ola", "started": "2025-03-10T09:00:00Z",
         "term": {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"},
         "price": {"amount": "6.00", "currency": "EUR", "per": "license", "every": "month"},
         "licenses": {"purchased": 3, "assigned": 3}, "recurringBilling": true,
         "paymentMethod": "on-file"}
        """#), in: World.fjord, by: World.program)
  }

  /// Moves users of Ola's subscription to Business Premium.
  private func move(
    _ users: Int, _ world: World, as role: Role = .globalAdministrator
  ) async throws -> Answer {
    var request = ActRequest(Act(.moveUsers, users: users), named: .role(role))
    request.toSubscription = World.premium
    return try await world.act(request, on: Self.own)
  }

  /// Leaves so many licenses of Business Premium free.
  private func free(_ count: Int, _ world: World) async throws {
    _ = try await world.engine.changeSubscription(
      World.premium, of: World.fjord,
      world.json(#"{"licenses": {"purchased": 10, "assigned": \#(10 - count)}}"#),
      by: World.program)
  }

  private func told(_ world: World) async throws -> [OutboxRecord] {
    try await world.engine.store.read { try $0.outbox(PageRequest(limit: 100)) }
      .filter { $0.person == Self.ola }
  }

  @Test func `without a free license for each it is refused, and says how many are missing`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      let answer = try await move(3, world)
      #expect(answer.status == 409)
      let decision = try answer.result().receipt.decision
      let reason = try #require(
        decision.reasons.first { $0.rule == "move-users/too-few-free-licenses" })
      #expect(reason.facts.map(\.value) == ["1"])
      #expect(reason.text.hasSuffix("It lacks 1."))
      #expect(decision.waysForward.first?.way == "free-licenses")
      #expect(decision.waysForward.first?.availability == "now")
      #expect(try await world.stored(Self.own).subscription.state == .active)
      #expect(try await world.stored().subscription.licenses.assigned == 8)
      #expect(try await told(world).isEmpty)
    }
  }

  @Test func `with the last user it is cancelled and deleted, and the purchaser is told`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      try await free(3, world)
      #expect(try await move(1, world).status == 200)
      // Two still use it: nothing has ended, and nothing comes back.
      #expect(try await world.stored(Self.own).subscription.state == .active)
      #expect(try await told(world).isEmpty)

      let answer = try await move(2, world)
      #expect(answer.status == 200)
      let plan = try #require(try answer.result().receipt.decision.plan)
      #expect(plan.effect == "take-over")
      #expect(plan.refund?.amount.amount == "15.10")
      let own = try await world.stored(Self.own).subscription
      #expect(own.state == .deleted)
      #expect(own.ending?.cause == .cancelled)
      #expect(own.licenses.assigned == 0)
      #expect(own.recurringBilling == false)
      #expect(try await world.stored().subscription.licenses.assigned == 10)
      #expect(try await world.types().last == EventType.usersReceived)

      let messages = try await told(world)
      #expect(messages.map(\.kind) == [.takenOver])
      let message = try #require(messages.first)
      #expect(message.language == "lv")
      #expect(message.body.contains("Microsoft 365 Business Premium"))
      #expect(message.body.contains("15,10"))
    }
  }

  @Test func `nobody who may only assign licenses takes it over`() async throws {
    try await World.with { world in
      try await make(world)
      try await free(3, world)
      let answer = try await move(3, world, as: .licenseAdministrator)
      #expect(answer.status == 409)
      #expect(
        try answer.result().receipt.decision.reasons.map(\.rule)
          == ["move-users/take-over-by-administrators"])
    }
  }

  /// Where the last user went must be known, for the subscription ends with it.
  @Test func `the last user moves to a subscription that is named`() async throws {
    try await World.with { world in
      try await make(world)
      let nowhere = Act(.moveUsers, product: ProductID("business-premium"), users: 3)
      await expect(["toSubscription"], from: world) {
        _ = try await world.act(ActRequest(nowhere), on: Self.own)
      }
    }
  }

  @Test func `cancelling takes a reason and a second confirmation, and the purchaser is told`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      await expect(["reason"], from: world) {
        _ = try await world.act(ActRequest(Act(.cancel)), on: Self.own)
      }
      await expect(["quote"], from: world) {
        _ = try await world.act(.cancel(), on: Self.own)
      }
      let quote = try await world.engine.quote(
        .cancel(), on: Self.own, of: World.fjord, by: World.program)
      #expect(quote.decision.plan?.losses.isEmpty == false)
      let answer = try await world.act(.cancel(quote: QuoteToken(quote.quote)), on: Self.own)
      #expect(answer.status == 200)
      #expect(try await world.stored(Self.own).subscription.state == .deleted)
      #expect(try await told(world).map(\.kind) == [.cancelledByAnother])
      let access = try await world.engine.subscription(
        Self.own, of: World.fjord, by: World.program
      ).body.access
      #expect(access?.users == "none")
    }
  }

  /// Kari is a user as well; Ola also looks after licenses, which alone gives no right to cancel.
  @Test func `it is not another user's to cancel, whatever else its purchaser is`() async throws {
    try await World.with { world in
      try await make(world)
      let kari = PersonID(stored: "kari-2")
      _ = try await world.engine.addPerson(
        world.json(#"{"id": "kari-2", "name": "Kari Berg", "roles": ["user"]}"#),
        to: World.fjord, by: World.program)
      let refused = try await world.act(.cancel(named: .person(kari)), on: Self.own)
      #expect(refused.status == 409)
      #expect(
        try refused.result().receipt.decision.reasons.map(\.rule).contains(
          "cancel/bought-by-another"))
      #expect(try await world.stored(Self.own).subscription.state == .active)
      _ = try await world.engine.changePerson(
        Self.ola, of: World.fjord, world.json(#"{"roles": ["license-administrator"]}"#),
        by: World.program)
      let answer = try await world.act(.cancel(named: .person(Self.ola)), on: Self.own)
      #expect(answer.status == 200)
      #expect(try answer.result().receipt.actor.role == "user")
    }
  }

  @Test func `whoever bought it cancels it as ever, and is told nothing new`() async throws {
    try await World.with { world in
      try await make(world)
      let answer = try await world.act(.cancel(named: .person(Self.ola)), on: Self.own)
      #expect(answer.status == 200)
      #expect(try await world.stored(Self.own).subscription.state == .deleted)
      #expect(try await told(world).isEmpty)
    }
  }

  @Test func `only what a user bought has a purchaser, who is of the account`() async throws {
    try await World.with { world in
      try await make(world)
      await expect(["purchaser"], from: world) {
        _ = try await world.engine.changeSubscription(
          World.premium, of: World.fjord, world.json(#"{"purchaser": "ola"}"#),
          by: World.program)
      }
      await expect(["purchaser"], from: world) {
        _ = try await world.engine.changeSubscription(
          Self.own, of: World.fjord, world.json(#"{"purchaser": "nobody"}"#), by: World.program)
      }
      #expect(try await world.stored(Self.own).purchaser == Self.ola)
      let body = try await world.engine.subscription(
        Self.own, of: World.fjord, by: World.program
      ).body
      #expect(body.purchaser == "ola")
    }
  }

  /// Expects bad input, with these fields named, and nothing changed.
  private func expect(
    _ fields: [String], from world: World, _ work: () async throws -> Void
  ) async {
    do {
      try await work()
      Issue.record("it was accepted")
    } catch EngineError.invalid(let faults) {
      #expect(faults.map(\.field) == fields)
    } catch {
      Issue.record("\(error)")
    }
    let state = try? await world.stored(Self.own).subscription.state
    #expect(state == .active)
  }
}
