import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

@Suite struct AccessTests {
  @Test func `an active subscription gives full access until something changes it`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let access = try await world.access()
      #expect(access.body.users == "full" && access.body.admins == "full")
      #expect(access.body.rule == "access/in-use" && access.body.implements == ["STATE-18"])
      #expect(access.body.source?.key == "EXP24")
      // The term ends at midnight of 10 April in Oslo, where summer time holds.
      #expect(access.body.until == "2025-04-09T22:00:00Z")
      #expect(access.seconds == 300)
      world.wait(to: "2025-04-09T21:58:00Z")
      #expect(try await world.access().seconds == 120)
    }
  }

  @Test func `until a cancelled subscription loses its data each stage is told`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      let disabled = try await world.access()
      #expect(disabled.body.state == "disabled")
      #expect(disabled.body.users == "none" && disabled.body.admins == "backup")
      let until = try #require(disabled.body.until.flatMap { Timestamp($0) })
      let before = try await world.access(at: Timestamp(microseconds: until.microseconds - 1))
      #expect(before.body.admins == "backup")
      let after = try await world.access(at: until)
      #expect(after.body.state == "deleted" && after.body.admins == "none")
      #expect(after.body.until == nil && after.seconds == nil)
    }
  }

  /// R21: grace to D, so access before it and none after it, though no event arrives.
  @Test func `an unpaid charge takes access away on its day without any event`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.setArrears(since: World.start)
      #expect(try await world.access().body.users == "full")
      // 15 March and thirty days: 14 April begins in Oslo, where summer time holds.
      let end = try #require(Timestamp("2025-04-13T22:00:00Z"))
      let last = try await world.access(at: Timestamp(microseconds: end.microseconds - 1)).body
      #expect(last.users == "full" && last.until == "\(end)")
      #expect(try await world.access(at: end).body.users == "none")
      let count = try await world.events().count
      world.clock.move(to: end)
      #expect(try await world.access().body.users == "none")
      #expect(try await world.events().count == count)
    }
  }

  /// R19: two subscriptions give the same product; one ends, and the access stays.
  @Test func `one of two subscriptions that ends takes nothing away`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("second")
      _ = try await world.act(.cancel())
      let product = ProductID("business-premium")
      let both = try await world.engine.access(
        to: product, of: World.fjord, by: World.program
      ).body
      #expect(both.users == "full" && both.subscriptions.map(\.users) == ["none", "full"])
      #expect(both.until == "2025-04-09T22:00:00Z")
      _ = try await world.act(.cancel(), on: SubscriptionID(stored: "second"))
      let neither = try await world.engine.access(
        to: product, of: World.fjord, by: World.program
      ).body
      #expect(neither.users == "none" && neither.admins == "backup")
      let unknown = try await world.engine.access(
        to: ProductID("basic"), of: World.fjord, by: World.program
      ).body
      #expect(unknown.users == "none" && unknown.subscriptions.isEmpty)
    }
  }

  @Test func `the past is told from the history`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.wait(3_600)
      let before = world.clock.now()
      world.wait(3_600)
      _ = try await world.act(.cancel())
      let cancelled = world.clock.now()
      world.wait(3_600)
      let active = try await world.access(at: before).body
      #expect(active.state == "active" && active.users == "full")
      #expect(active.until == "\(cancelled)")
      #expect(try await world.access(at: cancelled).body.state == "disabled")
      world.wait(3_600)
      #expect(
        try await world.access(at: cancelled.adding(seconds: 60)).body.state == "disabled")
      let error = await #expect(throws: EngineError.self) {
        try await world.access(at: World.start.adding(days: -1))
      }
      guard case .invalid(let faults) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(faults.map(\.field) == ["query.at"])
      #expect(faults.first?.remedy.contains("events") == true)
    }
  }

  /// It is June: three renewals are due. What is asked about April is told from what is stored
  /// before the worker has carried them out, and from the history afterwards.
  @Test func `the past is the same whether or not the worker has run`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.wait(to: "2025-06-20T12:00:00Z")
      let moments = try ["2025-03-20T12:00:00Z", "2025-04-12T12:00:00Z", "2025-06-12T12:00:00Z"]
        .map { try #require(Timestamp($0)) }
      let before = try await world.accesses(at: moments)
      #expect(before.allSatisfy { $0.state == "active" && $0.users == "full" })
      #expect(
        before.map(\.until) == [
          "2025-04-09T22:00:00Z", "2025-05-09T22:00:00Z", "2025-07-09T22:00:00Z",
        ])
      let worker = Worker(engine: world.engine, name: "worker", batch: 10)
      #expect(try await worker.round().done == 1)
      #expect(try await world.accesses(at: moments) == before)
    }
  }

  /// A trial of 30 days that becomes paid on 14 April, or expires if nobody wants that.
  @Test(arguments: [true, false])
  func `what became of a trial does not change what it gave`(_ converts: Bool) async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "trial", "product": "business-basic", "kind": "trial",
           "started": "2025-03-15T09:00:00Z", "term": {"start": "2025-03-15", "end": "2025-04-14"},
           "price": {"amount": "6.00", "currency": "EUR", "per": "license", "every": "month"},
           "licenses": {"purchased": 25, "assigned": 3}, "recurringBilling": \#(converts),
           "paymentMethod": "on-file"}
          """#), in: World.fjord, by: World.program)
      world.wait(to: "2025-04-20T12:00:00Z")
      let moments = [try #require(Timestamp("2025-04-01T12:00:00Z"))]
      let before = try await world.accesses(at: moments, to: "trial")
      #expect(before.map(\.state) == ["active"])
      let worker = Worker(engine: world.engine, name: "worker", batch: 10)
      #expect(try await worker.round().done == 2)
      #expect(try await world.accesses(at: moments, to: "trial") == before)
    }
  }

  @Test func `who may not read the account learns nothing`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let bound = KeyRecord(
        id: KeyID(stored: "other"), hash: Hash.sha256([]), label: "other", scopes: [.read],
        account: AccountID(stored: "elsewhere"), created: World.start)
      await #expect(throws: EngineError.notFound("account")) {
        _ = try await world.engine.access(
          to: World.premium, of: World.fjord, by: .program(bound))
      }
    }
  }
}

extension World {
  fileprivate func access(at moment: Timestamp? = nil) async throws -> TimedAccess<AccessAnswer> {
    try await engine.access(to: Self.premium, of: Self.fjord, at: moment, by: Self.program)
  }

  fileprivate func accesses(
    at moments: [Timestamp], to id: String = "premium"
  ) async throws -> [AccessAnswer] {
    var answers: [AccessAnswer] = []
    for moment in moments {
      answers.append(
        try await engine.access(
          to: SubscriptionID(stored: id), of: Self.fjord, at: moment, by: Self.program
        ).body)
    }
    return answers
  }

  fileprivate func wait(to moment: String) {
    if let moment = Timestamp(moment) { clock.move(to: moment) }
  }

  /// As the failure of a charge would leave it.
  fileprivate func setArrears(since: Timestamp) async throws {
    try await engine.store.write { tx in
      guard var record = try tx.subscription(Self.premium, of: Self.fjord)?.record else { return }
      record.version += 1
      record.subscription.pastDue = true
      record.subscription.arrears = Arrears(since: since)
      try tx.update(record)
    }
  }
}
