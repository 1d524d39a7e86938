import TenureEngine
import Testing

@testable import TenureAPI

/// What is asked of the support, and what an operator sees of all accounts.
extension Walk {
  func cases() async throws {
    let list = World.path + "/cases"
    let asked = #"{"phone":"+47 22 12 34 56","bestTime":"after four","act":"cancel"}"#
    try await once("POST", list, asked, then: (list, asked.replacing("four", with: "five")))
    let cases = try await ok("GET", list)
    #expect(cases.json["items"].items.map { $0["phone"].text } == ["+47 22 12 34 56"])
    let path = "\(list)/\(cases.json["items"][0]["id"].text ?? "")"
    let read = try await ok("GET", path)
    #expect(read.json["state"].text == "open")
    #expect(read.json["language"].text == "nb")
    try await expect(304, "GET", path, nil, [("if-none-match", read.tag ?? "")])
    try await expect(412, "PATCH", path, #"{"state":"done"}"#, [("if-match", #""v9""#)])
    let done = #"{"state":"done","outcome":"Explained."}"#
    try await once("PATCH", path, done, then: (path, #"{"state":"done"}"#))
    #expect(try await ok("GET", "/v1/cases?state=open").json["items"].items.isEmpty)
    let found = try await ok("GET", "/v1/cases?state=done&limit=1")
    #expect(found.json["items"][0]["outcome"].text == "Explained.")
    for bad in [#"{"phone":"1234"}"#, #"{"phone":"12345","person":"nobody"}"#, "{}"] {
      try await expect(400, "POST", list, bad)
    }
    try await expect(400, "PATCH", path, #"{"state":"open"}"#)
    try await overview()
  }

  private func overview() async throws {
    _ = try await server.engine.rollUp()
    let overview = try await ok("GET", "/v1/overview")
    #expect(overview.json["days"].items.count == 90)
    #expect(overview.json["cancellationsByReason"].items.count == 1)
    let first = try await ok("GET", "/v1/events?limit=2")
    let next = try #require(first.json["next"].text)
    let second = try await ok("GET", next)
    #expect(second.json["items"][0] != first.json["items"][1])
    let found = try await ok("GET", "/v1/accounts?search=KARI%40nordlys")
    #expect(found.json["items"].items.map { $0["id"].text } == ["nordlys"])
  }
}
