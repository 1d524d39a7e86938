import TenureDomain
import TenureEngine
import Testing

/// With whom a subscription is shared (CON-F1 to CON-F3).
@Suite struct SharingTests {
  @Test func `CON-F2, CON-F3: who is left out is told and keeps their own quota`() async throws {
    try await World.with { world in
      try await world.addFamily()
      _ = try await world.engine.stopSharing(
        World.shared, of: World.family, with: World.ola, by: World.program)
      #expect(try await world.told("share.ended") == ["ola"])
      #expect(try await world.told("storage.over") == ["ola"])
      let ola = try await world.storage(of: World.ola)
      #expect(ola.state == "over" && ola.overSince == "2025-03-15")
      #expect(try await world.storage(of: World.per).quota == 1_000 * World.gigabyte)
      await #expect(throws: EngineError.notFound("share")) {
        try await world.engine.stopSharing(
          World.shared, of: World.family, with: World.ola, by: World.program)
      }
      _ = try await world.engine.share(
        World.shared, of: World.family, with: World.ola, by: World.program)
      #expect(try await world.storage(of: World.ola).state == "fits")
      #expect(try await world.told("share.begun") == ["ola"])
    }
  }

  @Test func `CON-F2: a member may leave and may not put others out`() async throws {
    try await World.with { world in
      try await world.addFamily()
      let ola = try await world.engine.store.read { try $0.person(World.ola, of: World.family) }
      let member = Caller.person(try #require(ola))
      await #expect(throws: EngineError.forbidden(.share)) {
        try await world.engine.stopSharing(
          World.shared, of: World.family, with: World.per, by: member)
      }
      let answer = try await world.engine.stopSharing(
        World.shared, of: World.family, with: World.ola, by: member)
      #expect(answer.status == 200)
    }
  }

  @Test func `CON-F1: five others at most, and neither the owner nor an ended one`() async throws {
    try await World.with { world in
      try await world.addFamily()
      for name in ["a", "b", "c", "d"] {
        _ = try await world.engine.addPerson(
          world.json(#"{"id": "\#(name)", "name": "\#(name)", "roles": ["family-member"]}"#),
          to: World.family, by: World.program)
      }
      func share(_ name: String) async throws -> Answer {
        try await world.engine.share(
          World.shared, of: World.family, with: PersonID(stored: name), by: World.program)
      }
      await #expect(throws: EngineError.self) { try await share("kari") }
      for name in ["a", "b", "c"] { #expect(try await share(name).status == 200) }
      #expect(try await share("c").status == 200)
      let version = try await world.engine.subscription(
        World.shared, of: World.family, by: World.program
      ).version
      await #expect(throws: EngineError.self) { try await share("d") }
      try world.move(to: "2025-05-01T10:00:00Z")
      _ = try await world.engine.stopSharing(
        World.shared, of: World.family, with: PersonID(stored: "a"), by: World.program)
      await #expect(throws: EngineError.self) { try await share("d") }
      let after = try await world.engine.subscription(
        World.shared, of: World.family, by: World.program)
      #expect(after.version == version + 1)
    }
  }
}
