import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// The lists of an account as people read them: the newest first.
@Suite struct LatestConformance {
  @Test(arguments: StoreUnderTest.all)
  func theNewestComesFirst(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let first = Sample.entry(
        "e1", of: "a", postings: [try Sample.refund(1250), try Sample.refund(5)])
      let second = Sample.entry(
        "e2", of: "a", kind: .reversal, postings: first.entry.reversal.postings, reverses: "e1")
      let foreign = Sample.entry("e3", of: "b", postings: [try Sample.refund(7)])
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        for entry in [first, second, foreign] { try tx.insert(entry) }
      }
      let all = LatestRequest<EntryID>(limit: 9)
      #expect(try await store.read { try $0.latestEntries(of: "a", all) } == [second, first])
      let one = LatestRequest<EntryID>(limit: 1)
      #expect(try await store.read { try $0.latestEntries(of: "a", one) } == [second])
      let rest = LatestRequest<EntryID>(before: "e2", limit: 9)
      #expect(try await store.read { try $0.latestEntries(of: "a", rest) } == [first])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func totalsAreExactBeyondWhatAFloatHolds(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let large: Int64 = 9_007_199_254_740_993
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(Sample.entry("e1", of: "a", postings: [try Sample.refund(large)]))
        try tx.insert(
          Sample.entry("e2", of: "a", postings: [try Sample.refund(1), try Sample.refund(2)]))
        try tx.insert(Sample.entry("e3", of: "b", postings: [try Sample.refund(4)]))
      }
      let posting = try Sample.refund(large + 3)
      let totals = try await store.read { try $0.ledgerTotals(of: "a") }
      #expect(
        totals == [
          LedgerTotal(
            kind: .refund, source: posting.source, destination: posting.destination,
            amount: posting.amount)
        ])
      #expect(try await store.read { try $0.ledgerTotals(of: "none") } == [])
    }
  }
}
