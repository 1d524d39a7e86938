import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// Nothing happens twice: keys, races, batches.
@Suite struct OnceOnlyTests {
  @Test func `the same key gets the same answer`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let first = try await world.act(ActRequest.cancel(), once: OnceOnly("k1"))
      world.clock.move(to: World.start.adding(days: 29))
      let second = try await world.act(ActRequest.cancel(), once: OnceOnly("k1"))
      #expect(!first.isReplay && second.isReplay)
      #expect(second.body == first.body)
      #expect(second.status == first.status)
      #expect(second.version == first.version)
    }
  }

  @Test func `a refusal is repeated as well`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let first = try await world.act(ActRequest(Act(.extendTrial)), once: OnceOnly("k1"))
      let second = try await world.act(ActRequest(Act(.extendTrial)), once: OnceOnly("k1"))
      #expect(first.status == 409 && second.isReplay)
      #expect(second.body == first.body)
    }
  }

  /// R07: the same key with another body is refused, and nothing is done.
  @Test func `R07: a key that came with another request is refused`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(
        ActRequest(Act(.turnOffRecurringBilling)), once: OnceOnly("k1", body: "off"))
      let events = try await world.events()
      await #expect(throws: EngineError.keyReused) {
        try await world.act(ActRequest.cancel(), once: OnceOnly("k1", body: "cancel"))
      }
      #expect(try await world.events() == events)
    }
  }

  @Test func `keys of two callers never meet`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let other = Caller.program(
        KeyRecord(
          id: KeyID(stored: "other"), hash: [], label: "", scopes: Scope.allCases,
          role: .globalAdministrator, created: World.start))
      _ = try await world.act(ActRequest.cancel(), once: OnceOnly("k1", body: "a"))
      let answer = try await world.engine.carryOut(
        ActRequest(Act(.reactivate)), on: World.premium, of: World.fjord, by: other,
        once: OnceOnly("k1", body: "b"))
      #expect(!answer.isReplay)
    }
  }

  /// R01: six at once, forty times over. Each time one of them takes effect.
  @Test func `R01: six simultaneous cancels have one effect`() async throws {
    try await World.with { world in
      try await world.addFjord()
      for round in 0..<40 {
        let id = SubscriptionID(stored: "race-\(round)")
        try await world.addSubscription(id.text)
        let answers = try await withThrowingTaskGroup { group in
          for _ in 0..<6 {
            group.addTask { try await world.act(ActRequest.cancel(), on: id) }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        let results = try answers.map { try $0.result() }
        #expect(results.count { $0.outcome == "permitted" } == 1)
        #expect(Set(results.map(\.receipt.id)).count == 1)
        let events = try await world.events(of: id)
        #expect(events.count { $0.type == EventType.carriedOut } == 1)
      }
      #expect(try await world.ledger().count == 40)
    }
  }

  @Test func `the same key in flight is told so or gets the first answer`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let outcomes = await withTaskGroup { group in
        for _ in 0..<6 {
          group.addTask { () -> String in
            do {
              let answer = try await world.act(ActRequest.cancel(), once: OnceOnly("k1"))
              return try answer.result().receipt.id
            } catch EngineError.inFlight {
              return "in flight"
            } catch {
              return "\(error)"
            }
          }
        }
        return await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(outcomes.subtracting(["in flight"]).count == 1)
      #expect(try await world.events().count { $0.type == EventType.carriedOut } == 1)
    }
  }

  /// R25: one call for many, a result for each, and again after a restart nothing twice.
  @Test func `R25: a batch cancels many, each once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let names = (0..<50).map { "batch-\($0)" }
      for name in names { try await world.addSubscription(name) }
      let list = (names + ["nobody"]).map { "\"\($0)\"" }.joined(separator: ",")
      let answer = try await world.engine.createBatch(
        world.json(#"{"act": "cancel", "reason": "not-used", "subscriptions": [\#(list)]}"#),
        in: World.fjord, by: World.program)
      #expect(answer.status == 202)
      let batch = try JSONText.value(BatchBody.self, answer.body)
      try await world.engine.store.write { try $0.insert(World.key) }
      try await world.engine.runBatches()
      try await world.engine.runBatches()
      let id = try #require(BatchID(batch.id))
      let done = try await world.engine.batch(id, of: World.fjord, by: World.program)
      #expect(done.state == "finished" && done.done == 51)
      let items = try await world.engine.batchItems(
        of: id, in: World.fjord, after: nil, limit: 100, by: World.program
      ).items
      #expect(items.prefix(50).allSatisfy { $0.outcome == "permitted" && $0.receipt != nil })
      #expect(items.last?.outcome == "not-found")
      #expect(try await world.ledger().count == 50)
    }
  }

  @Test func `answers go after thirty days`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(ActRequest.cancel(), once: OnceOnly("k1"))
      world.clock.move(to: World.start.adding(days: 30))
      #expect(try await world.engine.sweepAnswers() == 0)
      world.clock.move(to: World.start.adding(days: 31))
      #expect(try await world.engine.sweepAnswers() == 1)
    }
  }
}
