import TenureTesting
import Testing

extension FaultTests {
  @Test func killsUnderLoadLoseNothingOnSQLite() async throws {
    try await World.onSQLite { try await killOverAndOver(20, $0) }
  }

  #if PostgreSQL
    @Test func killsUnderLoadLoseNothingOnPostgreSQL() async throws {
      try await World.onPostgreSQL { try await killOverAndOver(5, $0) }
    }
  #endif

  /// `kill -9` at a random moment of a load, again and again.
  private func killOverAndOver(_ times: Int, _ world: World) async throws {
    let seed = UInt64.random(in: 0...9_999)
    print("kills under load: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let load = Load(world)
    let verifier = Verifier(load: load)
    for round in 1...times {
      let server = try await ServerProcess.start(world)
      if round > 1 { try await verifier.check(at: server.port) }
      let before = load.told.answerCount
      let life = Duration.milliseconds(Int.random(in: 20...300, using: &random))
      try await load.run(at: [server.port]) {
        while load.told.answerCount == before { try await Task.sleep(for: .milliseconds(1)) }
        try await Task.sleep(for: life)
        await server.kill()
      }
    }
    let server = try await ServerProcess.start(world)
    try await verifier.check(at: server.port)
    try await verifier.checkHealth(at: server.port)
    #expect(await server.terminate() == 0)
    try await verifier.checkDatabase()
    // Six clients were in the middle of an act each time.
    #expect(load.told.lost >= times)
  }
}
