import Foundation
import TenureDomain
import TenureEngine
import Testing

@testable import TenureAPI

/// Goes through every operation once, as an operator would, and through conditions and keys.
struct Walk: Sendable {
  let server: TestServer

  func run() async throws {
    try await accounts()
    try await people()
    try await subscriptions()
    try await acts()
    try await payments()
    try await history()
    try await batches()
    try await policies()
    try await access()
    try await codes()
    try await operating()
    try await work()
    try await failures()
    try await clocks()
    try await feeds()
    try await cases()
    try await closing()
    for path in [
      "/.well-known/jwks.json", "/openapi.yaml", "/docs", "/health/live", "/health/ready",
    ] {
      try await ok("GET", path)
    }
  }

  /// Sends a request that must succeed.
  @discardableResult
  func ok(
    _ method: String, _ target: String, _ body: String? = nil, form: String? = nil,
    _ headers: [(String, String)] = []
  ) async throws -> Received {
    let answer = try await server.send(method, target, body, form: form, headers: headers)
    #expect((200..<300).contains(answer.status), "\(method) \(target): \(answer.text)")
    return answer
  }

  func expect(
    _ status: Int, _ method: String, _ target: String, _ body: String? = nil,
    _ headers: [(String, String)] = []
  ) async throws {
    let answer = try await server.send(method, target, body, headers: headers)
    #expect(answer.status == status, "\(method) \(target): \(answer.text)")
  }

  /// Sends a change with a key, then another change with the same key.
  func once(
    _ method: String, _ target: String, _ body: String?, then other: (String, String?)
  ) async throws {
    let key = [("idempotency-key", "walk-\(method)-\(target)")]
    try await ok(method, target, body, key)
    let again = try await ok(method, target, body, key)
    #expect(again.header("idempotency-replayed") == "true")
    try await expect(422, method, other.0, other.1, key)
  }

