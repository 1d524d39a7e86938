import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct LedgerConformance {
  @Test(arguments: StoreUnderTest.all)
  func entriesComeBackWithTheirPostings(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let refund = Sample.entry(
        "e1", of: "a", postings: [try Sample.refund(1250), try Sample.refund(0)], receipt: "r")
      let reversal = Sample.entry(
        "e2", of: "a", kind: .reversal, postings: refund.entry.reversal.postings, reverses: "e1")
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.receipt("r", of: "a"))
        try tx.insert(refund)
        try tx.insert(reversal)
      }
      let all = try await store.read { try $0.ledger(of: "a", PageRequest(limit: 9)) }
      #expect(all == [refund, reversal])
      #expect(try await store.read { try $0.ledger(of: "a", PageRequest(limit: 1)) } == [refund])
      let rest = PageRequest<EntryID>(after: "e1", limit: 9)
      #expect(try await store.read { try $0.ledger(of: "a", rest) } == [reversal])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anEntryIsTakenBackOnce(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let refund = Sample.entry("e1", of: "a", postings: [try Sample.refund(1250)])
      let postings = refund.entry.reversal.postings
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(refund)
        try tx.insert(
          Sample.entry("e2", of: "a", kind: .reversal, postings: postings, reverses: "e1"))
      }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { tx in
          try tx.insert(
            Sample.entry("e3", of: "a", kind: .reversal, postings: postings, reverses: "e1"))
        }
      }
      #expect(fault?.isDuplicate == true)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func receiptsAreFoundByIdAndByAccount(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let receipts = [
        Sample.receipt("r1", of: "a", subscription: "s"), Sample.receipt("r2", of: "a"),
      ]
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(Sample.subscription("s", of: "a"))
        for receipt in receipts { try tx.insert(receipt) }
        try tx.insert(Sample.receipt("r3", of: "b"))
      }
      #expect(try await store.read { try $0.receipt("r1") } == receipts[0])
      #expect(try await store.read { try $0.receipt("r9") } == nil)
      let all = try await store.read { try $0.receipts(of: "a", PageRequest(limit: 9)) }
      #expect(all == receipts)
      let rest = PageRequest<ReceiptID>(after: "r1", limit: 9)
      #expect(try await store.read { try $0.receipts(of: "a", rest) } == [receipts[1]])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func messagesWaitInTheOutbox(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let messages = ["m1", "m2", "m3"].enumerated().map { index, id in
        OutboxRecord(
          account: index == 1 ? "b" : "a", id: MessageID(stored: id),
          subscription: index == 0 ? "s" : nil, receipt: index == 0 ? "r" : nil, at: Sample.now,
          kind: .act(.cancel), recipient: .billingAdministrator, person: index == 2 ? "p" : nil,
          language: "da", title: "Opsagt", body: "Opsagt den 1. maj.\n\nIntet mere.")
      }
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(Sample.subscription("s", of: "a"))
        try tx.insert(Sample.receipt("r", of: "a", subscription: "s"))
        for message in messages { try tx.insert(message) }
      }
      #expect(try await store.read { try $0.outbox(PageRequest(limit: 9)) } == messages)
      let second = PageRequest<MessageID>(after: "m1", limit: 1)
      #expect(try await store.read { try $0.outbox(second) } == [messages[1]])
      let own = PageRequest<MessageID>(after: "m1", limit: 9)
      #expect(try await store.read { try $0.messages(of: "a", own) } == [messages[2]])
    }
  }
}
