import Testing

@testable import TenureAPI

/// A support agent's session, without the pages that ask for whom and why.
@Suite struct SupportTests {
  private func token(_ server: TestServer) async throws -> String {
    try await server.makeWorld()
    _ = try await server.post(
      "/v1/accounts",
      #"""
      {"id":"desk","name":"Desk","kind":"business","family":"microsoft-365-business",
       "agreement":"mca","country":"NO","timeZone":"Europe/Oslo",
       "people":[{"id":"sam","name":"Sam","roles":["support-agent"]}]}
      """#)
    let session = try await server.post("/v1/accounts/desk/people/sam/sessions")
    return try #require(session.json["token"].text)
  }

  @Test(arguments: [
    (World.one + "/acts", #""act":"cancel","reason":"other""#),
    (World.path + "/batches", #""act":"cancel","reason":"other","subscriptions":["two"]"#),
    (World.path + "/closure", #""understood":true"#),
    (World.one + "/keys", #""key":"AB3DE-FGH5J-KLM7N-PQR9S-TUV2W""#),
  ])
  func `an agent is refused without saying for whom and why`(
    _ target: String, _ members: String
  ) async throws {
    try await TestServer.run { server in
      let token = try await token(server)
      let refused = try await server.send("POST", target, "{\(members)}", key: token)
      #expect(refused.status == 400)
      let faults = refused.json["errors"].items
      #expect(faults.compactMap { $0["field"].text } == ["onBehalfOf", "supportReason"])
      #expect(faults.allSatisfy { $0["remedy"].text?.isEmpty == false })
      let said = #""onBehalfOf":"kari","supportReason":"She rang""#
      let taken = try await server.send("POST", target, "{\(members),\(said)}", key: token)
      let left = taken.json["errors"].items.compactMap { $0["field"].text }
      #expect(!left.contains("onBehalfOf") && !left.contains("supportReason"), "\(taken.text)")
      #expect(taken.status != 403)
    }
  }

  @Test func `an agent asks without saying why`() async throws {
    try await TestServer.run { server in
      let token = try await token(server)
      let quote = try await server.send(
        "POST", World.one + "/quotes", #"{"act":"cancel"}"#, key: token)
      #expect(quote.status == 200, "\(quote.text)")
    }
  }

  @Test func `a call for somebody takes a person and a reason`() async throws {
    try await TestServer.run { server in
      let token = try await token(server)
      let cases = World.path + "/cases"
      let refused = try await server.send("POST", cases, #"{"phone":"22123456"}"#, key: token)
      #expect(
        refused.json["errors"].items.compactMap { $0["field"].text } == ["person", "supportReason"])
      let body = #"{"phone":"22123456","person":"kari","supportReason":"She wrote"}"#
      #expect(try await server.send("POST", cases, body, key: token).status == 201)
      let events = try await server.get(World.path + "/events")
      let event = try #require(events.json["items"].items.last)
      #expect(event["body"]["actor"]["onBehalfOf"].text == "kari")
      #expect(event["personal"]["supportReason"].text == "She wrote")
    }
  }
}
