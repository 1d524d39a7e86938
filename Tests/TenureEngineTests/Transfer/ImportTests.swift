import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

/// What becomes of rows that are imported.
@Suite struct `An import` {
  static let account =
    #"{"type":"account","id":"nord","name":"Nord AS","kind":"business","#
    + #""family":"microsoft-365-business","agreement":"mosa","country":"NO","#
    + #""timeZone":"Europe/Oslo"}"#
  static let person =
    #"{"type":"person","account":"nord","id":"ida","name":"Ida","email":"Ida@nord.example","#
    + #""roles":["global-administrator"]}"#
  static let subscription =
    #"{"type":"subscription","account":"nord","id":"premium","product":"business-premium","#
    + #""started":"2025-03-10T09:00:00Z","#
    + #""term":{"start":"2025-03-10","end":"2025-04-10","interval":"month"},"#
    + #""price":{"amount":"12.50","currency":"EUR","per":"license","every":"month"},"#
    + #""licenses":{"purchased":10,"assigned":8},"recurringBilling":true,"#
    + #""paymentMethod":"on-file"}"#
  static let nord = AccountID(stored: "nord")

  private func batch(
    _ rows: [String], source: String? = nil, position: Int = 0, isDryRun: Bool = false
  ) -> ImportBatch {
    ImportBatch(
      name: "rows.jsonl", rows: Array(rows.joined(separator: "\n").utf8), source: source,
      position: position, isDryRun: isDryRun)
  }

  @discardableResult
  private func take(_ rows: [String], in world: World) async throws -> ImportReport {
    try await world.engine.importRows(batch(rows), by: .console)
  }

  private func accounts(_ world: World) async throws -> Int {
    try await world.engine.store.read {
      try $0.accounts(AccountSearch(), PageRequest(limit: 10)).count
    }
  }

  @Test func `makes accounts, people and subscriptions, and writes that into the history`()
    async throws
  {
    try await World.with { world in
      let report = try await take([Self.account, Self.person, Self.subscription], in: world)
      #expect(report.taken == ["account": 1, "person": 1, "subscription": 1])
      let (person, subscription, milestones, events) = try await world.engine.store.read { tx in
        (
          try tx.person(PersonID(stored: "ida"), of: Self.nord),
          try tx.subscription(World.premium, of: Self.nord)?.record,
          try tx.milestones(of: World.premium, of: Self.nord),
          try tx.events(of: Self.nord, subscription: nil, PageRequest(limit: 10))
        )
      }
      #expect(person?.email == "ida@nord.example")
      // A week before 10 April its people are reminded; 3 April in Oslo begins at 22:00 UTC of the
      // day before.
      #expect(subscription?.due == Timestamp("2025-04-02T22:00:00Z"))
      #expect(subscription?.edition.description == "microsoft-365-business@2024-09-10")
      #expect(milestones.contains { $0.kind == .termEnds && "\($0.date)" == "2025-04-10" })
      #expect(events.map(\.type) == ["imported", "imported"])
      #expect(events.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains("Nord AS") })
    }
  }

  @Test func `leaves alone what is there already`() async throws {
    try await World.with { world in
      let rows = [Self.account, Self.person, Self.subscription]
      try await take(rows, in: world)
      let again = try await take(rows, in: world)
      #expect(again.taken.isEmpty)
      #expect(again.alreadyThere == 3)
    }
  }

  @Test func `refuses a row whose id belongs to something else`() async throws {
    try await World.with { world in
      try await take([Self.account], in: world)
      let other = Self.account.split(separator: "Nord AS").joined(separator: "Sør AS")
      let errors = await #expect(throws: InputErrors.self) { try await take([other], in: world) }
      #expect(
        errors?.errors.map(\.problem) == ["the account `nord` exists already with other values"])
    }
  }

  /// Rows 2 and 4 are bad, one by its form and one by what is stored; row 1 would be good.
  @Test func `changes nothing where one row is bad, and names every bad row`() async throws {
    try await World.with { world in
      let bad = [
        Self.account, #"{"type":"person","account":"nord","id":"ida","nmae":"Ida","roles":[]}"#,
        Self.person, #"{"type":"domain","account":"nord","domain":"not a domain"}"#,
      ]
      let form = await #expect(throws: InputErrors.self) { try await take(bad, in: world) }
      #expect(Set((form?.errors ?? []).map(\.line)) == [2, 4])
      #expect(form?.errors.first?.remedy == "did you mean `name`?")
      let stranger = #"{"type":"domain","account":"gone","domain":"gone.example"}"#
      let stored = await #expect(throws: InputErrors.self) {
        try await take([Self.account, stranger, Self.person], in: world)
      }
      #expect(stored?.errors.map(\.problem) == ["there is no account `gone`"])
      #expect(stored?.errors.map(\.line) == [2])
      let count = try await accounts(world)
      #expect(count == 0)
    }
  }

  @Test func `refuses a second person with one address, whatever its case`() async throws {
    try await World.with { world in
      let other =
        #"{"type":"person","account":"nord","id":"bo","name":"Bo","#
        + #""email":"IDA@nord.example","roles":[]}"#
      let errors = await #expect(throws: InputErrors.self) {
        try await take([Self.account, Self.person, other], in: world)
      }
      #expect(errors?.errors.map(\.key) == ["email"])
      #expect(errors?.errors.map(\.line) == [3])
      let count = try await accounts(world)
      #expect(count == 0)
    }
  }

  @Test func `refuses a term that is not on the grid of its start`() async throws {
    try await World.with { world in
      let off = Self.subscription.split(separator: "2025-04-10").joined(separator: "2025-04-09")
      let errors = await #expect(throws: InputErrors.self) {
        try await take([Self.account, off], in: world)
      }
      #expect(errors?.errors.first?.problem.contains("not on the grid") == true)
      #expect(errors?.errors.first?.line == 2)
    }
  }

  @Test func `changes nothing in a dry run`() async throws {
    try await World.with { world in
      let report = try await world.engine.importRows(
        batch([Self.account, Self.person], isDryRun: true), by: .console)
      #expect(report.taken == ["account": 1, "person": 1])
      #expect(try await accounts(world) == 0)
    }
  }

  /// The second batch of a file is taken once, however often it is sent; a batch that is not next
  /// is told where the file stands.
  @Test func `goes on where its file was left`() async throws {
    try await World.with { world in
      let source = Hexadecimal.text(Hash.sha256([1]))
      let one = batch([Self.account], source: source)
      let two = batch([Self.person, Self.subscription], source: source, position: 1)
      #expect(try await world.engine.importRows(one, by: .console).position == 1)
      #expect(try await world.engine.importRows(two, by: .console).position == 3)
      let repeated = try await world.engine.importRows(two, by: .console)
      #expect(repeated.position == 3)
      #expect(repeated.taken.isEmpty)
    }
  }

  @Test func `is for operators`() async throws {
    try await World.with { world in
      let shop = KeyRecord(
        id: KeyID(stored: "shop"), hash: [], label: "shop", scopes: [.read, .act, .write],
        created: World.start)
      let error = await #expect(throws: EngineError.self) {
        try await world.engine.importRows(batch([Self.account]), by: .program(shop))
      }
      #expect(error == .forbidden(.operate))
    }
  }
}
