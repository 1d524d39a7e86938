import Glibc
import TenureTesting
import Testing

/// What may happen to those who keep the dates. However they end, each renewal that is due
/// is written down once, at its own instant.
extension FaultTests {
  /// The server of an SQLite file is killed in the middle of catching up, again and again.
  @Test func aWorkerKilledWhileItCatchesUpGoesOnWhereItStopped() async throws {
    try await World.onSQLite { world in
      let due = try await DueWorld.fill(world)
      for _ in 1...4 {
        let server = try await ServerProcess.start(world)
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...150)))
        await server.kill()
      }
      let server = try await ServerProcess.start(world)
      try await due.waitUntilDone(at: server.port)
      #expect(try await due.finished(at: server.port) == DueWorld.count)
      #expect(await server.terminate() == 0)
      try await Verifier(load: Load(world)).checkDatabase()
    }
  }

  #if PostgreSQL
    /// Three workers share the work with a server; they are killed one after the other, and others
    /// take their places.
    @Test func workersKilledMidBatchLoseAndRepeatNothing() async throws {
      try await World.onPostgreSQL { world in
        let due = try await DueWorld.fill(world)
        var workers: [RunningProgram] = []
        for _ in 1...3 { workers.append(try await due.startWorker()) }
        for _ in 1...6 {
          try await Task.sleep(for: .milliseconds(Int.random(in: 50...250)))
          await workers.removeFirst().kill()
          workers.append(try await due.startWorker())
        }
        let server = try await ServerProcess.start(world)
        // What the dead held is free again when their leases run out.
        try await due.waitUntilDone(at: server.port)
        #expect(try await due.finished(at: server.port) == DueWorld.count)
        for worker in workers {
          Glibc.kill(worker.id, SIGTERM)
          #expect(await worker.ending.value == 0)
        }
        #expect(await server.terminate() == 0)
        try await Verifier(load: Load(world)).checkDatabase()
      }
    }

    /// However much is due, a worker that is told to end finishes its batch and leaves the rest.
    @Test func aWorkerToldToEndDoesNotFinishTheBacklogFirst() async throws {
      try await World.onPostgreSQL { world in
        let due = try await DueWorld.fill(world)
        let worker = try await due.startWorker()
        Glibc.kill(worker.id, SIGTERM)
        #expect(await worker.ending.value == 0, "\(worker.text)")
        let server = try await ServerProcess.start(world)
        // The server's own worker may have begun on what was left.
        #expect(try await due.waiting(at: server.port) > 0)
        try await due.waitUntilDone(at: server.port)
        #expect(try await due.finished(at: server.port) == DueWorld.count)
        #expect(await server.terminate() == 0)
      }
    }

    /// One worker is paused in the middle of its work, then the database is stopped for 30 seconds,
    /// in which its leases run out. The other worker does all that is left; the first wakes late,
    /// and finds nothing of its own.
    @Test func aPausedWorkerAndAStoppedDatabaseDoNoHarm() async throws {
      let cluster = try await PostgresCluster.start()
      try await World.onPostgreSQL(cluster) { world in
        let due = try await DueWorld.fill(world)
        let paused = try await due.startWorker()
        try await Task.sleep(for: .milliseconds(400))
        Glibc.kill(paused.id, SIGSTOP)
        let other = try await due.startWorker()
        try await Task.sleep(for: .milliseconds(100))
        try await cluster.halt()
        try await Task.sleep(for: .seconds(30))
        try await cluster.resume()
        let server = try await ServerProcess.start(world)
        try await due.waitUntilDone(at: server.port)
        Glibc.kill(paused.id, SIGCONT)
        try await Task.sleep(for: .seconds(1))
        #expect(try await due.finished(at: server.port) == DueWorld.count)
        for worker in [paused, other] {
          Glibc.kill(worker.id, SIGTERM)
          #expect(await worker.ending.value == 0, "\(worker.text)")
        }
        #expect(await server.terminate() == 0)
        try await Verifier(load: Load(world)).checkDatabase()
      }
      await cluster.stop()
    }
  #endif
}
