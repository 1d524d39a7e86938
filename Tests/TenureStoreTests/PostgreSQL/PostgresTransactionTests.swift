#if PostgreSQL
  import Synchronization
  import TenureEngine
  import TenureTesting
  import Testing

  @testable import TenureStore

  private let makeTable =
    "CREATE TABLE kept (id bigint CONSTRAINT kept_id PRIMARY KEY, "
    + "n bigint CONSTRAINT kept_n CHECK (n >= 0))"

  @Suite struct PostgresTransactionTests {
    /// BEGIN goes with the two queries, the three changes go with COMMIT: 2 round trips.
    @Test func anActTakesTwoRoundTrips() async throws {
      let connection = try await openConnection()
      try await connection.write { try $0.run(makeTable) }
      let before = await connection.statistics
      try await connection.write { session in
        let one = Statement("SELECT n FROM kept WHERE id = ?1")
        let rows = try session.rows(of: [(one, [.integer(1)]), (one, [.integer(2)])])
        #expect(rows == [[], []])
        for id in Int64(1)...3 {
          try session.run(
            "INSERT INTO kept VALUES (?1, ?2)", [.integer(id), .integer(0)], expecting: 1)
        }
      }
      let after = await connection.statistics
      #expect(after.roundTrips - before.roundTrips == 2)
    }

    /// The first act prepares the query and the change, BEGIN and COMMIT being known already.
    @Test func aStatementIsPreparedOnce() async throws {
      let connection = try await openConnection()
      try await connection.write { try $0.run(makeTable) }
      let before = await connection.statistics
      for id in Int64(1)...5 {
        try await connection.write { session in
          _ = try session.rows("SELECT n FROM kept WHERE id = ?1", [.integer(id)])
          try session.run(
            "INSERT INTO kept VALUES (?1, ?2)", [.integer(id), .integer(0)], expecting: 1)
        }
      }
      let after = await connection.statistics
      #expect(after.preparations - before.preparations == 2)
      let names = try await connection.write { session in
        try session.rows(
          "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%kept%'")
      }
      #expect(names == [[.integer(4)]])  // CREATE TABLE, SELECT, INSERT, and this one
    }

    @Test func aStatementThatWasSkippedIsPreparedLater() async throws {
      try await withPostgres(
        change: { $0.poolSize = 1 },
        { engine in
          try await engine.write { try $0.run(makeTable) }
          await #expect(throws: StoreError.self) {
            try await engine.write { session in
              try session.run("INSERT INTO missing VALUES (1)")
              try session.run("INSERT INTO kept VALUES (?1, 1)", [.integer(7)])
            }
          }
          try await engine.write { session in
            try session.run("INSERT INTO kept VALUES (?1, 1)", [.integer(7)])
          }
          let rows = try await engine.read { try $0.rows("SELECT id FROM kept") }
          #expect(rows == [[.integer(7)]])
        })
    }

    @Test(arguments: [0, 2])
    func aWrongCountAbortsEverything(expected: Int) async throws {
      try await withPostgres { engine in
        try await engine.write { try $0.run(makeTable) }
        await #expect(throws: StoreError.conflict) {
          try await engine.write { session in
            try session.run("INSERT INTO kept VALUES (1, 0)", expecting: 1)
            try session.run("UPDATE kept SET n = 5 WHERE id = 1", expecting: expected)
            try session.run("INSERT INTO kept VALUES (2, 0)", expecting: 1)
          }
        }
        let rows = try await engine.read { try $0.rows("SELECT id FROM kept") }
        #expect(rows == [])
      }
    }

    @Test func aDivisionByZeroWithoutExpectationIsNoConflict() async throws {
      try await withPostgres { engine in
        let error = await #expect(throws: StoreError.self) {
          try await engine.read { try $0.rows("SELECT 1 / ?1", [.integer(0)]) }
        }
        #expect(error != .conflict)
      }
    }

    @Test func aClosureThatThrowsLeavesNothing() async throws {
      struct Decline: Error {}
      try await withPostgres { engine in
        try await engine.write { try $0.run(makeTable) }
        await #expect(throws: Decline.self) {
          try await engine.write { session in
            try session.run("INSERT INTO kept VALUES (1, 0)")
            _ = try session.rows("SELECT 1")
            throw Decline()
          }
        }
        let rows = try await engine.read { try $0.rows("SELECT id FROM kept") }
        #expect(rows == [])
      }
    }

    @Test func aFaultThatTheClosureSwallowsStillFailsTheTransaction() async throws {
      try await withPostgres { engine in
        try await engine.write { try $0.run(makeTable) }
        await #expect(throws: StoreError.duplicate("kept_id")) {
          try await engine.write { session in
            try session.run("INSERT INTO kept VALUES (1, 0)")
            _ = try? session.rows("INSERT INTO kept VALUES (1, 0) RETURNING id")
          }
        }
        let rows = try await engine.read { try $0.rows("SELECT id FROM kept") }
        #expect(rows == [])
      }
    }

    @Test func constraintsAreNamed() async throws {
      try await withPostgres { engine in
        try await engine.write { try $0.run(makeTable) }
        try await engine.write { try $0.run("INSERT INTO kept VALUES (1, 0)") }
        await #expect(throws: StoreError.duplicate("kept_id")) {
          try await engine.write { try $0.run("INSERT INTO kept VALUES (1, 0)", expecting: 1) }
        }
        await #expect(throws: StoreError.constraint("kept_n")) {
          try await engine.write { try $0.run("INSERT INTO kept VALUES (2, -1)") }
        }
      }
    }

    @Test func aReadingTransactionCannotWrite() async throws {
      try await withPostgres { engine in
        try await engine.write { try $0.run(makeTable) }
        await #expect(throws: StoreError.self) {
          try await engine.read { try $0.run("INSERT INTO kept VALUES (1, 0)") }
        }
        await #expect(throws: StoreError.self) {
          try await engine.read { try $0.rows("INSERT INTO kept VALUES (1, 0) RETURNING id") }
        }
      }
    }

    /// A change between two queries of one reading transaction is not seen by the second.
    @Test func aReadSeesOnePicture() async throws {
      let cluster = try await PostgresCluster.shared()
      let database = try await cluster.makeDatabase()
      let writer = try await openConnection(to: database)
      try await writer.write { try $0.run(makeTable) }
      let settings = postgresSettings(cluster.connection(to: database))
      let engine = try await PostgresEngine(settings, logger: quiet)
      let (hasRead, mayGoOn) = (Gate(), Gate())
      async let counts = engine.read { session in
        let before = try session.rows("SELECT count(*) FROM kept")
        hasRead.open()
        mayGoOn.wait()
        return [before, try session.rows("SELECT count(*) FROM kept")]
      }
      await hasRead.opened()
      try await writer.write { try $0.run("INSERT INTO kept VALUES (1, 0)") }
      mayGoOn.open()
      #expect(try await counts == [[[.integer(0)]], [[.integer(0)]]])
      await engine.close()
    }

    /// Each locks one row and wants the other's. The server ends one after `deadlock_timeout`, 1 s,
    /// and its closure runs again.
    @Test func aDeadlockIsRetried() async throws {
      try await withPostgres { engine in
        try await engine.write { session in
          try session.run(makeTable)
          try session.run("INSERT INTO kept VALUES (1, 0), (2, 0)")
        }
        let runs = Mutex(0)
        let bothLocked = Gate(count: 2)
        let add: @Sendable (Int64, Int64) async throws -> Void = { first, second in
          try await engine.write { session in
            let add = "UPDATE kept SET n = n + 1 WHERE id = ?1 RETURNING n"
            _ = try session.rows(add, [.integer(first)])
            runs.withLock { $0 += 1 }
            bothLocked.open()
            bothLocked.wait()
            _ = try session.rows(add, [.integer(second)])
          }
        }
        async let one: Void = add(1, 2)
        async let other: Void = add(2, 1)
        _ = try await (one, other)
        let rows = try await engine.read { try $0.rows("SELECT n FROM kept ORDER BY id") }
        #expect(rows == [[.integer(2)], [.integer(2)]])
        #expect(runs.withLock { $0 } == 3)
      }
    }

    @Test func aTransactionThatAlwaysMustGiveWayIsGivenUp() async throws {
      try await withPostgres(
        change: { $0.attempts = 3 },
        { engine in
          let runs = Mutex(0)
          let fail = "DO $x$ BEGIN RAISE 'give way' USING ERRCODE = '40001'; END $x$"
          await #expect(throws: StoreError.unavailable("give way")) {
            try await engine.write { session in
              runs.withLock { $0 += 1 }
              try session.run(fail)
            }
          }
          #expect(runs.withLock { $0 } == 3)
        })
    }

    @Test func aLockThatDoesNotComeIsUnavailable() async throws {
      try await withPostgres(
        change: { $0.lockLimit = .milliseconds(50) },
        { engine in
          try await engine.write { session in
            try session.run(makeTable)
            try session.run("INSERT INTO kept VALUES (1, 0)")
          }
          let (locked, mayGoOn) = (Gate(), Gate())
          async let holder: Void = engine.write { session in
            _ = try session.rows("SELECT n FROM kept WHERE id = 1 FOR UPDATE")
            locked.open()
            mayGoOn.wait()
          }
          await locked.opened()
          let error = await #expect(throws: StoreError.self) {
            try await engine.write { try $0.run("UPDATE kept SET n = 9") }
          }
          mayGoOn.open()
          try await holder
          guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
          }
        })
    }
  }
#endif
