import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct CalendarConformance {
  private static func feed(_ id: FeedID, _ byte: UInt8, of account: AccountID = "a") -> FeedRecord {
    FeedRecord(
      account: account, id: id, hash: [UInt8](repeating: byte, count: 32), label: "æ \"1\"",
      createdBy: "a/p", created: Sample.now)
  }

  @Test(arguments: StoreUnderTest.all)
  func feedsAreFoundByTheirHashAndRevoked(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var first = Self.feed("f1", 1)
      let second = FeedRecord(
        account: "a", id: "f2", hash: [UInt8](repeating: 2, count: 32), label: "x",
        language: "nb", createdBy: "k", created: Sample.now)
      try await store.write { [first] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(second)
        try tx.insert(first)
      }
      #expect(try await store.read { try $0.feeds(of: "a") } == [first, second])
      #expect(try await store.read { try $0.feeds(of: "b") }.isEmpty)
      #expect(try await store.read { try $0.feed(hash: second.hash) } == second)
      #expect(try await store.read { try $0.feed(hash: [UInt8](repeating: 9, count: 32)) } == nil)
      try await store.write { tx in
        try tx.revoke("f1", of: "b", at: Sample.now)  // not that account's
        try tx.revoke("f1", of: "a", at: Sample.now.adding(days: 1))
        try tx.revoke("f1", of: "a", at: Sample.now.adding(days: 2))  // the first one counts
      }
      first.revoked = Sample.now.adding(days: 1)
      #expect(try await store.read { try $0.feeds(of: "a") } == [first, second])
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Self.feed("f3", 2, of: "b")) }
      }
      #expect(fault?.isDuplicate == true)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func entriesAreReadByRangeAndTheirLastOnesAlways(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      @Sendable func entry(_ id: SubscriptionID, _ ordinal: Int, day: Int) -> CalendarEntryRecord {
        CalendarEntryRecord(
          account: "a", subscription: id, kind: .nextBilling, ordinal: ordinal,
          date: CalendarDate(dayNumber: day), modified: Sample.now)
      }
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        for id in ["s1", "s2", "s3"] {
          try tx.insert(Sample.subscription(id, of: "a"))
        }
        for (id, ordinal, day) in [
          ("s1", 1, 100), ("s1", 2, 200), ("s2", 1, 50), ("s3", 1, 500),
        ] { try tx.put(entry(SubscriptionID(stored: id), ordinal, day: day)) }
      }
      func read(_ day: Int) async throws -> [CalendarEntryRecord] {
        try await store.read {
          try $0.calendarEntries(of: "a", in: "s1"..."s2", since: CalendarDate(dayNumber: day))
        }
      }
      #expect(
        try await read(100) == [
          entry("s1", 1, day: 100), entry("s1", 2, day: 200), entry("s2", 1, day: 50),
        ])
      // The last of a kind is read however old it is.
      #expect(
        try await read(300) == [entry("s1", 2, day: 200), entry("s2", 1, day: 50)])
      var moved = entry("s2", 1, day: 60)
      moved.sequence = 1
      moved.isCancelled = true
      moved.modified = Sample.now.adding(days: 3)
      try await store.write { [moved] in try $0.put(moved) }
      #expect(try await read(300).last == moved)
    }
  }
}
