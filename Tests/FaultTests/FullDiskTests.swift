import Foundation
import TenureTesting
import Testing

extension FaultTests {
  @Test func aFullDiskUnderSQLiteIsSurvived() async throws {
    try await World.onSQLite { world in
      let disk = try await SmallDisk(size: "6m", in: world.workplace)
      let database = "\(disk.path)/tenure.db"
      try await world.workplace.run(disk.prefix + ["cp", world.database, database])
      var options = ServerProcess.Options()
      options.tracer = disk.prefix
      let server = try await ServerProcess.start(world, at: database, options)
      let load = Load(world)
      try await fill(disk, under: load, server)
      try await disk.resize(to: "64m")
      try await expectService(of: server, after: load)
      #expect(await server.terminate() == 0)
      try await world.workplace.run(disk.prefix + ["cp", database, world.database])
      try await Verifier(load: load).checkDatabase()
    }
  }

  #if PostgreSQL
    /// The disk of PostgreSQL's data folder: there is no room for more rows.
    @Test func aFullDiskUnderPostgreSQLIsSurvived() async throws {
      try await onSmallDisk { world, cluster, disk in
        // A new segment of the log has room for all that follows, so that rows are what lacks it.
        try await cluster.sql("SELECT pg_switch_wal()")
        try await cluster.sql("CHECKPOINT")
        let server = try await ServerProcess.start(world)
        let load = Load(world)
        try await disk.fill(kibibytes: disk.room() - 1_000)
        try await fill(disk, under: load, server)
        try await disk.resize(to: "400m")
        try await expectService(of: server, after: load)
        #expect(await server.terminate() == 0)
        try await Verifier(load: load).checkDatabase()
      }
    }

    /// PostgreSQL ends itself when it has no room for its log. Once there is room, the operator
    /// starts it again, and our server goes on without being touched.
    @Test func aPostgreSQLThatEndsForLackOfRoomIsSurvived() async throws {
      try await onSmallDisk { world, cluster, disk in
        let server = try await ServerProcess.start(world)
        let load = Load(world)
        try await load.run(at: [server.port]) {
          try await Task.sleep(for: .milliseconds(300))
          try await disk.fill(kibibytes: disk.room())
          // The next segment of the log is where it ends.
          _ = try? await cluster.sql("SELECT pg_switch_wal()")
          for _ in 1...3_000 where !load.told.problems.contains(where: isUnavailable) {
            try await Task.sleep(for: .milliseconds(10))
          }
        }
        let told = load.told
        #expect(told.lost == 0)
        #expect(told.problems.allSatisfy { $0.isRetryable }, "\(Set(told.problems.map(\.text)))")
        #expect(told.problems.contains(where: isUnavailable))
        try await disk.resize(to: "400m")
        for _ in 1...20 where (try? await cluster.sql("SELECT 1")) != "1" {
          try await cluster.resumeIfNeeded()
          try await Task.sleep(for: .milliseconds(200))
        }
        try await expectService(of: server, after: load)
        #expect(await server.terminate() == 0)
        try await Verifier(load: load).checkDatabase()
      }
    }

    private func isUnavailable(_ answer: Received) -> Bool {
      answer.problem == "urn:tenure:problem:unavailable"
    }

    /// Runs a test on a PostgreSQL whose data folder is on a small disk.
    private func onSmallDisk(
      _ body: (World, PostgresCluster, SmallDisk) async throws -> Void
    ) async throws {
      try await Workplace.with { workplace in
        let disk = try await SmallDisk(size: "200m", in: workplace)
        let cluster = try await PostgresCluster.start(
          options: ["wal_recycle=off"],
          place: PostgresCluster.Place(folder: disk.path, prefix: disk.prefix))
        do {
          try await World.onPostgreSQL(cluster) { try await body($0, cluster, disk) }
        } catch {
          await cluster.stop()
          throw error
        }
        await cluster.stop()
      }
    }
  #endif

  /// Keeps clients busy until there is no room, and a while longer. What they are told is clear,
  /// and nothing is half-written.
  private func fill(_ disk: SmallDisk, under load: Load, _ server: ServerProcess) async throws {
    try await load.run(at: [server.port]) {
      for _ in 1...3_000 where load.told.problems.count < 20 {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    let told = load.told
    #expect(told.answerCount > 0 && told.lost == 0)
    #expect(told.problems.count >= 20)
    #expect(told.problems.allSatisfy { $0.isRetryable }, "\(Set(told.problems.map(\.text)))")
    #expect(told.problems.contains { $0.problem == "urn:tenure:problem:storage-full" })
    // Who only reads is served as before.
    let place = World.loaded[0]
    let shown = try await load.world.client.get(place.path, from: server.port)
    #expect(shown.status == 200, "\(shown.text)")
    try await Verifier(load: load).checkHealth(at: server.port)
  }

  /// There is room again: the same server carries on, and clients get the answers they waited for.
  private func expectService(of server: ServerProcess, after load: Load) async throws {
    let verifier = Verifier(load: load)
    try await verifier.check(at: server.port)
    let before = load.told.answerCount
    try await load.run(at: [server.port]) { try await Task.sleep(for: .milliseconds(300)) }
    #expect(load.told.answerCount > before)
    try await verifier.check(at: server.port)
    try await verifier.checkHealth(at: server.port)
  }
}
