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
    var receipts: [Place: String] = [:]
    for place in World.places.prefix(40) {
      let answers = try await sixTimes { number in
        try await cancel(place, in: world, once: "cancel-\(place.subscription)-\(number)", server)
      }
      #expect(answers.map(\.status) == [200, 200, 200, 200, 200, 200])
      #expect(Set(answers.map(\.receipt)).count == 1, "\(place.subscription)")
      #expect(answers.filter { $0.outcome == "permitted" }.count == 1)
      #expect(answers.filter { $0.outcome == "unnecessary" }.count == 5)
      receipts[place] = answers[0].receipt
    }
    #expect(receipts.count == 40)
    try await expectOneEffect(of: receipts, in: world, server)
    try await Verifier(load: Load(world)).checkHealth(at: server.port)
    #expect(await server.terminate() == 0)
  }

  /// A client that loses patience sends its request again while the first is on its way.
  private func sendOneKeySixTimes(_ world: World) async throws {
    let server = try await ServerProcess.start(world)
    var receipts: [Place: String] = [:]
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
      receipts[place] = receipt.receipt
    }
    #expect(receipts.count == 20)
    try await expectOneEffect(of: receipts, in: world, server)
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
    try await world.client.post(
      place.path + "/acts", #"{"act":"cancel","reason":"too-expensive"}"#, once: key,
      to: server.port)
  }

  /// Each cancelled subscription has one event, with the receipt that its client got, one entry of
  /// money and one receipt.
  private func expectOneEffect(
    of receipts: [Place: String], in world: World, _ server: ServerProcess
  ) async throws {
    let client = world.client
    for account in Set(receipts.keys.map(\.account)).sorted() {
      let path = "/v1/accounts/\(account)"
      let events = try await client.items(Event.self, of: path + "/events", from: server.port)
      let entries = try await client.items(Entry.self, of: path + "/ledger", from: server.port)
      let kept = try await client.items(Entry.self, of: path + "/receipts", from: server.port)
      for (place, receipt) in receipts where place.account == account {
        let own = events.filter { $0.subscription == place.subscription }
        #expect(own.map(\.type) == ["imported", "act.carried-out"])
        #expect(own.last?.body.receipt == receipt)
        #expect(entries.filter { $0.subscription == place.subscription }.count == 1)
        #expect(kept.filter { $0.subscription == place.subscription }.count == 1)
      }
    }
  }
}
