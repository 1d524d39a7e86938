import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct BatchConformance {
  @Test(arguments: StoreUnderTest.all)
  func itemsAreFinishedOneByOne(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var batch = BatchRecord(
        account: "a", id: "b", created: Sample.now, request: Array(#"{"act":"cancel"}"#.utf8),
        total: 3, done: 0)
      try await store.write { [batch] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.receipt("r", of: "a"))
        try tx.insert(batch, items: ["s1", "s2", "s1"])
      }
      #expect(try await store.read { try $0.unfinishedBatches() } == [batch])
      let finished = BatchItemRecord(
        position: 1, subscription: "s2", outcome: "permitted", receipt: "r")
      try await store.write { try $0.finish(finished, of: "b", of: "a") }
      batch.done = 1
      #expect(try await store.read { try $0.batch("b", of: "a") } == batch)
      #expect(try await store.read { try $0.batch("b", of: "x") } == nil)
      let (waiting, all, rest) = try await store.read { tx in
        (
          try tx.batchItems(of: "b", of: "a", waiting: true, PageRequest(limit: 9)),
          try tx.batchItems(of: "b", of: "a", waiting: false, PageRequest(limit: 9)),
          try tx.batchItems(of: "b", of: "a", waiting: false, PageRequest(after: 1, limit: 9))
        )
      }
      #expect(waiting.map(\.position) == [0, 2])
      #expect(all.map(\.subscription) == ["s1", "s2", "s1"])
      #expect(all[1] == finished)
      #expect(rest.map(\.position) == [2])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anItemGetsOneResult(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let batch = BatchRecord(
        account: "a", id: "b", created: Sample.now, request: [], total: 1, done: 0)
      let item = BatchItemRecord(position: 0, subscription: "s", outcome: "refused")
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(batch, items: ["s"])
        try tx.finish(item, of: "b", of: "a")
      }
      await #expect(throws: StoreError.conflict) {
        try await store.write { try $0.finish(item, of: "b", of: "a") }
      }
      #expect(try await store.read { try $0.batch("b", of: "a") }?.done == 1)
      #expect(try await store.read { try $0.unfinishedBatches() } == [])
    }
  }
}
