import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct OperationConformance {
  private static func edition(_ family: String, day: Int) -> EditionRecord {
    EditionRecord(
      id: EditionID(family: family, date: CalendarDate(dayNumber: day)),
      digest: [UInt8](repeating: 5, count: 32), document: "family: æ\n", proof: [123, 125],
      added: Sample.now)
  }

  @Test(arguments: StoreUnderTest.all)
  func editionsAreAddedOnce(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let editions = [
        Self.edition("b", day: 1), Self.edition("a", day: 3), Self.edition("a", day: 2),
      ]
      try await store.write { tx in
        for edition in editions { try tx.insert(edition) }
      }
      #expect(try await store.read { try $0.editions() } == editions.sorted { $0.id < $1.id })
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(editions[0]) }
      }
      #expect(fault?.isDuplicate == true)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aSettingIsReplaced(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      #expect(try await store.read { try $0.setting("signing-key") } == nil)
      for value in ["one", "two", ""] {
        try await store.write { try $0.set("signing-key", to: value) }
        #expect(try await store.read { try $0.setting("signing-key") } == value)
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aReadSeesOnePicture(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.set("n", to: "0") }
      async let writing: Void = {
        for number in 1...50 { try await store.write { try $0.set("n", to: "\(number)") } }
      }()
      for _ in 0..<50 {
        let (first, second) = try await store.read { tx in
          (try tx.setting("n"), try tx.setting("n"))
        }
        #expect(first == second)
      }
      try await writing
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aFreshDatabaseHasNoFaults(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.append(Sample.event(1, of: "a"))
        try tx.insert(Sample.entry("e", of: "a", postings: [try Sample.refund(1)]))
      }
      #expect(try await Invariants.faults(sql) == [])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func theChecksFindWhatNoConstraintCanSay(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      var record = Sample.subscription("s", of: "a")
      record.lastReceipt = "r9"
      let batch = BatchRecord(
        account: "a", id: "b", created: Sample.now, request: [], total: 2, done: 0)
      try await store.write { [record] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(record)
        try tx.insert(Sample.entry("e1", of: "a", postings: []))
        let yen = try #require(Currency("JPY"))
        let posting = Posting(
          source: .revenue, destination: .credit, amount: Money(minorUnits: 1, currency: yen))
        try tx.insert(Sample.entry("e2", of: "a", postings: [try Sample.refund(1), posting]))
        try tx.insert(batch, items: ["s"])
      }
      try await sql.write { session in
        try session.run(Statement("UPDATE chains SET sequence = 1"), [], expecting: 1)
      }
      try await store.write { try $0.insert(Sample.account("b")) }
      try await sql.write { session in
        try session.run(Statement("DELETE FROM chains WHERE account = 'b'"), [], expecting: 1)
      }
      let found = try await Invariants.faults(sql)
      #expect(
        found.map { "\($0.check): \($0.finding)" }.sorted() == [
          "accounts-have-chains: b", "batches-count-their-items: a/b",
          "chains-end-at-their-last-event: a", "entries-have-one-currency: a/e2",
          "entries-have-postings: a/e1", "events-have-no-gaps: a", "last-receipts-exist: a/s",
        ])
      #expect(Set(found.map(\.check)) == Set(Invariants.all.map(\.name)))
    }
  }
}
