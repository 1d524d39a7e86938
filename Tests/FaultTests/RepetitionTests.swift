import TenureTesting
import Testing

extension FaultTests {
  @Test func simultaneousCancelsHaveOneEffectOnSQLite() async throws {
    try await World.onSQLite(cancelSixAtOnce)
  }

  #if PostgreSQL
    @Test func simultaneousCancelsHaveOneEffectOnPostgreSQL() async throws {
      try await World.onPostgreSQL { try await cancelSixAtOnce($0) }
    }
  #endif

  @Test func oneKeyHasOneAnswerOnSQLite() async throws {
    try await World.onSQLite(sendOneKeySixTimes)
  }

  #if PostgreSQL
    @Test func oneKeyHasOneAnswerOnPostgreSQL() async throws {
      try await World.onPostgreSQL { try await sendOneKeySixTimes($0) }
    }
  #endif

  /// R01: six people cancel one subscription at the same moment, forty times over. One of them
  /// does it; the others are told that it is done, with the receipt of the one.
  private func cancelSixAtOnce(_ world: World) async throws {
    let server = try await ServerProcess.start(world)
    for place in World.places.prefix(40) {
      let answers = try await sixTimes { number in
        try await cancel(place, in: world, once: "cancel-\(place.subscription)-\(number)", server)
      }
      #expect(answers.map(\.status) == [200, 200, 200, 200, 200, 200])
      #expect(Set(answers.map(\.receipt)).count == 1, "\(place.subscription)")
      #expect(answers.filter { $0.outcome == "permitted" }.count == 1)
      #expect(answers.filter { $0.outcome == "unnecessary" }.count == 5)
      try await expectOneEffect(on: place, receipt: answers[0].receipt, in: world, server)
    }
    try await Verifier(load: Load(world)).checkHealth(at: server.port)
    #expect(await server.terminate() == 0)
  }

  /// A client that loses patience sends its request again while the first is on its way.
  private func sendOneKeySixTimes(_ world: World) async throws {
    let server = try await ServerProcess.start(world)
    for place in World.places.prefix(20) {
      let key = "cancel-\(place.subscription)"
      let answers = try await sixTimes { _ in try await cancel(place, in: world, once: key, server)
      }
      let done = answers.filter { $0.status == 200 }
      let receipt = try #require(done.first)
      #expect(done.allSatisfy { $0.bytes == receipt.bytes && $0.outcome == "permitted" })
      #expect(done.filter { !$0.isReplay }.count == 1)
      for other in answers where other.status != 200 {
        #expect(other.status == 409 && other.retryAfter == "1", "\(other.text)")
        #expect(other.problem == "urn:tenure:problem:request-in-flight")
      }
      let after = try await cancel(place, in: world, once: key, server)
      #expect(after.isReplay && after.bytes == receipt.bytes)
      try await expectOneEffect(on: place, receipt: receipt.receipt, in: world, server)
    }
    #expect(await server.terminate() == 0)
  }

  private func sixTimes(
    _ request: @escaping @Sendable (Int) async throws -> Received
  ) async throws -> [Received] {
    try await withThrowingTaskGroup(of: Received.self) { group in
      for number in 1...6 { group.addTask { try await request(number) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private func cancel(
    _ place: Place, in world: World, once key: String, _ server: ServerProcess
  ) async throws -> Received {
    try await world.client.send(
      .POST, place.path + "/acts", #"{"act":"cancel","reason":"too-expensive"}"#, once: key,
      to: server.port)
  }

  /// One event, one entry of money, one receipt.
  private func expectOneEffect(
    on place: Place, receipt: String?, in world: World, _ server: ServerProcess
  ) async throws {
    let client = world.client
    let events = try await client.items(place.path + "/events", from: server.port)
    #expect(events.map { $0["type"].text } == ["imported", "act.carried-out"])
    #expect(events.last?["body"]["receipt"].text == receipt)
    let account = "/v1/accounts/\(place.account)"
    for list in ["/ledger", "/receipts"] {
      let items = try await client.items(account + list, from: server.port)
        .filter { $0["subscription"].text == place.subscription }
      #expect(items.count == 1, "\(list) of \(place.subscription)")
    }
  }
}
