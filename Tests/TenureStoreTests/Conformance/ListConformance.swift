import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenureStore

/// Lists of subscriptions against a naive filter of all of them.
@Suite struct ListConformance {
  @Test(arguments: StoreUnderTest.all)
  func everyFilterFindsWhatANaiveOneFinds(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var generator = SeededGenerator(seed: 17)
      let records = Self.records(&generator)
      try await store.write { tx in
        for account in ["a", "b", "c"] { try tx.insert(Sample.account(account)) }
        for record in records { try tx.insert(record) }
      }
      for _ in 0..<120 {
        let filter = Self.filter(&generator)
        let limit = Int.random(in: 1...40, using: &generator)
        #expect(
          try await Self.pages(filter, limit, store) == Self.naive(filter, records), "\(filter)")
      }
    }
  }

  private static func records(_ generator: inout SeededGenerator) -> [SubscriptionRecord] {
    (0..<150).map { number in
      let due = Bool.random(using: &generator) ? day(&generator) : nil
      return Sample.subscription(
        "s\(number)", of: pick(["a", "b", "c"], &generator),
        product: pick(["x", "y"], &generator),
        state: pick(SubscriptionState.allCases, &generator),
        channel: pick([.direct, .partner], &generator), due: due)
    }
  }

  private static func filter(_ generator: inout SeededGenerator) -> SubscriptionFilter {
    func maybe<Value>(_ value: Value) -> Value? {
      Bool.random(using: &generator) ? value : nil
    }
    return SubscriptionFilter(
      account: maybe(AccountID(stored: pick(["a", "b", "none"], &generator))),
      state: maybe(pick(SubscriptionState.allCases, &generator)),
      product: maybe(ProductID(pick(["x", "y"], &generator))),
      channel: maybe(pick([.direct, .partner], &generator)), dueBefore: maybe(day(&generator)),
      now: day(&generator))
  }

  private static func naive(
    _ filter: SubscriptionFilter, _ records: [SubscriptionRecord]
  ) -> [SubscriptionRecord] {
    records.filter { record in
      let isOverdue = record.due.map { $0 <= filter.now } ?? false
      let isBefore = filter.dueBefore.map { limit in record.due.map { $0 < limit } ?? false }
      return (filter.account ?? record.account) == record.account
        && (filter.state.map { $0 == record.subscription.state || isOverdue } ?? true)
        && (filter.product ?? record.subscription.product) == record.subscription.product
        && (filter.channel ?? record.subscription.channel) == record.subscription.channel
        && (isBefore ?? true)
    }.sorted { ($0.account, $0.id) < ($1.account, $1.id) }
  }

  private static func pages(
    _ filter: SubscriptionFilter, _ limit: Int, _ store: any Store
  ) async throws -> [SubscriptionRecord] {
    var found: [SubscriptionRecord] = []
    while true {
      let after = found.last.map { SubscriptionPlace(account: $0.account, subscription: $0.id) }
      let page = try await store.read {
        try $0.subscriptions(filter, PageRequest(after: after, limit: limit))
      }
      #expect(page.count <= limit)
      if page.isEmpty { return found }
      found += page
    }
  }

  private static func day(_ generator: inout SeededGenerator) -> Timestamp {
    Sample.now.adding(days: Int.random(in: -5...5, using: &generator))
  }

  private static func pick<Value>(_ values: [Value], _ generator: inout SeededGenerator) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
}
