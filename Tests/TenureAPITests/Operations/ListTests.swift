import Testing

@testable import TenureAPI

@Suite struct ListTests {
  @Test func `following next shows each item once`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      var target: String? = World.path + "/subscriptions?channel=direct&limit=1"
      var ids: [String] = []
      while let page = target {
        let answer = try await server.get(page)
        ids += answer.json["items"].items.compactMap { $0["id"].text }
        target = answer.json["next"].text
        #expect(answer.header("link") == target.map { "<\($0)>; rel=\"next\"" })
      }
      #expect(ids == ["one", "two"])
    }
  }

  @Test func `a cursor of another list, a bad limit and an unknown word are refused`() async throws
  {
    try await TestServer.run { server in
      try await server.makeWorld()
      let list = World.path + "/subscriptions"
      let next = try await server.get(list + "?limit=1").json["next"].text ?? ""
      let cursor = next.split(separator: "cursor=").last?.prefix { $0 != "&" } ?? ""
      for bad in [
        "?state=active&cursor=\(cursor)", "?limit=0", "?limit=501", "?limit=x", "?state=gone",
        "?dueBefore=tomorrow", "?cursor=", "?limit=1&limit=2",
      ] {
        #expect(try await server.get(list + bad).status == 400, "\(bad)")
      }
    }
  }

  @Test func `accounts are found by name, domain and address`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      _ = try await server.send("PUT", World.path + "/domains/nordlys.example")
      for (query, count) in [
        ("name=NORD", 1), ("name=lys", 0), ("domain=Nordlys.example", 1),
        ("email=kari@nordlys.example", 1), ("email=nobody@nordlys.example", 0),
      ] {
        let found = try await server.get("/v1/accounts?\(query)").json["items"].items
        #expect(found.count == count, "\(query)")
      }
    }
  }
}
