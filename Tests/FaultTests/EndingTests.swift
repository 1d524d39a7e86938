import Testing

extension FaultTests {
  /// SIGTERM under load: whoever was answered finds the answer, and what was not answered was not
  /// carried out.
  @Test func aServerThatIsToldToEndFinishesWhatItBegan() async throws {
    try await World.onSQLite { world in
      let load = Load(world)
      for _ in 1...3 {
        let server = try await ServerProcess.start(world)
        try await load.run(at: [server.port]) {
          try await Task.sleep(for: .milliseconds(300))
          #expect(await server.terminate() == 0)
        }
        let unanswered = load.told.pending
        let next = try await ServerProcess.start(world)
        for act in unanswered.values {
          let answer = try await load.send(act, to: next.port)
          #expect(!answer.isReplay, "\(act.key) was carried out, and its client not told")
        }
        try await Verifier(load: load).check(at: next.port)
        #expect(await next.terminate() == 0)
      }
      #expect(load.told.answerCount > 20)
      try await Verifier(load: load).checkDatabase()
    }
  }

  /// An operator who copies the file of a server that has ended has everything.
  @Test func aServerThatHasEndedLeavesItsFileWhole() async throws {
    try await World.onSQLite { world in
      let server = try await ServerProcess.start(world)
      let load = Load(world)
      for place in World.loaded { await load.step(on: place, server.port) }
      #expect(await server.terminate() == 0)
      let copy = world.workplace.path("copy.db")
      try await world.workplace.run(["cp", world.database, copy])
      let next = try await ServerProcess.start(world, at: copy)
      try await Verifier(load: load).check(at: next.port)
      #expect(await next.terminate() == 0)
    }
  }

  @Test func aSecondServerOnOneFileIsRefused() async throws {
    try await World.onSQLite { world in
      let server = try await ServerProcess.start(world)
      let (status, text) = try await world.workplace.tenure([
        "serve", "--database", world.database, "--port", "0", "--signing-key-file", world.keyFile,
      ])
      #expect(status != 0)
      #expect(text.contains("\(server.program.id)") && text.contains("tenure serve"), "\(text)")
      // The first has not noticed anything.
      let load = Load(world)
      await load.step(on: World.loaded[0], server.port)
      #expect(load.told.answerCount == 1)
      #expect(await server.terminate() == 0)
    }
  }
}
