import Testing

/// Compares what clients were told with what a server knows.
struct Verifier: Sendable {
  let load: Load

  private var world: World { load.world }

  /// Every answered act is found under its key, and every act happened once.
  func check(at port: Int) async throws {
    await settle(at: port)
    try await checkAnswers(at: port)
    try await checkEvents(at: port)
  }

  /// Sends what has no answer until it has one.
  func settle(at port: Int) async {
    for _ in 1...200 {
      let pending = load.told.pending
      if pending.isEmpty { return }
      for place in pending.keys { await load.step(on: place, port) }
    }
    Issue.record("acts are not answered: \(load.told.problems.suffix(3).map(\.text))")
  }

  /// The same key gives the same answer, byte for byte.
  private func checkAnswers(at port: Int) async throws {
    let told = Array(load.takeUnchecked())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<4 {
        group.addTask {
          for (act, first) in told.enumerated().filter({ $0.offset % 4 == part }).map(\.element) {
            let again = try await load.send(act, to: port)
            #expect(first.outcome == "permitted")
            #expect(again.isReplay && again.status == 200, "\(act.key): \(again.text)")
            #expect(again.bytes == first.bytes, "\(act.key)")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// For each subscription: the receipts of its events are those that its clients hold, in the
  /// order in which they got them, and each event takes its version one further.
  private func checkEvents(at port: Int) async throws {
    let told = load.told.answers
    for account in Set(World.loaded.map(\.account)).sorted() {
      let events = try await world.client.items(
        Event.self, of: "/v1/accounts/\(account)/events", from: port)
      #expect(events.map(\.sequence) == Array(1...events.count))
      let acts = events.filter { $0.type == "act.carried-out" }
      #expect(events.allSatisfy { $0.type != "act.answered" })
      for place in World.loaded where place.account == account {
        let bodies = acts.filter { $0.subscription == place.subscription }
          .map(\.body)
        let answers = told[place] ?? []
        #expect(
          bodies.map(\.receipt) == answers.map(\.receipt), "\(place.subscription)")
        // It came into the world with version 1.
        #expect(
          bodies.map(\.version) == answers.indices.map { $0 + 2 },
          "\(place.subscription)")
      }
    }
  }

  /// What a running server's doctor finds.
  func checkHealth(at port: Int) async throws {
    let report = try await world.client.post("/v1/operations/doctor", to: port)
    #expect(report.status == 200, "\(report.text)")
    #expect(try report.body(as: DoctorAnswer.self).findings.isEmpty, "\(report.text)")
  }

  /// What `tenure doctor` finds in a database that no server has open, or that several may open.
  func checkDatabase(_ place: String? = nil) async throws {
    let (status, text) = try await world.workplace.tenure([
      "doctor", "--database", place ?? world.database, "--signing-key-file", world.keyFile,
    ])
    #expect(status == 0, "\(text)")
  }
}
