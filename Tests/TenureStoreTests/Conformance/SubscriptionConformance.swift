import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenureStore

@Suite struct SubscriptionConformance {
  @Test(arguments: StoreUnderTest.all)
  func everyPropertyComesBack(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var draw = RandomRecord(seed: 20_261_121)
      let records = (0..<300).map { draw.subscription(number: $0) }
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        for record in records { try tx.insert(record) }
      }
      for record in records {
        let found = try await store.read { try $0.subscription(record.id, of: "a") }
        #expect(found?.record == record)
        #expect(found?.account == Sample.account("a"))
      }
      // Changed into another in every property, and read back.
      let changed = zip(records, records.reversed()).map { record, other in
        var changed = SubscriptionRecord(
          account: record.account, id: record.id, version: record.version + 1,
          edition: other.edition, isPinned: other.isPinned, subscription: other.subscription,
          created: record.created, due: other.due, lastReceipt: other.lastReceipt)
        changed.subscription.accountClosed.toggle()
        return changed
      }
      try await store.write { tx in
        for record in changed { try tx.update(record) }
      }
      for record in changed {
        #expect(try await store.read { try $0.subscription(record.id, of: "a") }?.record == record)
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func everyPropertyOfAnOpenedOneChanges(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var draw = RandomRecord(seed: 4)
      try await store.write { try $0.insert(Sample.account("a")) }
      var last = draw.subscription(number: 0)
      last.version = 1
      try await store.write { [last] in try $0.insert(last) }
      for round in 2...60 {
        let drawn = draw.subscription(number: 0)
        var next = SubscriptionRecord(
          account: "a", id: last.id, version: Int64(round), edition: drawn.edition,
          isPinned: drawn.isPinned, subscription: drawn.subscription, created: last.created,
          due: drawn.due, lastReceipt: drawn.lastReceipt)
        if round.isMultiple(of: 2) {  // as most acts do, leaving what it is sold as alone
          next.edition = last.edition
          next.subscription.product = last.subscription.product
          next.subscription.channel = last.subscription.channel
        }
        try await store.write { [next] tx in
          _ = try tx.open(nil, account: "a", subscription: next.id)
          try tx.update(next)
        }
        let found = try await store.read { [id = last.id] in try $0.subscription(id, of: "a") }
        #expect(found?.record == next)
        last = next
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aSecondChangeInOneTransactionIsKept(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let first = Sample.subscription("s", of: "a", product: "x")
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(first)
      }
      try await store.write { tx in
        _ = try tx.open(nil, account: "a", subscription: "s")
        for (version, product) in [(2, "y"), (3, "x")] {
          var changed = first
          changed.version = Int64(version)
          changed.subscription.product = ProductID(product)
          try tx.update(changed)
        }
      }
      let found = try await store.read { try $0.subscription("s", of: "a") }
      #expect(found?.record.subscription.product == ProductID("x"))
      #expect(found?.record.version == 3)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aSubscriptionOfAnotherAccountIsNotThere(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(Sample.subscription("s", of: "a"))
      }
      #expect(try await store.read { try $0.subscription("s", of: "b") } == nil)
      let opening = try await store.write { try $0.open(nil, account: "b", subscription: "s") }
      #expect(opening.subscription == nil)
      #expect(opening.account?.id == "b")
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aChangeOfAnOldVersionIsAConflict(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var record = Sample.subscription("s", of: "a")
      try await store.write { [record] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(record)
      }
      record.version = 2
      try await store.write { [record] in try $0.update(record) }
      await #expect(throws: StoreError.conflict) {
        try await store.write { [record] in try $0.update(record) }
      }
      record.version = 4
      await #expect(throws: StoreError.conflict) {
        try await store.write { [record] in try $0.update(record) }
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anIdIsTakenOnce(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(Sample.subscription("s", of: "a"))
        try tx.insert(Sample.subscription("s", of: "b"))  // ids are taken within an account
      }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Sample.subscription("s", of: "a")) }
      }
      #expect(fault?.isDuplicate == true)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func milestonesAreReplacedAsAWhole(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let all = MilestoneKind.allCases.enumerated().map { index, kind in
        MilestoneRecord(
          account: "a", subscription: "s", kind: kind,
          date: CalendarDate(dayNumber: 20_000 + index),
          at: Sample.now.adding(days: index))
      }
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.subscription("s", of: "a"))
        try tx.replaceMilestones(of: "s", of: "a", with: Array(all.prefix(3)))
      }
      #expect(try await store.read { try $0.milestones(of: "s", of: "a") } == Array(all.prefix(3)))
      for kept in [all, Array(all.suffix(2)), []] {
        try await store.write { try $0.replaceMilestones(of: "s", of: "a", with: kept) }
        #expect(try await store.read { try $0.milestones(of: "s", of: "a") } == kept)
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func theEditionsInUseAreThoseOfSubscriptions(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      #expect(try await store.read { try $0.editionsInUse() } == [])
      let editions = [(1, "b@c"), (3, "a"), (2, "a")].map { day, family in
        EditionID(family: family, date: CalendarDate(dayNumber: day))
      }
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        for (index, edition) in (editions + editions).enumerated() {
          var record = Sample.subscription("s\(index)", of: "a")
          record.edition = edition
          try tx.insert(record)
        }
      }
      #expect(try await store.read { try $0.editionsInUse() } == editions.sorted())
    }
  }
}

extension StoreError {
  var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
  var isConstraint: Bool { if case .constraint = self { true } else { false } }
}
