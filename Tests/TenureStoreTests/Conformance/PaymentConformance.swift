import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct PaymentConformance {
  private static let noon = Timestamp(microseconds: 1_762_000_000_000_000)
  private static let euros = Currency("EUR").map { Money(minorUnits: 12_500, currency: $0) }

  private static func payment(
    _ id: String, cycle day: Int? = nil, of account: AccountID = "a"
  ) throws -> PaymentRecord {
    let start = day.map { CalendarDate(dayNumber: $0) }
    return PaymentRecord(
      account: account, id: PaymentID(stored: id), subscription: "s", at: noon,
      amount: try #require(euros), reason: .cycle,
      cycle: start.flatMap { Term(start: $0, end: $0.adding(days: 30)) })
  }

  private static func prepare(_ store: any Store) async throws {
    try await store.write { tx in
      for account in ["a", "b"] {
        try tx.insert(Sample.account(account))
        try tx.insert(Sample.subscription("s", of: account))
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func everyPropertyComesBackAndChanges(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.prepare(store)
      var payment = try Self.payment("p", cycle: 20_000)
      try await store.write { [payment] in try $0.insert(payment) }
      #expect(try await store.read { try $0.payment("p", of: "a") } == payment)
      payment.version = 2
      payment.state = .failed
      payment.attempts = 3
      payment.asked = Self.noon.adding(seconds: 1)
      payment.nextAttempt = Self.noon.adding(seconds: 2)
      payment.failedAt = Self.noon.adding(seconds: 3)
      try await store.write { [payment] in try $0.update(payment) }
      #expect(try await store.read { try $0.payment("p", of: "a") } == payment)
      #expect(try await store.read { try $0.payment("p", of: "b") } == nil)
      // A change that was made from an older version is refused.
      await #expect(throws: StoreError.conflict) {
        try await store.write { [payment] in try $0.update(payment) }
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func noCycleIsChargedTwice(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.prepare(store)
      let payments = [
        try Self.payment("one", cycle: 20_000), try Self.payment("next", cycle: 20_030),
        try Self.payment("act"), try Self.payment("other-act"),
        try Self.payment("one", cycle: 20_000, of: "b"),
      ]
      try await store.write { tx in
        for payment in payments { try tx.insert(payment) }
      }
      let twice = try Self.payment("two", cycle: 20_000)
      await #expect(throws: StoreError.self) { try await store.write { try $0.insert(twice) } }
      #expect(try await store.read { try $0.payment("two", of: "a") } == nil)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func whatIsGivenUpIsNotCollected(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.prepare(store)
      var paid = try Self.payment("paid")
      paid.state = .paid
      paid.nextAttempt = nil
      paid.settledAt = Self.noon
      let all = [paid, try Self.payment("due"), try Self.payment("due", of: "b")]
      try await store.write { tx in
        for payment in all { try tx.insert(payment) }
      }
      let due = try await store.read { try $0.paymentsToCollect(by: Self.noon, atMost: 9) }
      #expect(due.map(\.account) == ["a", "b"])
      let voided = try await store.write {
        try $0.voidPayments(of: "s", of: "a", at: Self.noon.adding(seconds: 9))
      }
      #expect(voided.map(\.id) == ["due"])
      let stored = try await store.read { try $0.payment("due", of: "a") }
      #expect(stored == voided.first)
      #expect(stored?.state == .voided)
      #expect(stored?.version == 2)
      #expect(try await store.read { try $0.payment("paid", of: "a") } == paid)
      let left = try await store.read { try $0.paymentsToCollect(by: Self.noon, atMost: 9) }
      #expect(left.map(\.account) == ["b"])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func listsFindWhatTheirConditionsSay(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.prepare(store)
      let ids = ["p1", "p2", "p3"]
      try await store.write { tx in
        for id in ids {
          try tx.insert(try Self.payment(id))
          try tx.insert(try Self.payment(id, of: "b"))
        }
      }
      func places(_ filter: PaymentFilter, after: PaymentPlace? = nil) async throws -> [String] {
        try await store.read { try $0.payments(filter, PageRequest(after: after, limit: 2)) }
          .map { "\($0.account)/\($0.id)" }
      }
      #expect(try await places(PaymentFilter()) == ["a/p1", "a/p2"])
      let second = PaymentPlace(account: "a", payment: "p2")
      #expect(try await places(PaymentFilter(state: .due), after: second) == ["a/p3", "b/p1"])
      #expect(try await places(PaymentFilter(account: "a"), after: second) == ["a/p3"])
      #expect(try await places(PaymentFilter(account: "a", state: .paid)) == [])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func noKeyIsRedeemedTwice(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.prepare(store)
      let hash = [UInt8](repeating: 7, count: 32)
      try await store.write {
        try $0.insert(RedeemedKey(account: "a", hash: hash, subscription: "s", at: Self.noon))
      }
      #expect(try await store.read { try $0.redeemedKey(hash: hash) }?.subscription == "s")
      let other = [UInt8](repeating: 9, count: 32)
      #expect(try await store.read { try $0.redeemedKey(hash: other) } == nil)
      try await store.write {
        try $0.insert(RedeemedKey(account: "a", hash: other, subscription: "s", at: Self.noon))
      }
      let pages = try await store.read { tx in
        [
          try tx.redeemedKeys(of: "a", PageRequest(limit: 1)),
          try tx.redeemedKeys(of: "a", PageRequest(after: hash, limit: 2)),
          try tx.redeemedKeys(of: "b", PageRequest(limit: 2)),
        ]
      }
      #expect(pages.map { $0.map(\.hash) } == [[hash], [other], []])
      await #expect(throws: StoreError.self) {
        try await store.write {
          try $0.insert(RedeemedKey(account: "b", hash: hash, subscription: "s", at: Self.noon))
        }
      }
    }
  }
}
