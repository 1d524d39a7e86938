import Foundation
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// What is due is carried out: in order, each thing once, at its own due instant.
@Suite struct WorkerTests {
  private func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

  private func worker(_ world: World, _ name: String = "worker") -> Worker {
    Worker(engine: world.engine, name: name, batch: 10)
  }

  private func record(_ world: World) async throws -> SubscriptionRecord {
    let found = try await world.engine.store.read {
      try $0.subscription(World.premium, of: World.fjord)
    }
    return try #require(found).record
  }

  @Test func `nothing is done before it is due`() async throws {
    try await World.with { world in
      try await world.addFjord()
      #expect(try await worker(world).round().done == 0)
      #expect(try await record(world).version == 1)
    }
  }

  /// The term ends on 10 April at 00:00 in Oslo, which is 22:00 UTC of the 9th.
  @Test func `a renewal is carried out and charged once, however often one looks`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: try instant("2025-04-09T22:00:00Z"))
      #expect(try await worker(world).round().done == 1)
      #expect(try await worker(world).round().done == 0)
      let record = try await record(world)
      #expect(record.subscription.term?.end == CalendarDate(year: 2025, month: 5, day: 10))
      #expect(record.mark.settled == world.clock.now())
      // Ten licenses at 12.50 for the cycle that begins.
      let charges = try await world.ledger().map(\.entry)
      #expect(charges.map(\.kind) == [.charge])
      #expect(charges.first?.postings.map(\.amount.minorUnits) == [125_00])
    }
  }

  /// Three months away: three renewals and three charges, each at its own instant, in order.
  @Test func `a worker that was away catches up in order`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: try instant("2025-07-01T12:00:00Z"))
      #expect(try await worker(world).round().done == 1)
      let events = try await world.events().dropFirst()
      #expect(
        events.map(\.type)
          == Array(repeating: [EventType.passed, EventType.charged], count: 3).flatMap(\.self))
      #expect(
        events.map { "\($0.at)" } == [
          "2025-04-09T22:00:00Z", "2025-04-09T22:00:00Z", "2025-05-09T22:00:00Z",
          "2025-05-09T22:00:00Z", "2025-06-09T22:00:00Z", "2025-06-09T22:00:00Z",
        ])
      #expect(try await world.ledger().map { "\($0.at)" }.count == 3)
    }
  }

  /// A year paid by the month that ends on 15 May 2025: thirty days before, on 15 April, its people
  /// are reminded, and the last cycle begins. Neither hides the other.
  @Test func `what falls on one instant is all done`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "yearly", "product": "business-basic", "started": "2024-05-15T09:00:00Z",
           "term": {"start": "2024-05-15", "end": "2025-05-15", "interval": "year"},
           "price": {"amount": "6.00", "currency": "EUR", "per": "license", "every": "month"},
           "licenses": {"purchased": 2, "assigned": 2}, "recurringBilling": false,
           "paymentMethod": "on-file"}
          """#), in: World.fjord, by: World.program)
      world.clock.move(to: try instant("2025-04-14T22:00:00Z"))
      _ = try await worker(world).round()
      let events = try await world.events(of: SubscriptionID(stored: "yearly"))
      #expect(
        events.suffix(2).map(\.type) == [EventType.charged, EventType.reminded])
      #expect(events.suffix(2).allSatisfy { $0.at == world.clock.now() })
    }
  }

  @Test func `what an act has carried out the worker does not do again`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: try instant("2025-04-12T09:00:00Z"))
      _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling)))
      #expect(try await worker(world).round().done == 0)
      // The renewal's charge and nothing else.
      #expect(try await world.ledger().count == 1)
    }
  }

  /// Cancelled on 15 March: disabled at once, deleted 90 days later on 13 June. Its data stays
  /// while reactivating brings it back; its people are warned 14 days before, on 30 May.
  @Test func `after a cancellation each date is kept`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      var seen: [String] = []
      for day in 1...200 {
        world.clock.move(to: World.start.adding(days: day))
        guard try await worker(world).round().done > 0 else { continue }
        let last = try await world.events().last
        seen.append("\(last?.at.description.prefix(10) ?? "") \(last?.type ?? "")")
      }
      // Midnight in Oslo in summer is 22:00 UTC of the day before.
      #expect(seen.contains("2025-05-29 \(EventType.deletionWarned)"))
      #expect(seen.last == "2025-06-12 \(EventType.deletionBegun)")
      #expect(try await record(world).subscription.state == .deleted)
      #expect(try await record(world).due == nil)
    }
  }

  /// The worker was away from the cancellation until 20 July: the warning was never given. It is
  /// given now, and the data stays for 14 more days, though it could have gone since 13 June.
  @Test func `a late warning moves the deletion, never the day by which data is gone`() async throws
  {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      world.clock.move(to: try instant("2025-07-20T10:00:00Z"))
      _ = try await worker(world).round()
      let types = try await world.events().map(\.type)
      #expect(types.contains(EventType.deletionWarned))
      #expect(!types.contains(EventType.deletionBegun))
      // 20 July and 14 days.
      #expect(try await warnedDay(world) == "2025-08-03")
      world.clock.move(to: try instant("2025-08-02T22:00:00Z"))
      _ = try await worker(world).round()
      #expect(try await world.events().last?.type == EventType.deletionBegun)
    }
  }

  /// Away until the last day but two of the 180: 15 March + 180 days is 11 September. The warning
  /// leaves two days, not fourteen, because the last day was promised.
  @Test func `a warning that comes at the very end leaves the promised day alone`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      world.clock.move(to: try instant("2025-09-09T10:00:00Z"))
      _ = try await worker(world).round()
      #expect(try await warnedDay(world) == "2025-09-11")
    }
  }

  /// The day that people were told their data goes from.
  private func warnedDay(_ world: World) async throws -> String? {
    struct Body: Codable { let goesFrom: String }
    let warning = try await world.events().first { $0.type == EventType.deletionWarned }
    return try warning.map { try JSONText.value(Body.self, $0.body).goesFrom }
  }

  @Test func `two workers never do the same`() async throws {
    try await World.with { world in
      try await world.addFjord()
      for number in 1...30 { try await world.addSubscription("more-\(number)") }
      world.clock.move(to: try instant("2025-04-10T09:00:00Z"))
      let names = ["first", "second", "third"]
      let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for name in names {
          group.addTask {
            var done = 0
            for _ in 0..<20 { done += try await worker(world, name).round().done }
            return done
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(done == 31)
      #expect(try await world.ledger().count == 31)
    }
  }

  /// A worker takes on a subscription and is paused, so that its lease runs out and another takes
  /// over. When it wakes it finds nothing of its own.
  @Test func `a worker that wakes too late does nothing`() async throws {
    try await World.with { world in
      try await world.addFjord()
      world.clock.move(to: try instant("2025-04-10T09:00:00Z"))
      let now = world.clock.now()
      let claimed = try await world.engine.store.write {
        try $0.claim(
          Lease(worker: "paused", until: now.adding(seconds: 30)), dueBy: now, atMost: 10)
      }
      #expect(claimed.count == 1)
      #expect(try await worker(world, "other").round().done == 0)
      world.clock.move(to: now.adding(seconds: 31))
      #expect(try await worker(world, "other").round().done == 1)
      let late = try await world.engine.store.write {
        try $0.open(claimed.map(\.place), of: "paused")
      }
      #expect(late.contexts.isEmpty)
      #expect(try await world.ledger().count == 1)
    }
  }

  /// Nobody told when the subscription began, so its renewal cannot be dated.
  @Test func `what cannot be decided is set aside and stops nobody`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "poisoned", "product": "business-basic",
           "term": {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"}}
          """#), in: World.fjord, by: World.program)
      world.clock.move(to: try instant("2025-04-10T09:00:00Z"))
      var done = 0
      var failures = 0
      for _ in 0..<6 {
        let round = try await worker(world).round()
        done += round.done
        failures += round.failed.count
        world.clock.move(to: world.clock.now().adding(hours: 2))
      }
      #expect(done == 1)
      #expect(failures == FailedWork.mostAttempts)
      let failed = try await world.engine.store.read { try $0.failedWork(PageRequest(limit: 10)) }
      #expect(failed.map(\.place.subscription?.text) == ["poisoned"])
      #expect(failed.first?.setAside != nil)
      #expect(failed.first?.problem == "nobody told subscription.recurringBilling")
      #expect(try await world.engine.store.read { try $0.backlog().setAside } == 1)
    }
  }

  /// Somebody edited the policies, and the server does not trust what it has not proved. When they
  /// are as they were, the dates are kept.
  @Test func `what the server lacks an edition for waits for it, and is never set aside`()
    async throws
  {
    let folder = try TemporaryFolder()
    for name in ["Policies", "Locales"] {
      try FileManager.default.copyItem(
        at: Project.root.appending(path: name), to: folder.url.appending(path: name))
    }
    for edition in try World.shelf.get().editions {
      let file = folder.url.appending(path: "Policies/\(edition).yaml")
      try (String(contentsOf: file, encoding: .utf8) + "# edited\n")
        .write(to: file, atomically: true, encoding: .utf8)
    }
    let unproved = try PolicyShelf(folder: folder.url)
    try await World.with { world in
      try await world.addFjord()
      let engine = Engine(
        store: world.engine.store, shelf: unproved, clock: world.clock, ids: world.engine.ids,
        keys: world.engine.keys)
      world.clock.move(to: try instant("2025-04-10T09:00:00Z"))
      for _ in 0..<(2 * FailedWork.mostAttempts) {
        let round = try await Worker(engine: engine, name: "worker", batch: 10).round()
        #expect(round.failed.count == 1)
        world.clock.move(to: world.clock.now().adding(hours: 2))
      }
      #expect(try await world.engine.store.read { try $0.backlog().setAside } == 0)
      #expect(try await worker(world).round().done == 1)
      #expect(try await record(world).subscription.term?.end == CalendarDate("2025-05-10"))
    }
  }

  /// Its clock was due while something was wrong; then that was mended.
  @Test func `an account that failed before and succeeds is no longer listed`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.reportUsage(
        of: World.fjord, world.json("{}"), by: World.program)
      // A year without use.
      world.clock.move(to: try instant("2026-03-15T09:00:00Z"))
      let place = WorkPlace(account: World.fjord, subscription: nil)
      let failure = FailedWork(
        place: place, attempts: 1, problem: "a full disk",
        retry: world.clock.now().adding(seconds: -1), setAside: nil)
      try await world.engine.store.write { try $0.fail(failure) }
      _ = try await worker(world).round()
      #expect(try await world.told("inactivity.warning").count == 2)
      let failed = try await world.engine.store.read { try $0.failedWork(PageRequest(limit: 10)) }
      #expect(failed.map(\.place) == [])
    }
  }
}
