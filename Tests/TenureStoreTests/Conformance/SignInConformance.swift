import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// Codes to sign in with, and sessions that speak for a key.
@Suite struct SignInConformance {
  private static func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  private static let key = KeyRecord(
    id: "k", hash: hash(9), label: "", scopes: [.operate], created: Sample.now)

  private static func code(
    _ identifier: String, for subject: SignInSubject = .key("k"), at created: Timestamp = Sample.now
  ) -> SignInCodeRecord {
    SignInCodeRecord(
      identifier: identifier, hash: hash(1), subject: subject, created: created,
      expires: created.adding(hours: 1))
  }

  @Test(arguments: StoreUnderTest.all)
  func sessionsOfKeysStandBesideThoseOfPeople(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let expires = Sample.now.adding(hours: 8)
      let person = SessionRecord(
        id: "s1", hash: Self.hash(1), subject: .person("p", of: "a"), created: Sample.now,
        expires: expires)
      var operated = SessionRecord(
        id: "s2", hash: Self.hash(2), subject: .key("k"), created: Sample.now, expires: expires)
      try await store.write { [operated] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.person("p", of: "a"))
        try tx.insert(Self.key)
        try tx.insert(person)
        try tx.insert(operated)
      }
      #expect(try await store.read { try $0.session(hash: Self.hash(1)) } == person)
      #expect(try await store.read { try $0.session(hash: Self.hash(2)) } == operated)
      #expect(try await store.read { try $0.sessions(of: KeyID(stored: "k")) } == [operated])
      operated.ended = Sample.now
      try await store.write { tx in
        try tx.end("s2", at: Sample.now)
        try tx.endSessions(of: KeyID(stored: "k"), at: expires)  // the first end counts
      }
      #expect(try await store.read { try $0.sessions(of: KeyID(stored: "k")) } == [operated])
      try await store.write { try $0.endSessions(of: AccountID(stored: "a"), at: Sample.now) }
      #expect(try await store.read { try $0.session(hash: Self.hash(1))?.ended } == Sample.now)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func triesOfACodeAreCountedUntilItIsDead(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.person("p", of: "a"))
        try tx.insert(Self.key)
        try tx.insert(Self.code("AAAAAA", for: .person("p", of: "a")))
        try tx.insert(Self.code("BBBBBB"))
      }
      func attempt(_ identifier: String, at now: Timestamp = Sample.now) async throws
        -> SignInCodeRecord?
      {
        try await store.write { try $0.tryCode(identifier, at: now) }
      }
      for tries in 1...5 {
        var expected = Self.code("AAAAAA", for: .person("p", of: "a"))
        expected.tries = tries
        #expect(try await attempt("AAAAAA") == expected)
      }
      #expect(try await attempt("AAAAAA") == nil)
      #expect(try await attempt("CCCCCC") == nil)

      let expires = Sample.now.adding(hours: 1)
      #expect(try await attempt("BBBBBB", at: expires) == nil)
      let last = Timestamp(microseconds: expires.microseconds - 1)
      #expect(try await attempt("BBBBBB", at: last)?.tries == 1)
      try await store.write { try $0.useCode("BBBBBB", at: last) }
      #expect(try await attempt("BBBBBB") == nil)
      await #expect(throws: StoreError.self) {
        try await store.write { try $0.useCode("BBBBBB", at: last) }
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func triesAtTheSameTimeAreEachCounted(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Self.key)
        try tx.insert(Self.code("AAAAAA"))
      }
      let counts = try await withThrowingTaskGroup(of: Int?.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await store.write { try $0.tryCode("AAAAAA", at: Sample.now)?.tries }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.compactMap(\.self).sorted() == [1, 2, 3, 4, 5])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func oldCodesGoTheOldestFirst(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Self.key)
        for (hours, name) in [(0, "CCCCCC"), (-1, "BBBBBB"), (-2, "AAAAAA")] {
          try tx.insert(Self.code(name, at: Sample.now.adding(hours: hours)))
        }
      }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Self.code("CCCCCC")) }
      }
      #expect(fault?.isDuplicate == true)
      func remove(_ count: Int) async throws -> Int {
        try await store.write { try $0.removeCodes(madeBefore: Sample.now, atMost: count) }
      }
      #expect(try await remove(1) == 1)
      func isThere(_ name: String) async throws -> Bool {
        let early = Sample.now.adding(hours: -2)
        return try await store.write { try $0.tryCode(name, at: early) != nil }
      }
      #expect(try await [isThere("AAAAAA"), isThere("BBBBBB")] == [false, true])
      #expect(try await remove(9) == 1)
      #expect(try await [isThere("BBBBBB"), isThere("CCCCCC")] == [false, true])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func nothingSpeaksForNobodyOrForTwo(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.person("p", of: "a"))
        try tx.insert(Self.key)
      }
      let hash = SQLValue.bytes(Self.hash(1))
      for subject: [SQLValue] in [
        [.null, .null, .null], [.text("a"), .text("p"), .text("k")], [.text("a"), .null, .null],
        [.null, .text("p"), .null], [.text("a"), .null, .text("k")],
      ] {
        await #expect(throws: StoreError.constraint("sign_in_codes_subject"), "\(subject)") {
          try await sql.write { session in
            try session.run(
              SignInCodeRow.insert,
              [.text("AAAAAA"), hash] + subject
                + [.integer(1), .integer(2), .integer(0), .null], expecting: 1)
          }
        }
      }
    }
  }
}
