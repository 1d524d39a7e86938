import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenureAPI

@Suite struct IdempotencyTests {
  private let acts = World.one + "/acts"

  @Test func `the same request with the same key is carried out once`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let first = try await server.post(acts, World.cancel, once: "k1")
      let second = try await server.post(acts, World.cancel, once: "k1")
      #expect(first.status == 200)
      #expect(second.bytes == first.bytes)
      #expect(second.tag == first.tag)
      #expect(second.header("idempotency-replayed") == "true")
      let other = try await server.post(
        acts, World.cancel.replacing("not-used", with: "other"), once: "k1")
      #expect(other.status == 422)
      let elsewhere = World.path + "/subscriptions/two/acts"
      #expect(try await server.post(elsewhere, World.cancel, once: "k1").status == 422)
    }
  }

  @Test func `twenty at the same time have one effect`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask { try await server.post(acts, World.cancel, once: "k2").status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(statuses).isSubset(of: [200, 409]))
      #expect(statuses.contains(200))
      let events = try await server.get(World.one + "/events").json["items"].items
      #expect(events.filter { $0["type"].text == "act.carried-out" }.count == 1)
    }
  }

  @Test func `keys of two callers never meet`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let other = try await server.key([.act])
      let first = try await server.post(acts, World.cancel, once: "k3")
      let second = try await server.send(
        "POST", acts, World.cancel, key: other, headers: [("idempotency-key", "k3")])
      #expect(second.header("idempotency-replayed") == nil)
      #expect(second.json["outcome"].text == "unnecessary")
      #expect(second.json["receipt"]["id"] == first.json["receipt"]["id"])
    }
  }

  @Test func `a quote that no longer holds is answered with the one that does`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let quote =
        try await server.post(World.one + "/quotes", World.cancel).json["quote"].text ?? ""
      let act = World.cancel.dropLast() + #","quote":"\#(quote)"}"#
      server.clock.move(to: server.clock.now().adding(hours: 1))
      let stale = try await server.post(acts, String(act))
      #expect(stale.json["type"].text == ProblemKind.staleQuote.type)
      let fresh = stale.json["quote"]["quote"].text ?? ""
      let again = World.cancel.dropLast() + #","quote":"\#(fresh)"}"#
      #expect(try await server.post(acts, String(again)).json["outcome"].text == "permitted")
    }
  }
}
