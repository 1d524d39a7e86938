import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct TaskConformance {
  private static func fill(_ store: any Store) async throws {
    try await store.write { tx in
      for account in ["a", "b"] {
        try tx.insert(Sample.account(account))
        try tx.insert(Sample.subscription("s", of: account))
      }
      try tx.insert(Sample.person("p", of: "a"))
    }
  }

  private static func task(
    _ id: String, of account: String = "a", _ kind: TaskKind = .deletion, goneBy: Timestamp? = nil
  ) -> TaskRecord {
    TaskRecord(
      account: AccountID(stored: account), id: TaskID(stored: id), subscription: "s", kind: kind,
      created: Sample.now, notBefore: Sample.now, goneBy: goneBy)
  }

  private static func hold(_ id: String, of account: String, until: Timestamp? = nil) -> HoldRecord
  {
    HoldRecord(
      account: AccountID(stored: account), id: HoldID(stored: id), reason: "a lawsuit",
      isLegal: true, placedBy: "key", placed: Sample.now, until: until)
  }

  @Test(arguments: StoreUnderTest.all)
  func aTaskComesBackWithEverything(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      var full = TaskRecord(
        account: "a", id: "full", subscription: "s", person: "p", kind: .export, askedBy: "key",
        created: Sample.now, notBefore: Sample.now.adding(days: 1),
        goneBy: Sample.now.adding(days: 40))
      (full.state, full.worker, full.attempts, full.percent) = (.done, "w", 3, 100)
      (full.note, full.problem) = ("ægir", "none")
      full.ready = Sample.now.adding(days: 2)
      full.link = TaskLink(
        address: "https://x", expires: Sample.now, secret: [UInt8](repeating: 4, count: 32),
        fetched: Sample.now)
      (full.escalated, full.finished) = (Sample.now, Sample.now)
      let (one, plain) = (full, Self.task("plain"))
      try await store.write { tx in
        try tx.insert(one)
        try tx.insert(plain)
      }
      #expect(try await store.read { try $0.task("full") } == one)
      #expect(
        try await store.read { try $0.task(secret: [UInt8](repeating: 4, count: 32)) } == one)
      #expect(try await store.read { try $0.task("plain") } == plain)
      #expect(try await store.read { try $0.task("none") } == nil)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aTaskIsChangedFromTheVersionItWasReadIn(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      var task = Self.task("t")
      let first = task
      try await store.write { try $0.insert(first) }
      task.version = 2
      task.percent = 50
      let second = task
      try await store.write { try $0.update(second) }
      await #expect(throws: StoreError.conflict) { try await store.write { try $0.update(second) } }
      #expect(try await store.read { try $0.task("t") } == second)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func listsAreFilteredAndOrdered(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      try await store.write { tx in
        try tx.insert(Self.task("t3", of: "b"))
        try tx.insert(Self.task("t1", .export))
        try tx.insert(Self.task("t2"))
      }
      func list(_ filter: TaskFilter, after: TaskID? = nil) async throws -> [String] {
        try await store.read {
          try $0.tasks(filter, PageRequest(after: after, limit: 10)).map(\.id.text)
        }
      }
      #expect(try await list(TaskFilter()) == ["t1", "t2", "t3"])
      #expect(try await list(TaskFilter(), after: "t1") == ["t2", "t3"])
      #expect(try await list(TaskFilter(account: "a", kind: .deletion)) == ["t2"])
      #expect(try await list(TaskFilter(account: "b", subscription: "s")) == ["t3"])
      #expect(try await list(TaskFilter(state: .done)).isEmpty)
      let counts = try await store.read { try $0.openTaskCounts() }
      #expect(
        Set(counts) == [
          TaskCount(kind: .deletion, state: .waiting, count: 2, escalated: 0),
          TaskCount(kind: .export, state: .waiting, count: 1, escalated: 0),
        ])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func whatIsOnHoldIsNotClaimable(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      try await store.write { tx in
        try tx.insert(Self.task("t1"))
        try tx.insert(Self.task("t2", of: "b"))
        try tx.insert(Self.hold("h", of: "a", until: Sample.now.adding(days: 1)))
        try tx.insert(Self.task("t3", of: "a", .storageDeletion))
      }
      func claimable(_ kind: TaskKind, _ now: Timestamp) async throws -> [String] {
        try await store.read {
          try $0.claimableTasks(kind, at: now, atMost: 10).map(\.id.text)
        }
      }
      #expect(try await claimable(.deletion, Sample.now) == ["t2"])
      #expect(try await claimable(.storageDeletion, Sample.now).isEmpty)
      #expect(try await claimable(.deletion, Sample.now.adding(days: 1)) == ["t1", "t2"])
      #expect(try await claimable(.deletion, Sample.now.adding(days: -1)).isEmpty)
      try await store.write { tx in
        var hold = Self.hold("h", of: "a", until: Sample.now.adding(days: 1))
        (hold.released, hold.releasedBy) = (Sample.now, "me")
        try tx.release(hold)
      }
      #expect(try await claimable(.deletion, Sample.now) == ["t1", "t2"])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aDeletionWaitsForAnExportOfTheSameData(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      try await store.write { tx in
        try tx.insert(Self.task("late", goneBy: Sample.now.adding(days: 2)))
        try tx.insert(Self.task("early", goneBy: Sample.now.adding(days: 4)))
        try tx.insert(Self.task("open"))
        try tx.insert(Self.task("other", of: "b"))
        try tx.insert(Self.task("export", .export))
      }
      let claimable = try await store.read {
        try $0.claimableTasks(.deletion, at: Sample.now, atMost: 10).map(\.id.text)
      }
      #expect(claimable == ["late", "other"])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func holdsInForceAreListedOverAllAccounts(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      let holds = [
        Self.hold("h2", of: "a"), Self.hold("h1", of: "b", until: Sample.now.adding(days: 1)),
        Self.hold("h1", of: "a"),
      ]
      try await store.write { tx in for hold in holds { try tx.insert(hold) } }
      func inForce(_ account: AccountID?, _ days: Int) async throws -> [HoldRecord] {
        try await store.read {
          try $0.holdsInForce(
            of: account, at: Sample.now.adding(days: days), PageRequest(limit: 10))
        }
      }
      #expect(try await inForce(nil, 0) == [holds[2], holds[0], holds[1]])
      #expect(try await inForce("b", 0) == [holds[1]])
      #expect(try await inForce(nil, 1) == [holds[2], holds[0]])
      let rest = try await store.read {
        try $0.holdsInForce(
          of: nil, at: Sample.now,
          PageRequest(after: HoldPlace(account: "a", hold: "h1"), limit: 10))
      }
      #expect(rest == [holds[0], holds[1]])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func whatNoTaskCanBeIsRefused(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await Self.fill(store)
      try await store.write { tx in
        try tx.insert(Self.task("t"))
        try tx.insert(Self.hold("h", of: "a"))
      }
      for nonsense in [
        "UPDATE tasks SET kind = 'gift'", "UPDATE tasks SET state = 'lost'",
        "UPDATE tasks SET version = 0", "UPDATE tasks SET percent = 101",
        "UPDATE tasks SET subscription = NULL", "UPDATE tasks SET subscription = 'x'",
        "UPDATE tasks SET person = 'x'", "UPDATE tasks SET asked_by = ''",
        "UPDATE tasks SET state = 'claimed'", "UPDATE tasks SET state = 'done'",
        "UPDATE tasks SET state = 'failed', finished = created, problem = 'x'",
        "UPDATE tasks SET link = 'x'", "UPDATE tasks SET link = 'x', link_expires = 1",
        "UPDATE tasks SET escalated = 1", "UPDATE tasks SET finished = created",
        "UPDATE tasks SET attempts = -1", "UPDATE holds SET reason = ''",
        "UPDATE holds SET until = placed", "UPDATE holds SET released = 1",
      ] {
        let fault = await #expect(throws: StoreError.self, "\(nonsense)") {
          try await sql.write { try $0.run(Statement(nonsense), [], expecting: nil) }
        }
        #expect(fault?.isConstraint == true, "\(nonsense): \(String(describing: fault))")
      }
    }
  }
}
