import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenureAPI

/// Closing, use, storage and sharing.
extension Walk {
  func closing() async throws {
    let path = "/v1/accounts/sorlys"
    let closure = path + "/closure"
    let asked = #"{"understood":true,"actor":{"role":"global-administrator"}}"#
    let used = try await ok("POST", path + "/usage", "{}")
    #expect(used.json["toldOn"].text == "2027-11-02")
    let list = try await ok("GET", closure + "?role=global-administrator")
    #expect(list.json["decision"]["blockers"][0].text == "people")
    let refused = try await server.send("POST", closure, asked)
    #expect(refused.status == 409)
    #expect(refused.json["type"].text == "urn:tenure:problem:act-refused")
    try await ok("POST", path + "/people/ola/erasure")
    try await expect(412, "POST", closure, asked, [("if-match", #""v99""#)])
    try await once(
      "POST", closure, asked, then: (closure, asked.replacing("global", with: "billing")))
    let late = try await server.send("POST", path + "/people", #"{"name":"Late"}"#)
    #expect(late.status == 409)
    #expect(late.json["type"].text == "urn:tenure:problem:account-closed")
    try await storage()
  }

  private func storage() async throws {
    let path = "/v1/accounts/familie"
    try await ok("POST", "/v1/accounts", World.family)
    try await ok("POST", path + "/subscriptions", World.shared)
    let share = path + "/subscriptions/family/shares/ola"
    try await ok("PUT", share)
    let storage = path + "/people/kari/storage"
    let over = try await ok("PUT", storage, #"{"used":40000000000,"mail":1000}"#)
    #expect(over.json["state"].text == "fits")
    // The account has a clock of its own; on the way everything due happens.
    let advanced = try await ok("POST", path + "/clock", #"{"to":"2027-04-01T09:00:00Z"}"#)
    let types = advanced.json["happened"].items.compactMap { $0["type"].text }
    #expect(types.filter { $0.hasPrefix("storage.") } == ["storage.over", "storage.frozen"])
    let frozen = try await ok("GET", storage)
    #expect(frozen.json["state"].text == "frozen")
    #expect(frozen.json["effects"].items.last?["effect"].text == "open-files")
    let open = try await ok("POST", storage + "/reopening")
    #expect(open.json["openUntil"].text == "2027-05-01")
    try await ok("DELETE", share)
  }
}

/// The checklist's own calls lead to the closing.
@Suite struct ClosureWalkTests {
  @Test func `following the steps of the checklist closes the account`() async throws {
    try await TestServer.run { server in
      let account = World.account.replacing(#""mca""#, with: #""mosa""#)
        .replacing(#","billingProfile":"Oslo""#, with: "")
      #expect(try await server.post("/v1/accounts", account).status == 201)
      let made = try await server.post(
        World.path + "/subscriptions", World.subscription("one"))
      #expect(made.status == 201)
      #expect(
        try await server.send("PUT", World.path + "/domains/nordlys.example").status == 201)
      let closure = World.path + "/closure"
      var list = try await server.get(closure + "?role=global-administrator").json
      for _ in 0..<10 where list["decision"]["outcome"].text != "permitted" {
        try await follow(list, server)
        list = try await server.get(closure + "?role=global-administrator").json
      }
      #expect(list["decision"]["outcome"].text == "permitted")
      let closed = try await server.post(
        closure, #"{"understood":true,"actor":{"role":"global-administrator"}}"#)
      #expect(closed.status == 200, "\(closed.text)")
    }
  }

  /// Sends the calls that are possible now; if there are none, waits for the first day named.
  private func follow(_ list: RawJSON, _ server: TestServer) async throws {
    let steps = list["items"].items.flatMap { $0["open"].items }.flatMap { $0["steps"].items }
    let calls = steps.filter { $0["availability"].text == "now" && $0["request"] != .null }
    for step in calls {
      let call = step["request"]
      let bytes = try JSONText.bytes(call["body"])
      let body = call["body"] == .null ? nil : String(decoding: bytes, as: UTF8.self)
      // A step before it may have done the same already.
      let answer = try await server.send(
        call["method"].text ?? "", call["path"].text ?? "", body)
      #expect(answer.status < 500)
    }
    guard calls.isEmpty else { return }
    let days = steps.compactMap { $0["date"].text }.sorted()
    let day = try #require(days.first, "\(list)")
    server.clock.move(to: try #require(Timestamp("\(day)T23:00:00Z")))
  }
}
