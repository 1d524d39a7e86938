import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Product keys that extend what was prepaid, through the real store.
@Suite struct RedeemKeyTests {
  private static let prepaid = SubscriptionID(stored: "prepaid")
  private static let key = "ab3de-fgh5j-klm7n-pqr9s-tuv2w"

  /// A year from 10 March 2025, paid with a key.
  private func make(_ world: World) async throws {
    try await world.addFjord()
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "prepaid", "product": "business-premium", "kind": "prepaid",
         "started": "2025-03-10T09:00:00Z",
         "term": {"start": "2025-03-10", "end": "2026-03-10", "interval": "year"},
         "licenses": {"purchased": 5, "assigned": 2}, "recurringBilling": false,
         "paymentMethod": "none"}
        """#), in: World.fjord, by: World.program)
  }

  @discardableResult
  private func redeem(
    _ world: World, _ key: String = Self.key, on id: SubscriptionID = prepaid
  ) async throws -> SubscriptionBody {
    let answer = try await world.engine.redeemKey(
      on: id, of: World.fjord, world.json(#"{"key": "\#(key)"}"#), by: World.program)
    return try JSONText.value(SubscriptionBody.self, answer.body)
  }

  @Test func `REC-09 REC-10: a new key adds a term, and no key counts twice`() async throws {
    try await World.with { world in
      try await make(world)
      #expect(try await redeem(world).term?.end == "2027-03-10")
      #expect(try await world.types(of: Self.prepaid).last == EventType.keyRedeemed)
      // The same key in other letters and groups.
      for again in ["AB3DEFGH5JKLM7NPQR9STUV2W", Self.key] {
        let error = await #expect(throws: EngineError.self) { try await redeem(world, again) }
        guard case .invalid(let faults) = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        #expect(faults.first?.field == "key")
        #expect(faults.first?.problem.contains("REC-10") == true)
      }
      #expect(
        try await world.stored(Self.prepaid).subscription.term?.end.description == "2027-03-10")
      try await world.work(until: "2026-03-12T09:00:00Z")
      #expect(try await world.stored(Self.prepaid).subscription.state == .active)
      try await world.work(until: "2027-03-12T09:00:00Z")
      #expect(try await world.stored(Self.prepaid).subscription.state == .expired)
      // Nothing was charged on the way.
      #expect(try await world.payments(of: Self.prepaid).isEmpty)
    }
  }

  @Test func `REA-12: a new key brings back what has expired`() async throws {
    try await World.with { world in
      try await make(world)
      try await world.work(until: "2026-03-20T09:00:00Z")
      #expect(try await world.stored(Self.prepaid).subscription.state == .expired)
      let body = try await redeem(world)
      #expect(body.state == "active")
      #expect(body.term?.end == "2027-03-10")
      #expect(body.ending == nil)
    }
  }

  /// `ß` in capitals is `SS`, which a key may have.
  @Test(arguments: ["AB3DE-FGH5J-ß", "AB3DE", "AB3DE_FGH5J"])
  func `only letters and digits of a key are one`(text: String) async throws {
    try await World.with { world in
      try await make(world)
      let error = await #expect(throws: EngineError.self) { try await redeem(world, text) }
      guard case .invalid(let faults) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(faults.map(\.problem) == ["it is not a product key"])
    }
  }

  @Test func `the key itself is kept nowhere`() async throws {
    try await World.with { world in
      try await make(world)
      try await redeem(world)
      let plain = [UInt8]("AB3DEFGH5JKLM7NPQR9STUV2W".utf8)
      let kept = try await world.engine.store.read {
        try $0.redeemedKey(hash: Hash.sha256(plain))
      }
      #expect(kept?.subscription == Self.prepaid)
      for event in try await world.events(of: nil) {
        #expect(!String(decoding: event.body, as: UTF8.self).uppercased().contains("FGH5J"))
      }
    }
  }

  @Test func `what was not bought with a key takes none`() async throws {
    try await World.with { world in
      try await make(world)
      for (key, id) in [
        (Self.key, World.premium), ("short", Self.prepaid), ("ÆØÅ-12345-67890", Self.prepaid),
      ] {
        await #expect(throws: EngineError.self, "\(key)") { try await redeem(world, key, on: id) }
      }
      #expect(try await redeem(world).term?.end == "2027-03-10")
    }
  }
}
