import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// People come, change, and can be erased.
@Suite struct PeopleTests {
  @Test func `erasing a person leaves every chain valid and nothing of the person`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(
        ActRequest.cancel(named: .person(World.kari), feedback: "I am Kari, and I leave"))
      let answer = try await world.engine.erasePerson(
        World.kari, of: World.fjord, by: World.program)
      #expect(try answer.result().receipt.decision.act.name == "erase-person")

      let person = try await world.engine.person(
        World.kari, of: World.fjord, by: World.program)
      #expect(person.name == nil && person.email == nil && person.erased != nil)
      let events = try await world.events(of: nil)
      #expect(events.allSatisfy { $0.personal == nil })
      var hash = Chain.start.hash
      for event in events {
        hash = Chain.hash(after: hash, body: event.body)
        #expect(event.hash == hash)
      }
      let found = try await world.engine.accounts(
        AccountSearch(email: "kari@fjord.example"), after: nil, limit: 10, by: World.program)
      #expect(found.items.isEmpty)
    }
  }

  /// Whoever looks after people would otherwise make themselves whatever they like.
  @Test func `a user administrator gives and takes no role that looks after the account`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let rolesOfLiv = #""roles": ["user-administrator", "user"]"#
      _ = try await world.engine.addPerson(
        world.json(#"{"id": "liv", "name": "Liv", \#(rolesOfLiv)}"#), to: World.fjord,
        by: World.program)
      let stored = try await world.engine.store.read {
        try $0.person(PersonID(stored: "liv"), of: World.fjord)
      }
      let liv = try #require(stored)
      func change(_ person: String, _ body: String) async throws {
        _ = try await world.engine.changePerson(
          PersonID(stored: person), of: World.fjord, world.json(body), by: .person(liv))
      }
      for roles in [#"["global-administrator"]"#, #"["user"]"#, #"["billing-administrator"]"#] {
        await #expect(throws: EngineError.forbidden(.changeRoles)) {
          try await change("liv", #"{"roles": \#(roles)}"#)
        }
      }
      await #expect(throws: EngineError.forbidden(.changeRoles)) {
        try await change(World.kari.text, #"{"roles": ["user"]}"#)
      }
      try await change("liv", #"{"name": "Liv Moe", \#(rolesOfLiv)}"#)
      let added = try await world.engine.addPerson(
        world.json(#"{"id": "new", "name": "New", "roles": ["user"]}"#), to: World.fjord,
        by: .person(liv))
      #expect(added.status == 201)
    }
  }

  /// A repeated answer is kept for 30 days; the person's name must not be kept with it.
  @Test func `a repeated answer does not outlive an erasure`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let body = world.json(#"{"id": "ola", "name": "Ola Nordmann", "roles": ["user"]}"#)
      func add() async throws -> Answer {
        try await world.engine.addPerson(
          body, to: World.fjord, by: World.program, once: OnceOnly("k1"))
      }
      let first = try await add()
      #expect(try await add().body == first.body)
      _ = try await world.engine.erasePerson(
        PersonID(stored: "ola"), of: World.fjord, by: World.program)
      let after = try await add()
      #expect(after.status == 201 && after.isReplay)
      #expect(!String(decoding: after.body, as: UTF8.self).contains("Ola"))
    }
  }

  @Test func `a person gets everything that is kept of them`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(
        ActRequest.cancel(named: .person(World.kari), feedback: "My own words"))
      let answer = try await world.engine.exportPerson(
        World.kari, of: World.fjord, by: World.program)
      let text = String(decoding: answer.body, as: UTF8.self)
      for part in ["Kari Nordmann", "kari@fjord.example", "My own words", "export-person"] {
        #expect(text.contains(part))
      }
    }
  }

  @Test func `nobody but the operator makes a support agent`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let kari = try await world.engine.store.read { try $0.person(World.kari, of: World.fjord) }
      let caller = Caller.person(try #require(kari))
      await #expect(throws: EngineError.forbidden(.operate)) {
        try await world.engine.addPerson(
          world.json(#"{"name": "Eve", "roles": ["support-agent"]}"#), to: World.fjord, by: caller)
      }
      let added = try await world.engine.addPerson(
        world.json(#"{"name": "Ola", "roles": ["user"]}"#), to: World.fjord, by: caller)
      #expect(added.status == 201)
    }
  }

  @Test func `an address is taken once in an account`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let error = await #expect(throws: StoreError.self) {
        try await world.engine.addPerson(
          world.json(#"{"name": "Karin", "email": "kari@fjord.example", "roles": ["user"]}"#),
          to: World.fjord, by: World.program)
      }
      guard case .duplicate(let what) = error else {
        Issue.record("\(String(describing: error)) is not a duplicate")
        return
      }
      #expect(what.contains("email"))
    }
  }

  @Test func `every bad field is told at once`() async throws {
    try await World.with { world in
      do {
        _ = try await world.engine.createAccount(
          world.json(#"{"name": "", "kind": "busines", "family": "x", "country": "XX", "a": 1}"#),
          by: World.program)
        Issue.record("a bad account was made")
      } catch EngineError.invalid(let faults) {
        #expect(Set(faults.map(\.field)) == ["a", "name", "kind", "family", "country"])
      }
    }
  }

  @Test func `a session lasts half a day and ends when it is ended`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let answer = try await world.engine.createSession(
        for: World.kari, of: World.fjord, by: World.program)
      let session = try JSONText.value(SessionBody.self, answer.body)
      let credential = try #require(Credential(session.token ?? ""))
      #expect(try await world.engine.caller(credential)?.name == "fjord/kari")
      world.clock.move(to: World.start.adding(hours: 12))
      #expect(try await world.engine.caller(credential) == nil)
      world.clock.move(to: World.start.adding(hours: 11))
      _ = try await world.engine.endSession(
        SessionID(stored: session.id), of: World.kari, in: World.fjord, by: World.program)
      #expect(try await world.engine.caller(credential) == nil)
    }
  }

  @Test func `a key works until it is revoked, and its secret is kept nowhere`() async throws {
    try await World.with { world in
      let answer = try await world.engine.createKey(
        world.json(#"{"label": "shop", "scopes": ["read"]}"#), by: .console)
      let key = try JSONText.value(KeyBody.self, answer.body)
      let credential = try #require(Credential(key.secret ?? ""))
      #expect(try await world.engine.caller(credential)?.name == key.id)
      #expect(Credential((key.secret ?? "") + "0").map { $0 != credential } == true)
      let listed = try await world.engine.keys(after: nil, limit: 10, by: .console)
      #expect(listed.items.first?.secret == nil)
      #expect(listed.items.first?.lastUsed == "2025-03-15")
      _ = try await world.engine.revokeKey(KeyID(stored: key.id), by: .console)
      #expect(try await world.engine.caller(credential) == nil)
    }
  }
}
