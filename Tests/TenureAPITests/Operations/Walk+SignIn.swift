import Testing

@testable import TenureAPI

/// Codes to sign in with, and sessions that speak for a key.
extension Walk {
  func codes() async throws {
    let redemption = "/v1/sign-in-codes/redemption"
    func redeem(_ code: String) async throws -> Received {
      try await server.send("POST", redemption, #"{"code":"\#(code)"}"#, key: .some(nil))
    }
    let made = try await ok("POST", World.path + "/people/kari/sign-in-codes")
    let code = try #require(made.json["code"].text)
    let session = try await redeem(code.lowercased())
    #expect(session.status == 201, "\(session.text)")
    #expect(session.json["person"].text == "kari")
    let caller = try await server.get("/v1/caller", key: session.json["token"].text)
    #expect(caller.json["person"].text == "kari")
    for wrong in [
      code, "K7QF3X-4821-9036", "nonsense", "", " ", "-", "0", String(repeating: "1", count: 14),
      String(repeating: "1", count: 20_000), "K7QF3X-4821-90٣٦", "ßÅ漢🇳🇴e\u{301}", "\u{7f}\u{200b}",
      #"\u0000"#, #"\n\t"#, #"\"'<>"#,
    ] {
      let refused = try await redeem(wrong)
      #expect(refused.status == 403, "\(wrong.prefix(20))")
      #expect(refused.json["type"].text == "urn:tenure:problem:code-refused")
    }
    for (body, status) in [
      (#"{"code":5}"#, 400), (#"{"code":null}"#, 400), ("{}", 400), (#"{"code":"\ud800"}"#, 400),
    ] {
      let refused = try await server.send("POST", redemption, body, key: .some(nil))
      #expect(refused.status == status, "\(body): \(refused.text)")
    }

    let own = try await ok("POST", "/v1/sign-in-codes")
    let operated = try await redeem(try #require(own.json["code"].text))
    #expect(operated.json["key"].text == server.operatorKeyID)
    let token = try #require(operated.json["token"].text)
    #expect(try await server.get("/v1/operations/work", key: token).status == 200)
    // A session makes nothing to sign in with.
    let again = try await server.send("POST", "/v1/sign-in-codes", key: token)
    #expect(again.status == 403)
    let sessions = "/v1/keys/\(server.operatorKeyID)/sessions"
    let list = try await ok("GET", sessions)
    #expect(list.json["items"].items.count == 1)
    try await ok("DELETE", "\(sessions)/\(operated.json["id"].text ?? "")")
    #expect(try await server.get("/v1/caller", key: token).status == 401)
  }
}
