import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Single-use codes to sign in with.
@Suite struct SignInCodeTests {
  private static let shop = World.key.id

  private func code(_ world: World) async throws -> SignInCodeBody {
    let answer = try await world.engine.createSignInCode(
      for: World.kari, of: World.fjord, by: World.program)
    #expect(answer.status == 201)
    return try JSONText.value(SignInCodeBody.self, answer.body)
  }

  private func operatorCode(
    _ world: World, for key: KeyID? = nil, by caller: Caller = World.program
  ) async throws -> SignInCodeBody {
    let answer = try await world.engine.createOperatorCode(for: key, by: caller)
    return try JSONText.value(SignInCodeBody.self, answer.body)
  }

  private func isRefused(_ code: String, _ world: World) async throws -> Bool {
    do {
      _ = try await world.engine.redeem(code: code)
      return false
    } catch EngineError.codeRefused {
      return true
    }
  }

  /// The same code with another secret.
  private func wrong(_ code: SignInCodeBody, _ number: Int = 0) -> String {
    let secret = "\(10_000_000 + number)"
    return "\(code.id)-\(secret.prefix(4))-\(secret.suffix(4))"
  }

  private func caller(_ signedIn: SignedIn, _ world: World) async throws -> Caller? {
    let credential = try #require(Credential(signedIn.token))
    return try await world.engine.caller(credential)
  }

