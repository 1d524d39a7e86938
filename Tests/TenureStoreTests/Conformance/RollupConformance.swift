import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct RollupConformance {
  private static let day = CalendarDate(dayNumber: 20_000)
  private static var all: ClosedRange<CalendarDate> { day...day.adding(days: 100) }

  private static func counted(
    _ days: Int = 0, at now: Timestamp = Sample.now, isFinal: Bool = false
  ) -> RollupDay {
    RollupDay(day: day.adding(days: days), taken: now, isFinal: isFinal)
  }

  @Test(arguments: StoreUnderTest.all)
  func aDayIsReplacedUntilItIsFinal(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      @Sendable func rows(_ value: Int64) -> [RollupRecord] {
        [
          RollupRecord(.subscriptions, on: Self.day, "active", "x", value: value),
          RollupRecord(.refunds, on: Self.day, "EUR", value: value),
        ]
      }
      let early = Self.counted(at: Sample.now.adding(hours: -1))
      #expect(try await store.write { try $0.keep(Self.counted(), rows(1), deadlines: nil) })
      #expect(try await store.write { try $0.keep(early, rows(2), deadlines: nil) } == false)
      let more = rows(3) + [RollupRecord(.cancellations, on: Self.day, "other", "e", value: 3)]
      let last = Self.counted(isFinal: true)
      #expect(try await store.write { try $0.keep(last, more, deadlines: nil) })
      let late = Self.counted(at: Sample.now.adding(days: 9))
      #expect(try await store.write { try $0.keep(late, rows(4), deadlines: nil) } == false)
      #expect(try await store.read { try $0.rollups(.subscriptions, Self.all) } == [more[0]])
      #expect(try await store.read { try $0.rollups(.refunds, Self.all) } == [more[1]])
      #expect(try await store.read { try $0.rollups(.cancellations, Self.all) } == [more[2]])
      let days = try await store.read { try $0.rollupDays(Self.all) }
      #expect(days == [Self.counted(isFinal: true)])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func deadlinesAreReplacedAsAWhole(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      @Sendable func deadline(_ days: Int) -> RollupRecord {
        RollupRecord(.deadlines, on: Self.day.adding(days: days), "expired", value: 1)
      }
      @Sendable func keep(_ day: RollupDay, _ deadlines: [RollupRecord]?) async throws {
        _ = try await store.write { try $0.keep(day, [], deadlines: deadlines) }
      }
      try await keep(Self.counted(0), [deadline(5), deadline(6)])
      try await keep(Self.counted(-1, isFinal: true), nil)
      #expect(try await store.read { try $0.rollups(.deadlines, Self.all) }.count == 2)
      try await keep(Self.counted(1), [deadline(7)])
      #expect(try await store.read { try $0.rollups(.deadlines, Self.all) } == [deadline(7)])
      try await keep(Self.counted(2), [])
      #expect(try await store.read { try $0.rollups(.deadlines, Self.all) }.isEmpty)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func whatIsCountedIsFoundByTime(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        for (id, state, due) in [
          ("s1", SubscriptionState.active, Sample.now), ("s2", .disabled, nil),
          ("s3", .active, Sample.now.adding(days: -1)),
        ] { try tx.insert(Sample.subscription(id, of: "a", state: state, due: due)) }
        for sequence in 1...3 as ClosedRange<Int64> {
          try tx.append(Sample.event(sequence, of: "a", subscription: "s\(sequence)"))
        }
        try tx.replaceMilestones(
          of: "s1", of: "a",
          with: [
            MilestoneRecord(
              account: "a", subscription: "s1", kind: .expired, date: Self.day, at: Sample.now)
          ])
      }
      let time = Sample.now..<Sample.now.adding(seconds: 1)
      try await Self.expectFound(store, in: time)
    }
  }

  private static func expectFound(
    _ store: any Store, in time: Range<Timestamp>
  ) async throws {
    let counts = try await store.read { try $0.standingCounts() }.sorted { $0.count > $1.count }
    #expect(counts.map(\.count) == [2, 1])
    #expect(counts.map(\.family) == ["microsoft-365-business", "microsoft-365-business"])
    func events(_ types: Set<String>?, after place: EventPlace? = nil) async throws -> [Int64] {
      let page = PageRequest(after: place, limit: 2)
      return try await store.read { try $0.events(in: time, types: types, page) }
        .map(\.sequence)
    }
    #expect(try await events(nil) == [3, 2])
    let place = EventPlace(at: Sample.now, account: "a", sequence: 2)
    #expect(try await events(["act.carried-out"], after: place) == [1])
    #expect(try await events(["x"]).isEmpty)
    #expect(try await store.read { try $0.firstEvent() } == Sample.now)
    func earlier(than end: Timestamp) async throws -> [Int64] {
      let one = SubscriptionPlace(account: "a", subscription: "s1")
      return try await store.read { try $0.events(of: one, before: end, PageRequest(limit: 9)) }
        .map(\.sequence)
    }
    #expect(try await earlier(than: Sample.now).isEmpty)
    #expect(try await earlier(than: time.upperBound) == [1])
    func upcoming(after place: DuePlace? = nil) async throws -> [String] {
      try await store.read { try $0.upcoming(PageRequest(after: place, limit: 9)) }
        .map(\.id.text)
    }
    #expect(try await upcoming() == ["s3", "s1"])
    let due = DuePlace(due: Sample.now.adding(days: -1), account: "a", subscription: "s3")
    #expect(try await upcoming(after: due) == ["s1"])
    let milestones = try await store.read { try $0.milestoneCounts(in: time) }
    #expect(milestones.map(\.count) == [1])
    #expect(milestones.map(\.day) == [ZoneRules.utc.localDate(of: Sample.now)])
  }

  @Test(arguments: StoreUnderTest.all)
  func refundsAreAddedUpByCurrency(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let (eur, jpy) = (try #require(Currency("EUR")), try #require(Currency("JPY")))
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        for (id, currency, kind) in [
          ("e1", eur, LedgerEntry.Kind.refund), ("e2", eur, .refund), ("e3", jpy, .refund),
          ("e4", eur, .charge),
        ] {
          let amount = Money(minorUnits: 1250, currency: currency)
          try tx.insert(
            LedgerRecord(
              account: "a", id: EntryID(stored: id), at: Sample.now, subscription: nil,
              receipt: nil,
              entry: LedgerEntry(
                kind: kind,
                postings: [Posting(source: .revenue, destination: .credit, amount: amount)])))
        }
      }
      let time = Sample.now..<Sample.now.adding(seconds: 1)
      let found = try await store.read { try $0.refundsPromised(in: time) }
      #expect(
        found == [Money(minorUnits: 2500, currency: eur), Money(minorUnits: 1250, currency: jpy)])
      let earlier = Sample.now.adding(seconds: -1)..<Sample.now
      #expect(try await store.read { try $0.refundsPromised(in: earlier) }.isEmpty)
    }
  }
}
