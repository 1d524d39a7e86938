import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// What people ask of the support, and what a support agent does with it.
@Suite struct `A case` {
  private let asked = #"{"phone": "+47 22 12 34 56", "bestTime": "after four", "note": "Why?"}"#

  private func open(
    _ world: World, _ body: String? = nil, by caller: Caller = World.program,
    once: OnceOnly? = nil
  ) async throws -> CaseBody {
    // Names sort by the moment.
    world.clock.move(to: world.clock.now().adding(seconds: 1))
    let answer = try await world.engine.openCase(
      world.json(body ?? asked), in: World.fjord, by: caller, once: once)
    return try JSONText.value(CaseBody.self, answer.body)
  }

  /// Kari as she is kept, and somebody of the account who has no say in it.
  private func people(_ world: World) async throws -> (kari: Caller, ola: Caller, agent: Caller) {
    _ = try await world.engine.addPerson(
      world.json(#"{"id": "ola", "name": "Ola", "language": "nb", "roles": ["user"]}"#),
      to: World.fjord, by: World.program)
    let agent = PersonRecord(
      account: AccountID(stored: "us"), id: PersonID(stored: "sam"), name: "Sam",
      roles: [.supportAgent], created: World.start)
    return try await world.engine.store.read { tx in
      let kari = try #require(try tx.person(World.kari, of: World.fjord))
      let ola = try #require(try tx.person(PersonID(stored: "ola"), of: World.fjord))
      return (.person(kari), .person(ola), .person(agent))
    }
  }

  @Test func `is opened by whoever wants to be called, and closed by an agent`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (kari, ola, agent) = try await people(world)
      let own = try await open(world, by: ola)
      #expect(own.person == "ola" && own.language == "nb" && own.phone == "+47 22 12 34 56")
      let about = try await open(
        world, #"{"phone": "22123456", "subscription": "premium", "act": "cancel"}"#, by: kari)
      #expect(about.language == "en" && about.act == "cancel" && about.subscription == "premium")
      let all = try await world.engine.findCases(state: .open, after: nil, limit: 1, by: agent)
      #expect(all.items.map(\.id) == [own.id])
      let rest = try await world.engine.findCases(after: all.next, limit: 9, by: agent)
      #expect(rest.items.map(\.id) == [about.id])

      let closed = try await world.engine.closeCase(
        CaseID(stored: own.id), of: World.fjord,
        world.json(#"{"state": "done", "outcome": "Told how"}"#), by: agent, ifVersion: 1)
      let body = try JSONText.value(CaseBody.self, closed.body)
      #expect(body.state == "done" && body.doneBy == "us/sam" && body.outcome == "Told how")
      #expect(closed.version == 2)
      let again = try await world.engine.closeCase(
        CaseID(stored: own.id), of: World.fjord, world.json(#"{"state": "done"}"#), by: agent)
      #expect(again.body == closed.body)
      #expect(
        try await world.engine.findCases(state: .done, after: nil, limit: 9, by: agent).items
          == [body])
    }
  }

  @Test func `is seen by its person and by those who look after the account`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (kari, ola, agent) = try await people(world)
      let hers = try await open(world, by: kari)
      let his = try await open(world, by: ola)
      func seen(by caller: Caller) async throws -> [String] {
        try await world.engine.cases(of: World.fjord, after: nil, limit: 9, by: caller).items
          .map(\.id)
      }
      #expect(try await seen(by: kari) == [hers.id, his.id])
      #expect(try await seen(by: agent) == [hers.id, his.id])
      #expect(try await seen(by: ola) == [his.id])
      #expect(
        try await world.engine.supportCase(CaseID(stored: his.id), of: World.fjord, by: ola)
          .body == his)
      await #expect(throws: EngineError.notFound("case")) {
        _ = try await world.engine.supportCase(
          CaseID(stored: hers.id), of: World.fjord, by: ola)
      }
      await #expect(throws: EngineError.forbidden(.findCases)) {
        _ = try await world.engine.findCases(after: nil, limit: 9, by: kari)
      }
      await #expect(throws: EngineError.forbidden(.closeCase)) {
        _ = try await world.engine.closeCase(
          CaseID(stored: hers.id), of: World.fjord, world.json(#"{"state": "done"}"#), by: kari)
      }
    }
  }

  @Test func `an agent asks for somebody and says why, and the history names both`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (kari, _, agent) = try await people(world)
      for (body, fields) in [
        (#"{"phone": "22123456"}"#, ["person", "supportReason"]),
        (#"{"phone": "22123456", "person": "kari"}"#, ["supportReason"]),
        (#"{"phone": "22123456", "supportReason": "She wrote"}"#, ["person"]),
      ] {
        do {
          _ = try await open(world, body, by: agent)
          Issue.record("\(body) was taken")
        } catch EngineError.invalid(let faults) {
          #expect(faults.map(\.field) == fields)
        }
      }
      let body = #"{"phone": "22123456", "person": "kari", "supportReason": "She wrote"}"#
      for caller in [kari, World.program] {
        await #expect(throws: EngineError.self) { _ = try await open(world, body, by: caller) }
      }
      let asked = try await open(world, body, by: agent)
      _ = try await world.engine.closeCase(
        CaseID(stored: asked.id), of: World.fjord, world.json(#"{"state": "done"}"#), by: agent)
      let events = try await world.events(of: nil).suffix(2)
      let opened = try #require(events.first)
      let told = String(decoding: opened.body, as: UTF8.self)
      #expect(told.contains(#""account":"us","kind":"support","onBehalfOf":"kari","person":"sam""#))
      #expect(!told.contains("wrote") && opened.personal?.person == World.kari)
      let closed = String(decoding: try #require(events.last).body, as: UTF8.self)
      #expect(closed.contains(#""kind":"support","person":"sam""#))
      _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
      #expect(try await world.events(of: nil).suffix(3).allSatisfy { $0.personal == nil })
    }
  }

  @Test func `leaves nothing personal in the history, and goes with its person`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (kari, _, agent) = try await people(world)
      let mine = try await open(world, by: kari, once: OnceOnly("k1"))
      let id = CaseID(stored: mine.id)
      _ = try await world.engine.closeCase(
        id, of: World.fjord, world.json(#"{"state": "done", "outcome": "Kari was out"}"#),
        by: agent)
      let events = try await world.events(of: nil).suffix(2)
      #expect(events.map(\.type) == ["case.opened", "case.closed"])
      for event in events {
        let text = String(decoding: event.body, as: UTF8.self)
        #expect(text.contains(mine.id) && !text.contains("22 12") && !text.contains("Why"))
        #expect(event.personal == nil)
      }
      let export = try await world.engine.exportPerson(
        World.kari, of: World.fjord, by: World.program)
      #expect(String(decoding: export.body, as: UTF8.self).contains("+47 22 12 34 56"))

      _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
      let after = try await world.engine.supportCase(id, of: World.fjord, by: agent)
      #expect(after.body.phone == nil && after.body.note == nil && after.body.bestTime == nil)
      #expect(after.body.outcome == nil && after.body.person == "kari" && after.version == 3)
      // The answer that is kept for repetitions holds nothing either.
      let repeated = try await open(world, by: kari, once: OnceOnly("k1"))
      #expect(repeated.id == mine.id && repeated.phone == nil)
    }
  }

  @Test(arguments: [
    (#"{"phone": "12-34"}"#, "phone"), (#"{"phone": "1234567\u0007"}"#, "phone"), ("{}", ""),
    (#"{"phone": "123456", "kind": "visit"}"#, "kind"),
    (#"{"phone": "123456", "subscription": "none"}"#, "subscription"),
    (#"{"phone": "123456", "person": "none"}"#, "person"),
    (#"{"phone": "123456", "act": "sing"}"#, "act"),
    (#"{"phone": "12345678901234567890123456789012345678901"}"#, "phone"),
  ])
  func `is refused with the field that is bad`(body: String, field: String) async throws {
    try await World.with { world in
      try await world.addFjord()
      let error = await #expect(throws: EngineError.self) { try await open(world, body) }
      guard case .invalid(let faults) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(faults.map(\.field) == [field] || field.isEmpty, "\(faults)")
      #expect(
        try await world.engine.findCases(after: nil, limit: 9, by: World.program).items.isEmpty)
    }
  }

  @Test func `of a person is asked for by that person alone`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (kari, _, agent) = try await people(world)
      await #expect(throws: EngineError.self) {
        try await open(world, #"{"phone": "123456", "person": "ola"}"#, by: kari)
      }
      let named = try await open(
        world, #"{"phone": "123456", "person": "ola", "supportReason": "He wrote"}"#, by: agent)
      #expect(named.person == "ola" && named.openedBy == "us/sam")
    }
  }
}
