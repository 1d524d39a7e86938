import Testing

extension FaultTests {
  /// What a kill cannot show, because the system keeps what was written: a power failure loses what
  /// was not synchronised. Under strace, each answer leaves after its act is on the disk.
  @Test func everyAnswerIsOnTheDiskBeforeItLeaves() async throws {
    let (trace, receipts) = try await tracedLoad(environment: [:])
    #expect(Set(trace.answered) == receipts)
    #expect(trace.answeredTooEarly == [])
  }

  /// The same test finds a server that does not synchronise each commit.
  @Test func aServerThatDoesNotSynchroniseIsFound() async throws {
    let (trace, receipts) = try await tracedLoad(environment: ["TENURE_TEST_SYNCHRONOUS": "NORMAL"])
    #expect(Set(trace.answered) == receipts)
    #expect(trace.answeredTooEarly.count > receipts.count / 2)
  }

  /// - Returns: what the system saw, and the receipts that clients got.
  private func tracedLoad(
    environment: [String: String]
  ) async throws -> (trace: DiskTrace, receipts: Set<String>) {
    let (trace, load) = try await World.onSQLite { world in
      let file = world.workplace.path("trace")
      var options = ServerProcess.Options()
      options.tracer = DiskTrace.tracer(output: file)
      options.environment = environment
      let server = try await ServerProcess.start(world, options)
      let load = Load(world)
      try await load.run(at: [server.port]) {
        while load.told.answerCount < 40 { try await Task.sleep(for: .milliseconds(5)) }
      }
      #expect(await server.terminate() == 0)
      return (try await DiskTrace(contentsOf: file), load)
    }
    return (trace, Set(load.told.answers.values.joined().compactMap(\.receipt)))
  }
}
