#if PostgreSQL
  import Synchronization
  import TenureEngine
  import TenureTesting
  import Testing

  @testable import TenureStore

  @Suite struct PostgresFailureTests {
    /// The proxy passes on the packet with the change and the commit, and cuts the wire.
    @Test func aCommitWithoutAnAnswerIsUnknownAndNotRetried() async throws {
      let cluster = try await PostgresCluster.shared()
      let database = try await cluster.makeDatabase()
      let proxy = Proxy(to: cluster.port, cutAfter: "the last word")
      var settings = postgresSettings(
        "host=127.0.0.1 port=\(proxy.port) user=tenure dbname=\(database) sslmode=disable")
      settings.poolSize = 1
      let engine = try await PostgresEngine(settings, logger: quiet)
      try await engine.write { try $0.run("CREATE TABLE said (t text)") }
      let runs = Mutex(0)
      proxy.arm()
      await #expect(throws: StoreError.commitUnknown) {
        try await engine.write { session in
          runs.withLock { $0 += 1 }
          _ = try session.rows("SELECT 1")
          try session.run("INSERT INTO said VALUES (?1)", [.text("the last word")], expecting: 1)
        }
      }
      #expect(runs.withLock { $0 } == 1)
      // The server carries it out all the same; it may be at it still.
      var rows: [SQLRow] = []
      for _ in 1...200 where rows != [[.integer(1)]] {
        try await Task.sleep(for: .milliseconds(10))
        rows = try await engine.read { try $0.rows("SELECT count(*) FROM said") }
      }
      #expect(rows == [[.integer(1)]])
      await engine.close()
    }

    @Test func aConnectionLostBeforeTheCommitIsReplacedAndTheClosureRunAgain() async throws {
      try await withPostgres { engine in
        try await engine.makeTable()
        let runs = Mutex(0)
        try await engine.write { session in
          let run = runs.withLock { runs in
            runs += 1
            return runs
          }
          try session.run("INSERT INTO kept VALUES (1)", expecting: 1)
          if run == 1 { _ = try session.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
        }
        #expect(runs.withLock { $0 } == 2)
        #expect(try await engine.ids() == [1])
      }
    }

    @Test func idleConnectionsThatBrokeAreReplacedUnseen() async throws {
      let cluster = try await PostgresCluster.shared()
      try await withPostgres { engine in
        try await engine.makeTable()
        let found = try await engine.read { try $0.rows("SELECT current_database()::text") }
        guard case .text(let database)? = found.first?.first else { return }
        try await cluster.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database)'")
        try await engine.write { try $0.run("INSERT INTO kept VALUES (1)", expecting: 1) }
        #expect(try await engine.ids() == [1])
      }
    }

    /// Whatever was answered is there, whatever was refused is not, and nothing is there twice.
    @Test(arguments: [true, false])
    func aServerThatRestartsUnderLoadComesBack(isKilled: Bool) async throws {
      let cluster = try await PostgresCluster.start()
      try await withPostgres(on: cluster) { engine in
        try await engine.makeTable()
        let load = Load(engine)
        try await load.run(clients: 12) {
          if isKilled { try cluster.kill() } else { try await cluster.halt() }
          try await Task.sleep(for: .milliseconds(300))
          try await cluster.resume()
          try await engine.insertOnceItIsBack(-1)
          try await Task.sleep(for: .milliseconds(300))
        }
        let found = Set(try await engine.ids()).subtracting([-1])
        let told = load.told
        #expect(told.kept.subtracting(found) == [])
        #expect(found.subtracting(told.kept).subtracting(told.unknown) == [])
        #expect(!told.faults.isEmpty)
        let others = told.faults.filter { error in
          if case .unavailable = error { return false }
          return error != .commitUnknown
        }
        #expect(others == [])
      }
      await cluster.stop()
    }

    /// The primary is killed under load and its synchronous standby takes over: the client names
    /// both, and finds everything that was answered.
    @Test func aFailoverKeepsWhatWasAnswered() async throws {
      let primary = try await PostgresCluster.start()
      let database = try await primary.makeDatabase()
      let standby = try await primary.makeSynchronousStandby()
      let settings = postgresSettings(
        "host=127.0.0.1,127.0.0.1 port=\(primary.port),\(standby.port) user=tenure "
          + "dbname=\(database)")
      let engine = try await PostgresEngine(settings, logger: quiet)
      try await engine.makeTable()
      let load = Load(engine)
      try await load.run(clients: 4) {
        try primary.kill()
        try await standby.promote()
        try await engine.insertOnceItIsBack(-1)
      }
      let found = Set(try await engine.ids())
      #expect(load.told.kept.count > 0)
      #expect(load.told.kept.subtracting(found) == [])
      await engine.close()
      await standby.stop()
      await primary.stop()
    }

    @Test func aServerThatIsNotThereIsUnavailable() async throws {
      let settings = postgresSettings("host=127.0.0.1 port=1 user=tenure dbname=none")
      let error = await #expect(throws: StoreError.self) {
        _ = try await PostgresEngine(settings, logger: quiet)
      }
      guard case .unavailable(let message) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(message.contains("port 1"))
    }
  }
#endif
