import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// The daily numbers of all accounts.
@Suite struct `A roll-up` {
  private func worker(_ world: World) async throws {
    let worker = Worker(engine: world.engine, name: "w")
    while try await worker.round().isFull {}
  }

  private func rows(
    _ world: World, _ measure: RollupMeasure = .subscriptions
  ) async throws -> [CalendarDate: [RollupRecord]] {
    let today = ZoneRules.utc.localDate(of: world.clock.now())
    let range = today.adding(days: -89)...today.adding(days: 90)
    let found = try await world.engine.store.read { try $0.rollups(measure, range) }
    return Dictionary(grouping: found, by: \.day)
  }

  /// Lets 60 days pass in which subscriptions come, are cancelled, come back, end and are deleted.
  ///
  /// - Parameter isCounted: whether a day is counted as it ends.
  /// - Returns: what was counted at the end of each day that was, straight from the subscriptions.
  private func live(
    _ world: World, isCounted: (Int) -> Bool
  ) async throws -> [CalendarDate: [RollupRecord]] {
    var counted: [CalendarDate: [RollupRecord]] = [:]
    try await world.addFjord()
    let midnight = Timestamp("2025-03-15T23:59:59Z") ?? World.start
    for day in 0..<60 {
      world.clock.move(to: midnight.adding(days: day).adding(seconds: -3600))
      switch day {
      case 1: try await world.addSubscription("basic")
      case 2: _ = try await world.act(.cancel())
      case 5: _ = try await world.act(ActRequest(Act(.reactivate)))
      case 9: try await world.addSubscription("third")
      case 10: _ = try await world.act(.cancel(), on: SubscriptionID(stored: "third"))
      case 30:
        _ = try await world.engine.changeSubscription(
          SubscriptionID(stored: "basic"), of: World.fjord, world.json(#"{"pastDue": true}"#),
          by: World.program)
      default: break
      }
      world.clock.move(to: midnight.adding(days: day))
      try await worker(world)
      guard isCounted(day) else { continue }
      _ = try await world.engine.rollUp()
      let today = ZoneRules.utc.localDate(of: world.clock.now())
      counted[today] = try await rows(world)[today]
    }
    world.clock.move(to: midnight.adding(days: 60))
    try await worker(world)
    _ = try await world.engine.rollUp()
    return counted
  }

  @Test func `of a day on which no server ran is what a server would have counted`() async throws {
    try await World.with { world in
      let counted = try await live(world) { _ in true }
      let daily = try await rows(world)
      #expect(counted.count == 60)
      for (day, rows) in counted { #expect(daily[day] == rows, "\(day)") }
      let states = Set(daily.values.flatMap { $0.map(\.label) })
      #expect(states.isSuperset(of: ["active", "disabled"]), "\(states)")
      let cancellations = try await rows(world, .cancellations)
      let refunds = try await rows(world, .refunds)
      #expect(cancellations.count == 2 && refunds.count == 2)
      try await World.with { other in
        _ = try await live(other) { _ in false }
        #expect(try await rows(other) == daily)
        #expect(try await rows(other, .cancellations) == cancellations)
        #expect(try await rows(other, .refunds) == refunds)
      }
    }
  }

  @Test func `counts what is promised back and why people leave`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let result = try await world.act(.cancel()).result()
      _ = try await world.engine.rollUp()
      let overview = try await world.engine.overview(by: .console)
      #expect(overview.today == "2025-03-15" && overview.days.count == 90)
      #expect(overview.gaps.count == 89 && overview.taken == "\(World.start)")
      #expect(overview.subscriptions.map(\.label) == ["disabled"])
      #expect(overview.subscriptions[0].values.last == 1)
      #expect(overview.subscriptions[0].values.first == .some(nil))
      #expect(overview.cancellationsByReason.map(\.label) == ["not-used"])
      let edition = try #require(result.receipt.edition?.id)
      #expect(overview.cancellationsByEdition.map(\.label) == [edition])
      let amount = try #require(try await refund(world))
      #expect(overview.refunds.map(\.total) == [MoneyBody(amount)])
      #expect(overview.refunds[0].values.last == amount.minorUnits)
      #expect(overview.totals.allSubscriptions == 1 && overview.totals.cancellations == 1)
      #expect(overview.totals.refunds == [MoneyBody(amount)])
      #expect(overview.deadlines.weeks.count == 13)
      #expect(!overview.deadlines.series.isEmpty)
    }
  }

  private func refund(_ world: World) async throws -> Money? {
    try await world.ledger().first { $0.entry.kind == .refund }?.entry.postings.first?.amount
  }

  @Test func `shows each date ahead once, as it was last seen`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.rollUp()
      let before = try await world.engine.overview(by: .console)
      #expect(before.totals.deadlinesThisWeek == 0)
      let milestones = try await world.engine.store.read {
        try $0.milestones(of: World.premium, of: World.fjord)
      }
      func total(_ overview: OverviewBody) -> Int64 {
        overview.deadlines.series.flatMap(\.values).reduce(0) { $0 + ($1 ?? 0) }
      }
      let soon = milestones.filter { $0.at < World.start.adding(days: 89) }.count
      #expect(total(before) == Int64(soon) && soon > 0)
      world.clock.move(to: World.start.adding(days: 1))
      _ = try await world.engine.rollUp()
      #expect(total(try await world.engine.overview(by: .console)) >= Int64(soon))
    }
  }

  @Test func `twice, and by two servers at once, is as once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: World.start.adding(days: 3))
      async let one = world.engine.rollUp()
      async let two = world.engine.rollUp()
      _ = try await (one, two)
      let first = try await rows(world)
      let report = try await world.engine.rollUp()
      #expect(report.days.map(\.description) == ["2025-03-18"])
      #expect(try await rows(world) == first)
      #expect(first.count == 4)
    }
  }

  @Test func `waits for work that was due on the day`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: World.start.adding(days: 60))  // it renewed on 10 April
      let late = try await world.engine.rollUp()
      #expect(late.isWaiting)
      try await worker(world)
      let done = try await world.engine.rollUp()
      #expect(!done.isWaiting)
      #expect(done.days.contains { "\($0)" == "2025-04-11" })
      #expect(!done.days.contains { "\($0)" == "2025-03-20" }, "final before")
    }
  }

  @Test func `is read by operators alone`() async throws {
    try await World.with { world in
      var key = World.key
      key = KeyRecord(
        id: key.id, hash: key.hash, label: key.label, scopes: [.read, .write, .act],
        role: key.role, created: key.created)
      await #expect(throws: EngineError.forbidden(.operate)) {
        _ = try await world.engine.overview(by: .program(key))
      }
      await #expect(throws: EngineError.forbidden(.operate)) {
        _ = try await world.engine.recentEvents(limit: 9, by: .program(key))
      }
    }
  }
}
