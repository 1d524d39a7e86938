import Synchronization
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Several payment methods of one account (DUE-04, DUE-07), through the real store.
///
/// Three subscriptions renew on 10 April for 125.00 EUR each: Business Premium and `second` are
/// charged to `card-old`, `third` to `card-own`.
@Suite struct PaymentMethodTests {
  private static let second = SubscriptionID(stored: "second")
  private static let third = SubscriptionID(stored: "third")

  private func make(
    _ world: World, agreement: Agreement = .mosa, isDeclined: Bool = true
  ) async throws {
    try await world.addFjord()
    try await world.addSubscription("second", #", "method": "card-old""#)
    try await world.addSubscription("third", #", "method": "card-own""#)
    try await tell(World.premium, #"{"method": "card-old"}"#, world)
    if agreement != .mosa {
      try await world.engine.store.write { tx in
        guard var account = try tx.account(World.fjord) else { return }
        account.agreement = agreement
        account.version += 1
        try tx.update(account)
      }
    }
    try await world.work(until: "2025-04-10T06:00:00Z")
    for id in [World.premium, Self.second, Self.third] where isDeclined {
      try await world.report("failed", try await payment(of: id, world).id)
    }
  }

  private func tell(_ id: SubscriptionID, _ body: String, _ world: World) async throws {
    _ = try await world.engine.changeSubscription(
      id, of: World.fjord, world.json(body), by: World.program)
  }

  private func payment(of id: SubscriptionID, _ world: World) async throws -> PaymentRecord {
    try #require(try await world.payments(of: id).first)
  }

  private func pay(_ payment: PaymentRecord, with method: String, _ world: World) async throws {
    _ = try await world.engine.reportPayment(
      payment.id, of: World.fjord,
      world.json(#"{"outcome": "paid", "method": "\#(method)"}"#), by: World.program)
  }

  private func methods(_ world: World) async throws -> [String?] {
    [
      try await world.stored().method, try await world.stored(Self.second).method,
      try await world.stored(Self.third).method,
    ]
  }

  @Test func `DUE-04: what a balance is paid with serves all that used the declined one`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      #expect(try await methods(world) == ["card-old", "card-old", "card-own"])
      let declined = try await payment(of: Self.second, world)
      #expect(declined.nextAttempt == Timestamp("2025-04-12T22:00:00Z"))

      try await pay(try await payment(of: World.premium, world), with: "card-new", world)
      // The third has a method of its own, which must be replaced by itself.
      #expect(try await methods(world) == ["card-new", "card-new", "card-own"])
      #expect(try await world.stored().subscription.pastDue == false)
      // The second is still past due since the same day, and is tried again at once.
      let second = try await payment(of: Self.second, world)
      #expect(second.state == .failed)
      #expect(second.nextAttempt == world.clock.now())
      #expect(second.failedAt == declined.failedAt)
      #expect(try await world.types(of: Self.second).last == EventType.methodReplaced)
      #expect(
        try await payment(of: Self.third, world).nextAttempt == Timestamp("2025-04-12T22:00:00Z"))

      let gateway = MethodGateway()
      #expect(try await world.engine(with: gateway).collectPayments().paid == 1)
      #expect(gateway.methods == ["card-new"])
      #expect(try await world.stored(Self.second).subscription.pastDue == false)
      #expect(try await world.stored(Self.third).subscription.pastDue)
    }
  }

  @Test func `DUE-04: what was never declined is paid with anything, and nothing is replaced`()
    async throws
  {
    try await World.with { world in
      try await make(world, isDeclined: false)
      try await pay(try await payment(of: World.premium, world), with: "card-new", world)
      #expect(try await methods(world) == ["card-old", "card-old", "card-own"])
    }
  }

  @Test func `DUE-04: with a billing profile a balance is paid once, and nothing else changes`()
    async throws
  {
    try await World.with { world in
      try await make(world, agreement: .mca)
      try await pay(try await payment(of: World.premium, world), with: "card-new", world)
      #expect(try await methods(world) == ["card-old", "card-old", "card-own"])
      #expect(try await world.stored().subscription.pastDue == false)
      #expect(try await world.stored(Self.second).subscription.pastDue)
    }
  }

  @Test func `DUE-07: another card serves only what is told of it`() async throws {
    try await World.with { world in
      try await make(world)
      // A fourth subscription brings a new card along; those that were declined keep theirs.
      try await world.addSubscription("fourth", #", "method": "card-new""#)
      #expect(try await methods(world) == ["card-old", "card-old", "card-own"])
      #expect(try await world.stored(Self.third).subscription.pastDue)

      try await tell(Self.third, #"{"method": "card-new"}"#, world)
      #expect(try await methods(world) == ["card-old", "card-old", "card-new"])
      let third = try await payment(of: Self.third, world)
      #expect(third.nextAttempt == world.clock.now())
      #expect(
        try await payment(of: Self.second, world).nextAttempt == Timestamp("2025-04-12T22:00:00Z"))
    }
  }

  @Test func `the number of a card is no name, and what was not paid was paid with nothing`()
    async throws
  {
    try await World.with { world in
      try await make(world)
      let payment = try await payment(of: World.premium, world)
      for body in [
        #"{"outcome": "paid", "method": "4111111111111111"}"#,
        #"{"outcome": "failed", "method": "card-new"}"#,
      ] {
        await #expect(throws: EngineError.self, "\(body)") {
          try await world.engine.reportPayment(
            payment.id, of: World.fjord, world.json(body), by: World.program)
        }
      }
      #expect(try await methods(world) == ["card-old", "card-old", "card-own"])
    }
  }
}

/// A gateway that is always paid, and remembers with what.
private final class MethodGateway: PaymentGateway {
  private let asked = Mutex<[String?]>([])

  var methods: [String?] { asked.withLock { $0 } }

  func collect(_ demand: PaymentDemand) -> PaymentAnswer {
    asked.withLock { $0.append(demand.method) }
    return .paid
  }
}
