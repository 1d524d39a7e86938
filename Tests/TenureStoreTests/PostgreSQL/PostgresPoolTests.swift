#if PostgreSQL
  import TenureEngine
  import TenureTesting
  import Testing

  @testable import TenureStore

  @Suite struct PostgresPoolTests {
    @Test func whoComesFirstIsServedFirst() async throws {
      try await withPostgres(
        change: { $0.poolSize = 1 },
        { engine in
          let (begun, mayGoOn) = (Gate(), Gate())
          let order = Shared<[Int]>([])
          async let holder: Void = engine.write { _ in
            begun.open()
            mayGoOn.wait()
          }
          await begun.opened()
          try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
              group.addTask {
                try await engine.write { _ in order.change { $0.append(number) } }
              }
              while engine.pool.waiting <= number { try await Task.sleep(for: .milliseconds(1)) }
            }
            mayGoOn.open()
            try await group.waitForAll()
          }
          try await holder
          #expect(order.value == [0, 1, 2, 3, 4])
        })
    }

    @Test func whoWaitsTooLongIsTold() async throws {
      try await withPostgres(
        change: {
          $0.poolSize = 1
          $0.poolWait = .milliseconds(50)
        },
        { engine in
          let (begun, mayGoOn) = (Gate(), Gate())
          async let holder: Void = engine.write { _ in
            begun.open()
            mayGoOn.wait()
          }
          await begun.opened()
          await #expect(
            throws: StoreError.unavailable(
              "all 1 connections to PostgreSQL were busy for 0.05 seconds")
          ) {
            try await engine.write { _ in }
          }
          mayGoOn.open()
          try await holder
          try await engine.write { _ in }
        })
    }

    @Test func whoGivesUpWaitingLeavesTheLine() async throws {
      try await withPostgres(
        change: { $0.poolSize = 1 },
        { engine in
          let (begun, mayGoOn) = (Gate(), Gate())
          async let holder: Void = engine.write { _ in
            begun.open()
            mayGoOn.wait()
          }
          await begun.opened()
          let waiter = Task { try await engine.write { _ in } }
          while engine.pool.waiting == 0 { try await Task.sleep(for: .milliseconds(1)) }
          waiter.cancel()
          await #expect(throws: CancellationError.self) { try await waiter.value }
          #expect(engine.pool.waiting == 0)
          mayGoOn.open()
          try await holder
        })
    }

    @Test func closingWaitsForWhatRunsAndRefusesWhatComes() async throws {
      try await withPostgres { engine in
        let (begun, mayGoOn) = (Gate(), Gate())
        let isDone = Shared(false)
        async let holder: Void = engine.write { _ in
          begun.open()
          mayGoOn.wait()
          isDone.change { $0 = true }
        }
        await begun.opened()
        async let closing: Void = engine.close()
        for _ in 0..<1_000 {
          do { try await engine.write { _ in } } catch { break }
        }
        await #expect(throws: StoreError.unavailable("the store is closing")) {
          try await engine.write { _ in }
        }
        #expect(!isDone.value)
        mayGoOn.open()
        await closing
        #expect(isDone.value)
        try await holder
      }
    }

    /// Eight transactions sleep in the database for 0.4 s each, more than there are cooperative
    /// threads; other work goes on meanwhile.
    @Test func waitingForTheDatabaseBlocksNothingElse() async throws {
      try await withPostgres { engine in
        let isOver = Shared(false)
        async let sleepers: Void = withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<8 {
            group.addTask {
              try await engine.write { _ = try $0.rows("SELECT pg_sleep(0.4)") }
            }
          }
          try await group.waitForAll()
          isOver.change { $0 = true }
        }
        var steps = 0
        while !isOver.value {
          try await Task.sleep(for: .milliseconds(2))
          steps += 1
        }
        try await sleepers
        // 200 or so on a quiet machine; a blocked pool makes none before the end.
        #expect(steps > 0)
      }
    }
  }

  @Suite struct PostgresServerTests {
    @Test func anEncryptedConnection() async throws {
      let cluster = try await PostgresCluster.start(tls: true)
      for mode in ["sslmode=require", "sslmode=verify-full sslrootcert=\(cluster.certificate)"] {
        let settings = postgresSettings(cluster.connection(to: "postgres") + " " + mode)
        let engine = try await PostgresEngine(settings, logger: quiet)
        let rows = try await engine.read { session in
          try session.rows(
            "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        }
        #expect(rows == [[.integer(1), .text("TLSv1.3")]])
        await engine.close()
      }
      await cluster.stop()
    }

    @Test func anUnencryptedServerIsNotUsedWhereEncryptionIsRequired() async throws {
      let cluster = try await PostgresCluster.shared()
      let settings = postgresSettings(cluster.connection(to: "postgres") + " sslmode=require")
      await #expect(throws: StoreError.self) {
        _ = try await PostgresEngine(settings, logger: quiet)
      }
    }

    @Test(arguments: ["fsync=off", "synchronous_commit=off"])
    func aServerThatCouldLoseAnActIsRefused(option: String) async throws {
      let cluster = try await PostgresCluster.start(options: [option])
      let settings = postgresSettings(cluster.connection(to: "postgres"))
      let refusal = await #expect(throws: PostgresRefusal.self) {
        _ = try await PostgresEngine(settings, logger: quiet)
      }
      #expect(refusal?.description.contains(option.prefix { $0 != "=" }) == true)
      await cluster.stop()
    }

    @Test func whatAnOperatorShouldKnowIsAWarning() throws {
      func judge(pages: String = "on", standbys: String = "", commit: String = "on") throws
        -> [String]
      {
        try PostgresServer.judge(
          fsync: "on", fullPageWrites: pages, encoding: "UTF8", standbys: standbys,
          synchronousCommit: commit)
      }
      #expect(try judge() == [])
      #expect(try judge(standbys: "*") == [])
      #expect(try judge(commit: "local") == [])
      #expect(try judge(pages: "off").count == 1)
      #expect(try judge(standbys: "*", commit: "local").count == 1)
    }

    @Test func aStandbyIsNotUsed() async throws {
      let primary = try await PostgresCluster.start()
      let standby = try await primary.makeSynchronousStandby()
      for attributes in ["", " target_session_attrs=any"] {
        let settings = postgresSettings(standby.connection(to: "postgres") + attributes)
        await #expect(throws: StoreError.self) {
          _ = try await PostgresEngine(settings, logger: quiet)
        }
      }
      await standby.stop()
      await primary.stop()
    }

    @Test(arguments: ["host=", "postgresql://tenure:s3cret@[::1", "nonsense=s3cret", "s3cret"])
    func aStringThatCannotBeReadIsRefusedWithoutRepeatingIt(text: String) async throws {
      let error = await #expect(throws: (any Error).self) {
        _ = try await PostgresEngine(postgresSettings(text), logger: quiet)
      }
      #expect(!"\(String(describing: error))".contains("s3cret"))
    }

    @Test func sessionsSayWhoTheyAreAndHowLongTheyWait() async throws {
      try await withPostgres { engine in
        let rows = try await engine.read { session in
          try session.rows(
            """
            SELECT current_setting('application_name'), current_setting('statement_timeout'),
              current_setting('lock_timeout'),
              current_setting('idle_in_transaction_session_timeout')
            """)
        }
        #expect(rows == [[.text("tenure"), .text("30s"), .text("10s"), .text("15s")]])
      }
    }

    @Test func twoServersThatStartAtOnceMigrateOnce() async throws {
      let cluster = try await PostgresCluster.shared()
      let database = try await cluster.makeDatabase()
      let settings = postgresSettings(cluster.connection(to: database))
      let done = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 {
          group.addTask {
            let opened = try await Stores.postgresql(
              settings, version: "test", now: Sample.now, logger: quiet)
            #expect(try await opened.database.faults() == [])
            await opened.store.close()
            return opened.migrated
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(done.sorted() == Migration.all.map(\.name))
    }
  }
#endif
