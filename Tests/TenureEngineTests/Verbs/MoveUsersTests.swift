import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Users who move from one subscription to another, through the real store.
@Suite struct MoveUsersTests {
  private static let basic = SubscriptionID(stored: "basic")

  /// Eight users of ten licenses, and a target with three free ones.
  private func make(_ world: World) async throws {
    try await world.addFjord()
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "basic", "product": "business-basic", "started": "2025-03-10T09:00:00Z",
         "term": {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"},
         "price": {"amount": "6.00", "currency": "EUR", "per": "license", "every": "month"},
         "licenses": {"purchased": 5, "assigned": 2}, "recurringBilling": true,
         "paymentMethod": "on-file"}
        """#), in: World.fjord, by: World.program)
  }

  private func move(
    _ users: Int, to target: String = "basic", _ world: World, once: OnceOnly? = nil
  ) async throws -> Answer {
    let request = try ActRequest(
      body: world.json(
        #"{"act": "move-users", "users": \#(users), "toSubscription": "\#(target)"}"#),
      products: world.engine.shelf.products)
    return try await world.act(request, once: once)
  }

  private func assigned(_ world: World) async throws -> [Int?] {
    [
      try await world.stored().subscription.licenses.assigned,
      try await world.stored(Self.basic).subscription.licenses.assigned,
    ]
  }

  @Test func `MOV-01 MOV-05: both change in one transaction, and the receipt names both`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      let answer = try await move(3, world, once: OnceOnly("once"))
      #expect(answer.status == 200)
      #expect(try await assigned(world) == [5, 5])
      let receipt = try answer.result().receipt
      #expect(receipt.subscription == "premium")
      #expect(receipt.object == "basic")
      #expect(receipt.decision.act.product == "business-basic")
      #expect(try await world.types().last == EventType.carriedOut)
      #expect(try await world.types(of: Self.basic).last == EventType.usersReceived)
      #expect(try await world.stored(Self.basic).version == 2)
      // The same request again moves nobody twice.
      _ = try await move(3, world, once: OnceOnly("once"))
      #expect(try await assigned(world) == [5, 5])
      // Nobody has a license twice: five of five are taken.
      #expect(try await move(1, world).status == 409)
      #expect(try await assigned(world) == [5, 5])
    }
  }

  @Test func `MOV-05 MOV-11: it takes an active target with a free license for each`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      let full = try await move(4, world)
      #expect(full.status == 409)
      #expect(
        try full.result().receipt.decision.reasons.contains { $0.implements.contains("MOV-11") })
      _ = try await world.act(ActRequest.cancel(), on: Self.basic)
      let ended = try await move(1, world)
      #expect(ended.status == 409)
      #expect(
        try ended.result().receipt.decision.reasons.contains { $0.implements.contains("MOV-05") })
      #expect(try await assigned(world) == [8, 2])
    }
  }

  @Test func `a target that cannot be is refused as input`() async throws {
    try await World.with { world in
      try await make(world)
      for target in ["premium", "nobody"] {
        await #expect(throws: EngineError.self, "\(target)") {
          try await move(1, to: target, world)
        }
      }
      #expect(try await assigned(world) == [8, 2])
    }
  }

  @Test func `a quote of a move holds until the target changes`() async throws {
    try await World.with { world in
      try await make(world)
      var act = Act(.moveUsers)
      act.users = 3
      var request = ActRequest(act)
      request.toSubscription = Self.basic
      let quote = try await world.quote(request)
      request.quote = QuoteToken(quote.quote)
      _ = try await world.engine.changeSubscription(
        Self.basic, of: World.fjord, world.json(#"{"licenses": {"purchased": 5, "assigned": 4}}"#),
        by: World.program)
      await #expect(throws: EngineError.self) { try await world.act(request) }
      #expect(try await assigned(world) == [8, 4])
    }
  }
}
