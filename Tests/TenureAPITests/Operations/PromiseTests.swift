import TenureDomain
import TenureTesting
import Testing

@testable import TenureAPI
@testable import TenureEngine

/// What a product sees of access, tasks, holds and brakes over HTTP.
@Suite struct PromiseTests {
  @Test func `an answer about access may be kept until it may be another one`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let path = World.one + "/access"
      let first = try await server.get(path)
      #expect(first.header("cache-control") == "private, max-age=300")
      #expect(first.header("vary") == "Authorization")
      #expect(first.json["until"].text == "2027-10-31T23:00:00Z")
      let tag = try #require(first.tag)
      let again = try await server.get(path, headers: [("if-none-match", tag)])
      #expect(again.status == 304 && again.header("cache-control") == "private, max-age=300")
      // What was foreseen may turn out otherwise, so it is not kept.
      let later = try await server.get(path + "?at=2028-01-01T00:00:00Z")
      #expect(later.header("cache-control") == "private, no-cache")
      #expect(try await server.post(World.one + "/acts", World.cancel).status == 200)
      let changed = try await server.get(path, headers: [("if-none-match", tag)])
      #expect(changed.status == 200 && changed.json["users"].text == "none")
      #expect(try await server.get(path + "?at=yesterday").status == 400)
      #expect(try await server.get(World.path + "/access").status == 400)
    }
  }

  @Test func `a refused claim says why, and who can change that`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let task = try await server.addDeletion()
      _ = try await server.post(World.path + "/holds", #"{"reason":"lawsuit 24-1234"}"#)
      let claim = #"{"seconds":60}"#
      let held = try await server.post("/v1/tasks/\(task)/claim", claim)
      #expect(held.status == 409 && held.json["type"].text == "urn:tenure:problem:not-now")
      #expect(held.json["detail"].text?.contains("lawsuit 24-1234") == true)
      let next = try await server.post("/v1/tasks/claim", #"{"kind":"deletion","seconds":60}"#)
      #expect(next.status == 200 && next.text == "{}")
      let reader = try await server.key([.read, .act, .write])
      let other = try await server.send(
        "POST", "/v1/tasks/\(task)/claim", claim, key: reader)
      #expect(other.status == 403)
    }
  }

  @Test func `a worker that lost its task is told so`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let path = "/v1/tasks/\(try await server.addDeletion())"
      for attempt in 1...2 {
        let claimed = try await server.post(path + "/claim", #"{"seconds":60}"#)
        #expect(claimed.json["attempt"].number == Int64(attempt))
        server.clock.move(to: server.clock.now().adding(seconds: 61))
      }
      let late = try await server.post(path + "/completion", #"{"attempt":1}"#)
      #expect(late.status == 409 && late.json["type"].text == "urn:tenure:problem:claim-lost")
      let linked = try await server.post(
        path + "/completion", #"{"attempt":2,"link":"https://x.example/1"}"#)
      #expect(linked.status == 400)
      #expect(try await server.post(path + "/completion", #"{"attempt":2}"#).status == 200)
    }
  }

  @Test func `a refused export has reasons and ways forward`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      #expect(try await server.post(World.one + "/acts", World.cancel).status == 200)
      server.clock.move(to: server.clock.now().adding(days: 100))
      let refused = try await server.post(World.one + "/exports")
      #expect(refused.status == 409 && refused.json["type"].text == "urn:tenure:problem:not-now")
      #expect(refused.json["reasons"][0]["rule"].text == "access/gone")
      #expect(refused.json["waysForward"][0]["way"].text == "buy-again")
    }
  }

  @Test func `metrics tell what waits and what stops it`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      _ = try await server.addDeletion()
      let now = server.clock.now()
      _ = try await server.engine.store.write {
        try $0.apply(.clock, because: "it leapt", at: now)
      }
      #expect(!PrometheusText(server.metrics).text.contains("tenure_tasks"))
      server.metrics.gauge(try await server.engine.workGauges())
      let text = PrometheusText(server.metrics).text
      for line in [
        #"tenure_tasks{kind="deletion",state="waiting"} 1"#,
        #"tenure_tasks{kind="export",state="waiting"} 0"#,
        #"tenure_tasks_escalated{kind="deletion"} 0"#, #"tenure_brake_on{brake="clock"} 1"#,
        #"tenure_brake_on{brake="deletions"} 0"#, "tenure_holds_in_force 0",
      ] {
        #expect(text.contains(line + "\n"), "\(line)")
      }
    }
  }
}

extension TestServer {
  /// A deletion of what subscription `two` left behind, to be claimed now.
  fileprivate func addDeletion() async throws -> TaskID {
    let engine = engine
    return try await engine.store.write { tx in
      let now = engine.clock.now()
      let task = engine.task(
        .deletion, account: AccountID(stored: "nordlys"),
        subscription: SubscriptionID(stored: "two"), notBefore: now, goneBy: nil, at: now)
      try tx.insert(task)
      return task.id
    }
  }
}