  @Test func `a code signs a person in, once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let code = try await code(world)
      #expect(code.code.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{6}-[0-9]{4}-[0-9]{4}/) != nil)
      #expect(code.code.hasPrefix(code.id))
      #expect((code.person, code.account, code.key) == ("kari", "fjord", nil))
      #expect(code.expires == "2025-03-15T09:15:00Z")
      let signedIn = try await world.engine.redeem(code: code.code)
      #expect(signedIn.session.subject == .person(World.kari, of: World.fjord))
      #expect(try await caller(signedIn, world) == signedIn.caller)
      #expect(signedIn.caller.name == "fjord/kari")
      #expect(try await world.engine.session(of: signedIn.token) == signedIn.session)
      #expect(try await isRefused(code.code, world))
    }
  }

  @Test func `small letters, spaces and look-alikes do not matter`() async throws {
    try await World.with { world in
      try await world.addFjord()
      for spelling in [
        { $0.lowercased() }, { $0.filter { $0 != "-" } }, { " \($0.replacing("-", with: " "))\n" },
        { $0.replacing("0", with: "o").replacing("1", with: "l") },
        { $0.replacing("-", with: "\u{2013}") },
      ] as [@Sendable (String) -> String] {
        let typed = spelling(try await code(world).code)
        #expect(try await !isRefused(typed, world), "\(typed)")
      }
      for nonsense in [
        "", "x", "K7QF3X", "U7QF3X-4821-9036", "K7QF3X-4821-903A", "Ä7QF3X-4821-9036",
      ] {
        #expect(try await isRefused(nonsense, world), "\(nonsense)")
      }
    }
  }

  @Test func `four wrong tries are forgiven, five are not`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (four, five) = (try await code(world), try await code(world))
      for number in 0..<4 {
        #expect(try await isRefused(wrong(four, number), world))
        #expect(try await isRefused(wrong(five, number), world))
      }
      #expect(try await !isRefused(four.code, world))
      #expect(try await isRefused(wrong(five, 4), world))
      #expect(try await isRefused(five.code, world))
    }
  }

  @Test func `of several who send a code at the same time one signs in`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let code = try await code(world)
      let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<5 { group.addTask { try await isRefused(code.code, world) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(refused.count { !$0 } == 1)
      let sessions = try await world.engine.sessions(
        of: World.kari, in: World.fjord, by: World.program)
      #expect(sessions.items.count == 1)
    }
  }

  @Test func `a code is over after 15 minutes and gone after a day`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (one, other) = (try await code(world), try await code(world))
      let end = Timestamp(microseconds: World.start.microseconds + 900_000_000)
      world.clock.move(to: Timestamp(microseconds: end.microseconds - 1))
      #expect(try await !isRefused(one.code, world))
      world.clock.move(to: end)
      #expect(try await isRefused(other.code, world))
      world.clock.move(to: World.start.adding(hours: 24))
      #expect(try await world.engine.sweepSignInCodes() == 0)
      world.clock.move(to: Timestamp(microseconds: world.clock.now().microseconds + 1))
      #expect(try await world.engine.sweepSignInCodes() == 2)
    }
  }

  @Test func `nobody signs in whom the code outlived`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let person = try await code(world)
      _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
      #expect(try await isRefused(person.code, world))
      try await world.engine.store.write { try $0.insert(World.key) }
      let key = try await operatorCode(world)
      _ = try await world.engine.revokeKey(Self.shop, by: .console)
      #expect(try await isRefused(key.code, world))
      await #expect(throws: EngineError.notFound("person")) { try await code(world) }
    }
  }

  @Test func `an operator signs in as a key, and goes with it`() async throws {
    try await World.with { world in
      try await world.engine.store.write { try $0.insert(World.key) }
      let code = try await operatorCode(world)
      #expect((code.key, code.person) == ("shop", nil))
      let signedIn = try await world.engine.redeem(code: code.code)
      #expect(signedIn.session.key == Self.shop)
      let caller = try #require(try await caller(signedIn, world))
      #expect(caller.name == "shop")
      try caller.may(.operate)
      let second = try await world.engine.signIn(as: Self.shop)
      let list = try await world.engine.sessions(ofKey: Self.shop, by: caller)
      #expect(Set(list.items.map(\.id)) == [signedIn.session.id.text, second.session.id.text])
      _ = try await world.engine.endSession(second.session.id, ofKey: Self.shop, by: caller)
      #expect(try await self.caller(second, world) == nil)

      _ = try await world.engine.revokeKey(Self.shop, by: .console)
      #expect(try await self.caller(signedIn, world) == nil)
      #expect(try await world.engine.session(of: signedIn.token) == nil)
      let ended = try await world.engine.sessions(ofKey: Self.shop, by: .console)
      #expect(!ended.items.isEmpty && ended.items.allSatisfy { $0.ended != nil })
      await #expect(throws: EngineError.notFound("key")) {
        try await world.engine.signIn(as: Self.shop)
      }
    }
  }

  @Test func `who has signed in makes nothing to sign in with`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.engine.store.write { try $0.insert(World.key) }
      let engine = world.engine
      for signedIn in [
        try await engine.signIn(as: World.kari, of: World.fjord),
        try await engine.signIn(as: Self.shop),
      ] {
        let caller = signedIn.caller
        let forbidden = EngineError.forbidden(.manageSessions)
        await #expect(throws: forbidden) {
          try await engine.createSignInCode(for: World.kari, of: World.fjord, by: caller)
        }
        await #expect(throws: forbidden) { try await engine.createOperatorCode(by: caller) }
        await #expect(throws: forbidden) {
          try await engine.createSession(for: World.kari, of: World.fjord, by: caller)
        }
        await #expect(throws: EngineError.forbidden(.manageKeys)) {
          try await engine.createKey(
            world.json(#"{"label": "mine", "scopes": ["operate"]}"#), by: caller)
        }
      }
    }
  }

  @Test func `the console names the key to sign in as, if there are several`() async throws {
    try await World.with { world in
      let engine = world.engine
      func fault(_ key: KeyID?) async throws -> String {
        do {
          _ = try await engine.createOperatorCode(for: key, by: .console)
          return "none"
        } catch EngineError.invalid(let faults) {
          return faults.map(\.remedy).joined()
        }
      }
      #expect(try await fault(nil).contains("make a key of scope `operate`"))
      let reader = engine.key(label: "reader", scopes: [.read]).record
      try await engine.store.write { tx in
        try tx.insert(World.key)
        try tx.insert(reader)
      }
      #expect(try await operatorCode(world, by: .console).key == "shop")
      #expect(try await fault(reader.id) == "name one of `shop`")
      let other = engine.key(label: "other", scopes: [.operate]).record
      try await engine.store.write { try $0.insert(other) }
      #expect(try await fault(nil).contains(other.id.text))
      #expect(try await operatorCode(world, for: other.id, by: .console).key == other.id.text)
      await #expect(throws: EngineError.forbidden(.manageSessions)) {
        try await engine.createOperatorCode(for: other.id, by: World.program)
      }
    }
  }

  @Test func `signing out ends the session of a token`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let engine = world.engine
      let signedIn = try await engine.signIn(as: World.kari, of: World.fjord)
      try await engine.signOut(token: "tns_unknown")
      #expect(try await caller(signedIn, world) != nil)
      try await engine.signOut(token: signedIn.token)
      #expect(try await caller(signedIn, world) == nil)
      await #expect(throws: EngineError.notFound("account")) {
        try await engine.signIn(as: World.kari, of: AccountID(stored: "nobody"))
      }
    }
  }
}
