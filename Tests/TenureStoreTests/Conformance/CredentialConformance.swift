import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct CredentialConformance {
  private static func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  @Test(arguments: StoreUnderTest.all)
  func keysAreKeptRevokedAndMarked(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var full = KeyRecord(
        id: "k1", hash: Self.hash(1), label: "Shop \"æ\"", scopes: [.operate, .read], account: "a",
        role: .billingAdministrator, created: Sample.now)
      let bare = KeyRecord(
        id: "k2", hash: Self.hash(2), label: "", scopes: [], created: Sample.now)
      try await store.write { [full] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(full)
        try tx.insert(bare)
      }
      #expect(try await store.read { try $0.key("k1") } == full)
      #expect(try await store.read { try $0.keys(PageRequest(limit: 9)) } == [full, bare])
      let rest = PageRequest<KeyID>(after: "k1", limit: 9)
      #expect(try await store.read { try $0.keys(rest) } == [bare])

      full.revoked = Sample.now
      full.lastUsed = CalendarDate(dayNumber: 20_001)
      try await store.write { tx in
        try tx.revoke("k1", at: Sample.now)
        try tx.revoke("k1", at: Sample.now.adding(days: 1))  // the first revocation counts
        try tx.markUsed("k1", on: CalendarDate(dayNumber: 20_001))
        try tx.markUsed("k1", on: CalendarDate(dayNumber: 19_000))  // a day never goes back
      }
      #expect(try await store.read { try $0.key("k1") } == full)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func sessionsAreFoundByTheirHash(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var session = SessionRecord(
        id: "s1", hash: Self.hash(1), subject: .person("p", of: "a"), created: Sample.now,
        expires: Sample.now.adding(hours: 8))
      try await store.write { [session] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.person("p", of: "a"))
        try tx.insert(session)
      }
      #expect(try await store.read { try $0.session(hash: Self.hash(1)) } == session)
      #expect(try await store.read { try $0.session(hash: Self.hash(2)) } == nil)
      session.ended = Sample.now.adding(hours: 1)
      try await store.write { tx in
        try tx.end("s1", at: Sample.now.adding(hours: 1))
        try tx.end("s1", at: Sample.now.adding(hours: 2))  // the first end counts
      }
      #expect(try await store.read { try $0.sessions(of: "p", of: "a") } == [session])
      let fault = await #expect(throws: StoreError.self) {
        let twin = SessionRecord(
          id: "s2", hash: Self.hash(1), subject: .person("p", of: "a"), created: Sample.now,
          expires: Sample.now.adding(hours: 8))
        try await store.write { try $0.insert(twin) }
      }
      #expect(fault?.isDuplicate == true)
    }
  }
}
