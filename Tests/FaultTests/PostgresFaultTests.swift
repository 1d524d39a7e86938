#if PostgreSQL
  import TenureTesting
  import Testing

  extension FaultTests {
    @Test func twoServersOnOnePostgreSQLDoAnActOnce() async throws {
      try await World.onPostgreSQL { world in
        let servers = [try await ServerProcess.start(world), try await ServerProcess.start(world)]
        // The same request to both at the same moment.
        for place in World.places.suffix(10) {
          let answers = try await withThrowingTaskGroup(of: Received.self) { group in
            for server in servers {
              group.addTask {
                try await world.client.post(
                  place.path + "/acts", #"{"act":"cancel","reason":"too-expensive"}"#,
                  once: "twice-\(place.subscription)", to: server.port)
              }
            }
            return try await group.reduce(into: [Received]()) { $0.append($1) }
          }
          let done = answers.filter { $0.status == 200 }
          #expect(!done.isEmpty && Set(done.map(\.bytes)).count == 1)
          #expect(
            answers.allSatisfy {
              $0.status == 200 || $0.problem == "urn:tenure:problem:request-in-flight"
            }, "\(answers.map(\.text))")
          let events = try await world.client.items(
            Event.self, of: place.path + "/events", from: servers[0].port)
          #expect(events.map { $0.type } == ["imported", "act.carried-out"])
          #expect(events.last?.body.receipt == done.first?.receipt)
        }
        // Clients of both change subscriptions of the same accounts.
        let load = Load(world)
        try await load.run(at: servers.map(\.port)) { try await Task.sleep(for: .seconds(1)) }
        #expect(load.told.problems.isEmpty, "\(load.told.problems.map(\.text))")
        for server in servers { try await Verifier(load: load).check(at: server.port) }
        for server in servers { #expect(await server.terminate() == 0) }
        try await Verifier(load: load).checkDatabase()
      }
    }

    @Test func aServerWithAnotherSigningKeyIsNotReady() async throws {
      try await World.onPostgreSQL { world in
        let first = try await ServerProcess.start(world)
        var options = ServerProcess.Options()
        options.keyFile = world.workplace.path("another-signing-key")
        options.waitsUntilReady = false
        let second = try await ServerProcess.start(world, options)
        let answer = try await world.client.get("/health/ready", from: second.port)
        #expect(answer.status == 503)
        #expect(answer.text.contains("would sign receipts with another key"), "\(answer.text)")
        try await first.waitUntilReady(world)
        for server in [first, second] { #expect(await server.terminate() == 0) }
      }
    }

    /// `pg_ctl restart -m immediate` under load, as a crash with a quick recovery.
    @Test func aRestartOfPostgreSQLIsSurvived() async throws {
      let cluster = try await PostgresCluster.start()
      try await World.onPostgreSQL(cluster) { world in
        let server = try await ServerProcess.start(world)
        let load = Load(world)
        let verifier = Verifier(load: load)
        for _ in 1...3 {
          try await load.run(at: [server.port]) {
            try await Task.sleep(for: .milliseconds(300))
            try await cluster.restartAtOnce()
            try await Task.sleep(for: .milliseconds(500))
          }
          let told = load.told
          #expect(told.lost == 0)
          #expect(told.problems.allSatisfy { $0.isRetryable }, "\(Set(told.problems.map(\.text)))")
          try await verifier.check(at: server.port)
        }
        #expect(!load.told.problems.isEmpty)
        try await verifier.checkHealth(at: server.port)
        #expect(await server.terminate() == 0)
        try await verifier.checkDatabase()
      }
      await cluster.stop()
    }

    /// The wire is cut after PostgreSQL got the commit and before it could answer: the client is
    /// told that nobody knows, and its key tells it later, whichever server it asks.
    @Test func aCommitWithoutAnAnswerIsFoundByItsKey() async throws {
      let cluster = try await PostgresCluster.shared()
      try await World.onPostgreSQL { world in
        let proxy = Proxy(to: cluster.port, cutAfter: "tenure.receipt/1")
        let cut = try await ServerProcess.start(
          world, at: world.database.replacing(":\(cluster.port)/", with: ":\(proxy.port)/"))
        let other = try await ServerProcess.start(world)
        let load = Load(world)
        for (place, asked) in zip(World.loaded, [cut, other, cut, other]) {
          let act = Load.Act(place: place, number: 1)
          proxy.arm()
          let answer = try await load.send(act, to: cut.port)
          #expect(answer.isRetryable, "\(answer.text)")
          #expect(answer.problem == "urn:tenure:problem:outcome-unknown")
          try await Task.sleep(for: .milliseconds(150))
          let truth = try await load.send(act, to: asked.port)
          #expect(truth.status == 200 && truth.isReplay, "\(truth.text)")
          await load.step(on: place, asked.port)
        }
        #expect(load.told.answerCount == 4)
        for server in [cut, other] { try await Verifier(load: load).check(at: server.port) }
        for server in [cut, other] { #expect(await server.terminate() == 0) }
        try await Verifier(load: load).checkDatabase()
      }
    }

    /// The primary is killed under load, and the standby that each commit waits for takes its
    /// place.
    @Test func aFailoverKeepsEveryReceipt() async throws {
      let primary = try await PostgresCluster.start()
      try await World.onPostgreSQL(primary) { world in
        let standby = try await primary.makeSynchronousStandby()
        let both = world.database.replacing(
          ":\(primary.port)/", with: ":\(primary.port),127.0.0.1:\(standby.port)/")
        let server = try await ServerProcess.start(world, at: both)
        let load = Load(world)
        try await load.run(at: [server.port]) {
          try await Task.sleep(for: .milliseconds(500))
          try primary.kill()
          try await standby.promote()
          let before = load.told.answerCount
          for _ in 1...1_000 where load.told.answerCount < before + 20 {
            try await Task.sleep(for: .milliseconds(10))
          }
          #expect(load.told.answerCount >= before + 20)
        }
        let told = load.told
        #expect(told.lost == 0)
        #expect(told.problems.allSatisfy { $0.isRetryable }, "\(Set(told.problems.map(\.text)))")
        let verifier = Verifier(load: load)
        try await verifier.check(at: server.port)
        try await verifier.checkHealth(at: server.port)
        #expect(await server.terminate() == 0)
        try await verifier.checkDatabase(both)
        await standby.stop()
      }
      await primary.stop()
    }
  }
#endif
