import TenureDomain
import TenureEngine
import Testing

/// Support acts on behalf of a person, and says why.
@Suite struct OnBehalfTests {
  private static let reason = "Kari rang <b>us</b> on Friday"

  /// Signs in an agent of the help desk, which is an account of its own.
  private func agent(_ world: World) async throws -> Caller {
    _ = try await world.engine.createAccount(
      world.json(
        #"""
        {"id": "helpdesk", "name": "Help desk", "kind": "business",
         "family": "microsoft-365-business", "agreement": "mosa", "country": "NO",
         "timeZone": "Europe/Oslo", "language": "en",
         "people": [{"id": "ada", "name": "Ada", "roles": ["support-agent"]}]}
        """#), by: World.program)
    return try await world.engine.signIn(
      as: PersonID(stored: "ada"), of: AccountID(stored: "helpdesk")
    ).caller
  }

  private func request(
    _ person: PersonID? = World.kari, _ reason: String? = reason, feedback: String? = nil
  ) -> ActRequest {
    ActRequest(
      Act(.cancel), reason: .notUsed, feedback: feedback, onBehalfOf: person,
      supportReason: reason)
  }

  private func act(_ world: World, _ request: ActRequest, by caller: Caller) async throws -> Answer
  {
    try await world.engine.carryOut(request, on: World.premium, of: World.fjord, by: caller)
  }

  /// The fields that are refused.
  private func faults(_ work: () async throws -> Void) async throws -> [String] {
    do {
      try await work()
      return []
    } catch EngineError.invalid(let faults) {
      return faults.map(\.field)
    }
  }

  @Test func `receipt and history name both persons, and the reason goes with the person`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let agent = try await agent(world)
      let answer = try await act(world, request(feedback: "too dear"), by: agent)
      let text = String(decoding: answer.body, as: UTF8.self)
      #expect(!text.contains("Friday") && !text.contains("too dear"))
      let receipt = try answer.result().receipt
      #expect(receipt.actor.kind == "support" && receipt.actor.role == "support-agent")
      #expect((receipt.actor.person, receipt.actor.account) == ("ada", "helpdesk"))
      #expect(receipt.actor.onBehalfOf == "kari")

      let event = try #require(try await world.events().last)
      let body = String(decoding: event.body, as: UTF8.self)
      #expect(body.contains(#""onBehalfOf":"kari""#) && body.contains(#""account":"helpdesk""#))
      #expect(!body.contains("Friday"))
      let personal = try #require(event.personal)
      #expect(personal.person == World.kari)
      let digest = Hexadecimal.text(personal.digest)
      #expect(receipt.supportReason == digest && receipt.feedback == digest)
      #expect(body.contains(digest))
      let words = try JSONText.value([String: String].self, personal.data)
      #expect(words == ["feedback": "too dear", "supportReason": Self.reason])

      let told = try await world.engine.receiptPage(receipt, world)
      #expect(told.contains("Kari rang &lt;b&gt;us&lt;/b&gt; on Friday</dd>"))

      _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
      #expect(try await world.events().allSatisfy { $0.personal == nil })
      let page = try await world.engine.receiptPage(receipt, world)
      #expect(page.contains(">Ada (ada, helpdesk)</dd>") && page.contains("<dt>On behalf of</dt>"))
      #expect(!page.contains("Friday"))
    }
  }

  @Test func `only support acts on behalf of somebody`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let kari = try await world.engine.signIn(as: World.kari, of: World.fjord).caller
      for caller in [kari, World.program] {
        #expect(
          try await faults { _ = try await act(world, request(), by: caller) }
            == ["onBehalfOf", "supportReason"])
        #expect(
          try await faults { _ = try await act(world, request(nil), by: caller) }
            == ["supportReason"])
        let quote = try await faults {
          _ = try await world.engine.quote(
            request(), on: World.premium, of: World.fjord, by: caller)
        }
        #expect(quote == ["onBehalfOf", "supportReason"])
      }
      var named = request()
      named.named = .role(.supportAgent)
      #expect(
        try await act(world, named, by: World.program).result().receipt.actor.kind == "support")
    }
  }

  @Test func `the person must be there, and the reason must say something`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let agent = try await agent(world)
      _ = try await world.engine.addPerson(
        world.json(#"{"id": "ola", "name": "Ola"}"#), to: World.fjord, by: World.program)
      let ola = PersonID(stored: "ola")
      _ = try await world.engine.erasePerson(ola, of: World.fjord, by: World.program)
      for person in [ola, PersonID(stored: "ada"), PersonID(stored: "nobody")] {
        #expect(
          try await faults { _ = try await act(world, request(person), by: agent) }
            == ["onBehalfOf"])
      }
      for reason in ["", " \n ", String(repeating: "ø", count: 501)] {
        #expect(
          try await faults { _ = try await act(world, request(World.kari, reason), by: agent) }
            == ["supportReason"])
      }
      #expect(try await world.events().count == 1)
      let longest = String(repeating: "ø", count: 500)
      #expect(try await act(world, request(World.kari, longest), by: agent).status == 200)
    }
  }

  @Test func `the body of a request names them`() async throws {
    let products = try World.shelf.get().products
    func read(_ text: String) throws -> ActRequest {
      try ActRequest(body: Array(text.utf8), products: products)
    }
    let read = try read(
      #"{"act": "cancel", "onBehalfOf": "kari", "supportReason": "rang", "reason": "other"}"#)
    #expect(read.onBehalfOf == World.kari && read.supportReason == "rang")
    for bad in [#""onBehalfOf": "a b""#, #""onBehalfOf": 1"#, #""supportReason": []"#] {
      #expect(throws: EngineError.self) {
        _ = try ActRequest(body: Array("{\"act\": \"cancel\", \(bad)}".utf8), products: products)
      }
    }
  }

  @Test func `a quote from before the reason was written holds`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let agent = try await agent(world)
      let quote = try await world.engine.quote(
        ActRequest(Act(.cancel)), on: World.premium, of: World.fjord, by: agent)
      var request = request()
      request.quote = QuoteToken(quote.quote)
      #expect(try await act(world, request, by: agent).status == 200)
    }
  }

  @Test func `a support agent says for whom and why, and asks without`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let agent = try await agent(world)
      let cases: [(ActRequest, [String])] = [
        (request(nil, nil), ["onBehalfOf", "supportReason"]), (request(nil), ["onBehalfOf"]),
        (request(World.kari, nil), ["supportReason"]),
      ]
      for (request, faults) in cases {
        #expect(
          try await self.faults { _ = try await act(world, request, by: agent) } == faults)
      }
      #expect(
        try await faults {
          _ = try await world.engine.closeAccount(
            World.fjord, world.json(#"{"understood": true}"#), by: agent)
        } == ["onBehalfOf", "supportReason"])
      let many = world.json(#"{"act": "cancel", "reason": "other", "subscriptions": ["premium"]}"#)
      #expect(
        try await faults {
          _ = try await world.engine.createBatch(many, in: World.fjord, by: agent)
        } == ["onBehalfOf", "supportReason"])
      #expect(try await world.events().count == 1)
      // Nobody has to say why they look.
      _ = try await world.engine.quote(
        request(nil, nil), on: World.premium, of: World.fjord, by: agent)
      #expect(try await act(world, request(), by: agent).status == 200)
    }
  }

  @Test func `a key that acts as support says so too`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let desk = Caller.program(
        KeyRecord(
          id: KeyID(stored: "key_desk"), hash: [], label: "Help desk", scopes: [.read, .act],
          role: .supportAgent, created: World.start))
      #expect(
        try await faults { _ = try await act(world, request(nil, nil), by: desk) }
          == ["onBehalfOf", "supportReason"])
      #expect(try await act(world, request(), by: desk).status == 200)
    }
  }

  @Test func `where an account has nobody, nobody is named`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let agent = try await agent(world)
      let people = try await world.engine.people(
        of: World.fjord, after: nil, limit: 100, by: World.program)
      for person in people.items {
        _ = try await world.engine.erasePerson(
          PersonID(stored: person.id), of: World.fjord, by: World.program)
      }
      #expect(try await act(world, request(nil), by: agent).status == 200)
    }
  }

  @Test func `a program that names the role leaves words without naming anybody`() async throws {
    try await World.with { world in
      try await world.addFjord()
      var request = request(nil, nil, feedback: "as told")
      request.named = .role(.supportAgent)
      let answer = try await act(world, request, by: World.program)
      #expect(answer.status == 200)
      #expect(try answer.result().receipt.actor.onBehalfOf == nil)
      let personal = try #require(try await world.events().last?.personal)
      #expect(personal.person == nil)
    }
  }

  @Test func `support closes an account on behalf of its owner`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let agent = try await agent(world)
      let engine = world.engine
      let body = world.json(
        #"{"understood": true, "onBehalfOf": "kari", "supportReason": "\#(Self.reason)"}"#)
      #expect(
        try await faults {
          _ = try await engine.closeAccount(World.fjord, body, by: World.program)
        } == ["onBehalfOf", "supportReason"])
      // Open subscriptions stand against it: the receipt of a "no" names both, too.
      let answer = try await engine.closeAccount(World.fjord, body, by: agent)
      let receipt = try answer.result().receipt
      #expect((receipt.actor.person, receipt.actor.onBehalfOf) == ("ada", "kari"))
      let event = try #require(try await world.events(of: nil).last)
      #expect(event.personal?.person == World.kari)
      #expect(receipt.supportReason == event.personal.map { Hexadecimal.text($0.digest) })
      #expect(!String(decoding: answer.body, as: UTF8.self).contains("Friday"))
    }
  }
}

extension Engine {
  fileprivate func receiptPage(_ receipt: ReceiptBody, _ world: World) async throws -> String {
    let id = try #require(ReceiptID(receipt.id))
    let record = try #require(try await store.read { try $0.receipt(id) })
    let names = try await names(for: record, by: .console)
    return try ReceiptPage(record, names: names, shelf: shelf).html
  }
}