  private func accounts() async throws {
    let path = World.path
    try await once(
      "POST", "/v1/accounts", World.account.replacing("nordlys", with: "sorlys"),
      then: ("/v1/accounts", World.account))
    try await ok("GET", "/v1/accounts?name=nord&limit=1")
    let read = try await ok("GET", path)
    try await expect(304, "GET", path, nil, [("if-none-match", read.tag ?? "")])
    try await once("PATCH", path, #"{"language":"nb"}"#, then: (path, #"{"language":"da"}"#))
    try await expect(412, "PATCH", path, #"{"language":"lv"}"#, [("if-match", #""v1""#)])
    try await expect(201, "PUT", path + "/domains/fjell.example")
    try await expect(200, "PUT", path + "/domains/fjell.example")
    try await ok("DELETE", path + "/domains/fjell.example")
  }

  private func people() async throws {
    let list = World.path + "/people"
    try await once(
      "POST", list, #"{"id":"per","name":"Per"}"#, then: (list, #"{"id":"pal","name":"Pal"}"#))
    try await ok("GET", list)
    try await ok("GET", list + "/per")
    try await once(
      "PATCH", list + "/per", #"{"name":"Peer"}"#, then: (list + "/per", #"{"name":"Pär"}"#))
    try await ok("POST", list + "/per/export")
    try await once("POST", list + "/per/erasure", nil, then: (list + "/ola/erasure", nil))
  }

  private func subscriptions() async throws {
    let list = World.path + "/subscriptions"
    try await once(
      "POST", list, World.subscription("three"), then: (list, World.subscription("four")))
    try await ok("GET", list + "?state=active&product=business-standard&channel=direct&limit=1")
    try await ok("GET", "/v1/subscriptions?dueBefore=2030-01-01T00:00:00Z")
    let read = try await ok("GET", World.one)
    try await expect(304, "GET", World.one, nil, [("if-none-match", read.tag ?? "")])
    try await once(
      "PATCH", World.one, #"{"pastDue":true}"#, then: (World.one, #"{"pastDue":false}"#))
    try await expect(412, "PATCH", World.one, #"{"pastDue":false}"#, [("if-match", #""v1""#)])
    let timeline = World.one + "/timeline"
    let read2 = try await ok("GET", timeline)
    try await expect(304, "GET", timeline, nil, [("if-none-match", read2.tag ?? "")])
    let calendar = try await ok("GET", timeline, nil, [("accept", "text/calendar")])
    #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
  }

  private func acts() async throws {
    let options = World.one + "/options?role=global-administrator"
    let read = try await ok("GET", options)
    try await expect(304, "GET", options, nil, [("if-none-match", read.tag ?? "")])
    try await ok("POST", World.one + "/quotes", World.cancel)
    try await expect(412, "POST", World.one + "/acts", World.cancel, [("if-match", #""v9""#)])
    try await once(
      "POST", World.one + "/acts", World.cancel,
      then: (World.one + "/acts", World.cancel.replacing("cancel", with: "keep")))
    // A reader may not cancel: a 409 with the receipt of the "no".
    let reader = World.cancel.replacing("profile-owner", with: "profile-reader")
    try await expect(409, "POST", World.path + "/subscriptions/two/acts", reader)
  }

  private func history() async throws {
    try await ok("GET", World.one + "/events")
    for list in ["events", "ledger", "receipts", "messages"] {
      try await ok("GET", "\(World.path)/\(list)?limit=1")
    }
    let receipts = try await ok("GET", World.path + "/receipts")
    let id = receipts.json["items"][0]["id"].text ?? ""
    let nobody = try await server.key([])
    #expect(try await server.get("/v1/receipts/\(id)", key: nobody).status == 403)
    for form in ["application/json", "application/jose", "text/html"] {
      let receipt = try await ok("GET", "/v1/receipts/\(id)", nil, [("accept", form)])
      #expect(receipt.form == form)
    }
  }

  private func batches() async throws {
    let list = World.path + "/batches"
    let body = World.cancel.dropLast() + #","subscriptions":["two","three"]}"#
    let made = try await ok("POST", list, String(body), [("idempotency-key", "batch")])
    let other = body.replacing(#""two","#, with: "")
    try await expect(422, "POST", list, String(other), [("idempotency-key", "batch")])
    try await server.engine.runBatches()
    let id = made.json["id"].text ?? ""
    let state = try await ok("GET", "\(list)/\(id)")
    #expect(state.json["state"].text == "finished")
    let items = try await ok("GET", "\(list)/\(id)/items")
    #expect(items.json["items"].items.map { $0["outcome"].text } == ["permitted", "permitted"])
  }

  private func failures() async throws {
    let place = WorkPlace(account: AccountID(stored: "nordlys"), subscription: nil)
    try await server.engine.store.write {
      try $0.fail(
        FailedWork(
          place: place, attempts: 1, problem: "nobody told why", retry: Timestamp(microseconds: 0),
          setAside: nil))
    }
    let failed = try await ok("GET", "/v1/operations/work")
    #expect(failed.json["items"][0]["problem"].text == "nobody told why")
    let retries = "/v1/operations/retries"
    try await expect(200, "POST", retries, #"{"account":"nordlys"}"#)
    try await expect(404, "POST", retries, #"{"account":"nordlys"}"#)
  }

  private func policies() async throws {
    try await ok("GET", "/v1/policies")
    let path = "/v1/policies/partner@2023-10-23"
    try await ok("GET", path + "?rule=cancel")
    let document = try await ok("GET", path, nil, [("accept", "application/yaml")])
    let newer = document.text.replacing("2023-10-23", with: "2027-01-01")
    try await ok("POST", "/v1/policies", newer, form: "application/yaml")
  }

  private func access() async throws {
    let made = try await ok("POST", "/v1/keys", #"{"label":"till","scopes":["read"]}"#)
    try await ok("GET", "/v1/keys?limit=1")
    try await ok("DELETE", "/v1/keys/\(made.json["id"].text ?? "")")
    let sessions = World.path + "/people/kari/sessions"
    let session = try await ok("POST", sessions)
    let token = try #require(session.json["token"].text)
    let caller = try await server.get("/v1/caller", key: token)
    #expect(caller.json["person"].text == "kari")
    try await ok("GET", sessions)
    try await ok("DELETE", "\(sessions)/\(session.json["id"].text ?? "")")
    #expect(try await server.get("/v1/caller", key: token).status == 401)
    try await ok("GET", "/v1/caller")
    try await ok("GET", "/v1/permissions")
  }

  private func clocks() async throws {
    let made = World.account.replacing("nordlys", with: "prove")
      .replacing(#""kind""#, with: #""clock":"2026-11-01T09:00:00Z","kind""#)
    try await ok("POST", "/v1/accounts", made)
    let path = "/v1/accounts/prove"
    try await ok("POST", path + "/subscriptions", World.subscription("own"))
    let before = try await ok("GET", path + "/clock")
    #expect(before.json["clock"].text == "test")
    let to = #"{"to":"2027-11-02T09:00:00Z"}"#
    let advanced = try await ok("POST", path + "/clock", to)
    #expect(advanced.json["finished"] == .boolean(true))
    #expect(!advanced.json["happened"].items.isEmpty)
    try await expect(400, "POST", path + "/clock", #"{"to":"2026-11-02T09:00:00Z"}"#)
    let other = try await server.send("POST", World.path + "/clock", to)
    #expect(other.status == 409)
    #expect(other.json["type"].text == "urn:tenure:problem:no-test-clock")
  }

  private func feeds() async throws {
    let list = World.path + "/feeds"
    let made = try await ok("POST", list, #"{"label":"phone","language":"nb"}"#)
    let address = try #require(made.json["address"].text?.split(separator: "/v1/").last)
    let path = "/v1/\(address)"
    let read = try await server.send("GET", path, key: .some(nil))
    #expect(read.form == "text/calendar")
    #expect(read.header("cache-control") == "private, max-age=900")
    try await expect(304, "GET", path, nil, [("if-none-match", read.header("etag") ?? "")])
    let all = try await ok("GET", list)
    #expect(all.json["items"].items.map { $0["address"].text } == [nil])
    try await ok("DELETE", "\(list)/\(made.json["id"].text ?? "")")
    #expect(try await server.send("GET", path, key: .some(nil)).status == 404)
  }

  private func operating() async throws {
    try await ok("POST", "/v1/operations/doctor")
    try await ok("POST", "/v1/operations/backups")
    let export = try await ok("GET", "/v1/operations/export")
    let report = try await ok(
      "POST", "/v1/operations/imports?dryRun=true", export.text, form: "application/jsonl")
    #expect(report.json["taken"].members.isEmpty)
    try await ok("POST", "/v1/operations/release")
  }
}

extension Walk {
  /// A path with what the world has, or with what it has not.
  static func filled(
    _ template: String, account: String = "nordlys", last: String? = nil
  ) -> String {
    let names = [
      "account": account, "person": last ?? "kari", "subscription": last ?? "one",
      "receipt": last ?? "nothing", "batch": last ?? "nothing", "domain": "nothing.example",
      "edition": last.map { "\($0)@2020-01-01" } ?? "partner@2023-10-23", "key": last ?? "nothing",
      "session": last ?? "nothing", "task": last ?? "nothing", "hold": last ?? "nothing",
      "export": last ?? "nothing", "brake": last ?? "clock",
      "feed": last ?? "nothing", "case": last ?? "nothing", "payment": last ?? "nothing",
      "secret": "\(last ?? "nothing").ics",
    ]
    return names.reduce(template) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// A body that an operation reads, as far as it must be read to refuse the caller.
  static func body(of operation: InterfaceDocument.Operation) -> (body: String?, form: String?) {
    let content = operation.node["requestBody"]["content"].members
    guard let form = content.keys.first else { return (nil, nil) }
    switch operation.id {
    case "createQuote", "carryOut": return (World.cancel, form)
    case "createSubscription": return (World.subscription("five"), form)
    case "advanceClock": return (#"{"to":"2030-01-01T00:00:00Z"}"#, form)
    case "createFeed": return (#"{"label":"phone"}"#, form)
    case "createBatch":
      return (String(World.cancel.dropLast()) + #","subscriptions":["two"]}"#, form)
    case "retryWork": return (#"{"account":"nobody"}"#, form)
    case "claimTask": return (#"{"seconds":60}"#, form)
    case "claimNextTask": return (#"{"kind":"export","seconds":60}"#, form)
    case "reportTask": return (#"{"attempt":1,"percent":1}"#, form)
    case "failTask": return (#"{"attempt":1,"problem":"none"}"#, form)
    case "completeTask": return (#"{"attempt":1}"#, form)
    case "openCase": return (#"{"phone":"+47 22 12 34 56"}"#, form)
    case "closeCase": return (#"{"state":"done"}"#, form)
    case "placeHold": return (#"{"reason":"a lawsuit"}"#, form)
    default: return ("{}", form)
    }
  }
}
