import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

@Suite struct ExportTaskTests {
  @Test func `administrators ask for their data while the subscription is disabled`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      let export = try await world.export()
      #expect(export.state == "waiting" && export.askedBy == "shop")
      // Administrators lose the data with the end of the disabled state, 90 days on.
      #expect(export.doneBy == "2025-06-12T22:00:00Z")
      #expect(try await world.export() == export)
      let id = TaskID(stored: export.id)
      let error = await #expect(throws: EngineError.self) { try await world.secret(id) }
      #expect(reason(of: error) == "not now: the export is waiting and has no result")
      _ = try await world.claim(id)
      _ = try await world.report(id, #"{"attempt": 1, "percent": 30, "note": "mail"}"#)
      #expect(try await world.read(id).percent == 30)
      _ = try await world.complete(id, attempt: 1, #", "link": "https://files.example/1.zip""#)
      let told = try await world.messages("export.ready")
      #expect(Set(told.map(\.recipient)) == [.globalAdministrator, .billingAdministrator])
      let secret = try await world.secret(id)
      #expect(try await world.read(id).result?.fetched == nil)
      for _ in 0..<2 {
        #expect(
          try await world.engine.fetchExport(secret.text) == "https://files.example/1.zip")
      }
      #expect(try await world.read(id).result?.fetched == "2025-03-15T09:00:00Z")
      #expect(
        try await world.taskEvents() == [
          "task.created", "task.claimed", "task.completed", "export.fetched",
        ])
    }
  }

  @Test func `a result can be fetched for seven days, then asked for again`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let id = try await world.finishedExport()
      let secret = try await world.secret(id)
      world.wait(7 * 86_400 - 1)
      _ = try await world.engine.fetchExport(secret.text)
      world.wait(1)
      let error = await #expect(throws: EngineError.self) {
        try await world.engine.fetchExport(secret.text)
      }
      #expect(reason(of: error)?.contains("until 2025-03-22T09:00:00Z") == true)
      await #expect(throws: EngineError.self) { try await world.secret(id) }
      #expect(try await world.read(id).result?.isExpired == true)
      #expect(try await world.export().id != id.text)
    }
  }

  @Test func `a new address takes the place of the one before, and only its hash is kept`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let id = try await world.finishedExport()
      let first = try await world.secret(id)
      let second = try await world.secret(id)
      await #expect(throws: EngineError.notFound("export")) {
        try await world.engine.fetchExport(first.text)
      }
      _ = try await world.engine.fetchExport(second.text)
      #expect(try await world.stored(id).link?.secret == Hash.sha256(Array(second.text.utf8)))
      let bodies = try await world.events(of: nil).map { String(decoding: $0.body, as: UTF8.self) }
      #expect(!bodies.contains { $0.contains(second.text) || $0.contains("files.example") })
    }
  }

  @Test func `what is deleted cannot be exported, and the refusal says what can be done`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      world.wait(91 * 86_400)
      let error = await #expect(throws: EngineError.self) { try await world.export() }
      guard case .refusedExport(let refusal) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(refusal.reasons.map(\.rule) == ["access/gone"])
      #expect(refusal.waysForward.map(\.way) == ["buy-again", "contact-support"])
    }
  }

  @Test func `data whose deletion is done cannot be exported`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(.cancel())
      let deletion = try await world.addTask()
      _ = try await world.claim(deletion.id)
      _ = try await world.complete(deletion.id, attempt: 1)
      let error = await #expect(throws: EngineError.self) { try await world.export() }
      guard case .refusedExport(let refusal) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(refusal.text == "the data was deleted")
    }
  }
}

extension World {
  fileprivate func export() async throws -> ExportBody {
    let answer = try await engine.createExport(
      of: Self.premium, in: Self.fjord, by: Self.program)
    return try JSONText.value(ExportBody.self, answer.body)
  }

  fileprivate func read(_ id: TaskID) async throws -> ExportBody {
    try await engine.export(id, of: Self.premium, in: Self.fjord, by: Self.program).body
  }

  fileprivate func secret(_ id: TaskID) async throws -> ExportSecret {
    try await engine.createExportSecret(
      for: id, of: Self.premium, in: Self.fjord, by: Self.program)
  }

  /// An export that is done now, with its result for seven days.
  fileprivate func finishedExport() async throws -> TaskID {
    let id = TaskID(stored: try await export().id)
    _ = try await claim(id)
    _ = try await complete(id, attempt: 1, #", "link": "https://files.example/1.zip""#)
    return id
  }
}
