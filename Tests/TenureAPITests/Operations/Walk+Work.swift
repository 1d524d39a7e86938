import Foundation
import TenureDomain
import TenureTesting
import Testing

@testable import TenureAPI
@testable import TenureEngine

extension Walk {
  /// What keeps the dates: access, tasks, exports, holds and brakes.
  func work() async throws {
    try await accessCalls()
    try await exportCalls()
    try await taskCalls()
    try await holdCalls()
    let brakes = try await ok("GET", "/v1/operations/brakes")
    #expect(brakes.json["items"].items.count == 2)
    try await ok("POST", "/v1/operations/brakes/clock/release")
  }

  private func accessCalls() async throws {
    for path in [
      "\(World.path)/subscriptions/two/access",
      "\(World.path)/access?product=business-standard&at=2030-01-01T00:00:00Z",
    ] {
      let read = try await ok("GET", path)
      try await expect(304, "GET", path, nil, [("if-none-match", read.tag ?? "")])
    }
  }

  private func exportCalls() async throws {
    let list = World.one + "/exports"
    try await expect(201, "POST", list)
    let made = try await ok("POST", list)
    let path = "\(list)/\(made.json["id"].text ?? "")"
    try await ok("GET", list)
    let read = try await ok("GET", path)
    try await expect(304, "GET", path, nil, [("if-none-match", read.tag ?? "")])
    try await expect(409, "POST", path + "/addresses")
    try await once(
      "POST", "/v1/tasks/claim", #"{"kind":"export","seconds":60}"#,
      then: ("/v1/tasks/claim", #"{"kind":"deletion","seconds":60}"#))
    let task = "/v1/tasks/\(made.json["id"].text ?? "")"
    try await ok("POST", task + "/progress", #"{"attempt":1,"percent":50,"note":"half"}"#)
    try await ok(
      "POST", task + "/completion",
      #"{"attempt":1,"link":"https://files.example/1.zip","linkExpires":"2026-11-03T00:00:00Z"}"#)
    let address = try await ok("POST", path + "/addresses")
    let secret = try #require(
      address.json["address"].text.flatMap(URL.init(string:))?.path)
    let fetched = try await server.get(secret, key: .some(nil))
    #expect(fetched.status == 303)
    #expect(fetched.header("location") == "https://files.example/1.zip")
    #expect(fetched.header("cache-control") == "no-store")
    let before = server.clock.now()
    server.clock.move(to: before.adding(days: 2))
    #expect(try await server.get(secret, key: .some(nil)).status == 410)
    try await expect(410, "POST", path + "/addresses")
    #expect(try await server.get("/v1/exports/tnx_0", key: .some(nil)).status == 404)
    server.clock.move(to: before)
  }

  private func taskCalls() async throws {
    let engine = server.engine
    let task = try await engine.store.write { tx in
      let task = engine.task(
        .deletion, account: AccountID(stored: "nordlys"),
        subscription: SubscriptionID(stored: "two"), notBefore: engine.clock.now(), goneBy: nil,
        at: engine.clock.now())
      try tx.insert(task)
      return task
    }
    let path = "/v1/tasks/\(task.id)"
    try await ok("GET", "/v1/tasks?kind=deletion&state=waiting&account=nordlys&limit=1")
    let read = try await ok("GET", path)
    try await expect(304, "GET", path, nil, [("if-none-match", read.tag ?? "")])
    try await once(
      "POST", path + "/claim", #"{"seconds":60}"#, then: (path + "/claim", #"{"seconds":61}"#))
    try await ok("POST", path + "/failure", #"{"attempt":1,"problem":"no disk"}"#)
    try await expect(409, "POST", path + "/claim", #"{"seconds":60}"#)
    try await ok("POST", path + "/completion", #"{"attempt":1}"#)
  }

  private func holdCalls() async throws {
    let list = World.path + "/holds"
    try await once(
      "POST", list, #"{"reason":"a lawsuit","legal":true}"#, then: (list, #"{"reason":"other"}"#))
    let holds = try await ok("GET", list)
    try await ok("GET", "/v1/holds")
    let id = holds.json["items"][0]["id"].text ?? ""
    try await ok("POST", "\(list)/\(id)/release")
    #expect(try await ok("GET", "/v1/holds").json["items"].items.isEmpty)
  }
}
