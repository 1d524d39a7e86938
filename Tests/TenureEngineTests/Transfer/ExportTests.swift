import Synchronization
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting
import Testing

/// What an export holds, and that it brings everything back.
@Suite struct `An export` {
  private final class Pieces: Sendable {
    private let bytes: Mutex<[UInt8]> = Mutex([])
    func add(_ piece: [UInt8]) { bytes.withLock { $0 += piece } }
    var all: [UInt8] { bytes.withLock { $0 } }
  }

  private func export(_ world: World) async throws -> [UInt8] {
    let pieces = Pieces()
    _ = try await world.engine.exportRows(by: .console) { pieces.add($0) }
    return pieces.all
  }

  /// A history with a cancellation: receipt, ledger entry, messages, a word of feedback.
  private func addHistory(to world: World) async throws {
    try await world.addFjord()
    try await world.addSubscription(
      "basic", #", "channel": "self-service", "purchaser": "kari", "method": "card-1""#)
    _ = try await world.act(.cancel(feedback: "Too dear"))
    world.clock.move(to: world.clock.now().adding(days: 40))
    _ = try await world.act(ActRequest(Act(.reactivate)))
    _ = try await world.hold(#", "until": "2026-01-01T00:00:00Z", "legal": true"#)
    _ = try await world.engine.openCase(
      world.json(#"{"phone": "22 12 34 56", "person": "kari", "note": "a\nb"}"#),
      in: World.fjord, by: World.program)
    try await world.addTask(goneBy: world.clock.now().adding(days: 60))
    let export = try await world.addTask(.export)
    _ = try await world.claim(export.id)
    _ = try await world.complete(export.id, attempt: 1, #", "link": "https://files.example/1""#)
  }

  @Test func `comes back byte by byte`() async throws {
    try await World.with { world in
      try await addHistory(to: world)
      let first = try await export(world)
      let text = String(decoding: first, as: UTF8.self)
      for kind in [
        "account", "person", "subscription", "receipt", "entry", "event", "message", "hold", "task",
        "case",
      ] {
        #expect(text.contains("\"type\":\"\(kind)\""), "\(kind)")
      }
      #expect(text.contains(#""purchaser":"kari""#) && text.contains(#""method":"card-1""#))
      try await World.with(at: world.clock.now()) { other in
        let report = try await other.engine.importRows(
          ImportBatch(name: "export", rows: first), by: .console)
        #expect(report.alreadyThere == 0)
        #expect(try await export(other) == first)
        let again = try await other.engine.importRows(
          ImportBatch(name: "export", rows: first), by: .console)
        #expect(again.taken.isEmpty)
      }
    }
  }

  /// Payments of each outcome, a key that was used, storage that is too full, and a calendar that
  /// programs have read at its secret address.
  private func addPromises(to world: World) async throws -> String {
    try await world.addFjord()
    try await world.addSubscription("basic")
    try await world.addFamily()
    _ = try await world.engine.createSubscription(
      world.json(
        #"""
        {"id": "prepaid", "product": "business-premium", "kind": "prepaid",
         "started": "2025-03-10T09:00:00Z", "recurringBilling": false, "paymentMethod": "none",
         "term": {"start": "2025-03-10", "end": "2026-03-10", "interval": "year"}}
        """#), in: World.fjord, by: World.program)
    try await redeem(in: world)
    let (_, secret) = try await world.addFeed()
    _ = try await world.engine.readFeed(secret)
    try await world.work(until: "2025-06-12T09:00:00Z")
    let due = try await world.payments()
    try #require(due.count == 3)
    try await world.report("paid", due[0].id)
    try await world.report("paid", due[1].id)
    try await world.report("charged-back", due[1].id)
    _ = try await world.engine.readFeed(secret)
    // Its next billing was told, and holds no longer.
    _ = try await world.act(.cancel(), on: SubscriptionID(stored: "basic"))
    _ = try await world.engine.readFeed(secret)
    return secret
  }

  private func redeem(in world: World) async throws {
    _ = try await world.engine.redeemKey(
      on: SubscriptionID(stored: "prepaid"), of: World.fjord,
      world.json(#"{"key": "AB3DE-FGH5J-KLM7N"}"#), by: World.program)
  }

  @Test func `keeps what was promised after a restore`() async throws {
    try await World.with { world in
      let secret = try await addPromises(to: world)
      let first = try await export(world)
      let text = String(decoding: first, as: UTF8.self)
      for kind in ["payment", "product-key", "storage", "feed", "calendar-entry"] {
        #expect(text.contains("\"type\":\"\(kind)\""), "\(kind)")
      }
      #expect(!text.contains(secret))
      try await World.with(at: world.clock.now()) { other in
        _ = try await other.engine.importRows(
          ImportBatch(name: "export", rows: first), by: .console)
        #expect(try await export(other) == first)
        let again = try await other.engine.importRows(
          ImportBatch(name: "export", rows: first), by: .console)
        #expect(again.taken.isEmpty)
        #expect(try await other.payments() == (try await world.payments()))
        #expect(
          try await other.storage(of: World.ola) == (try await world.storage(of: World.ola)))
        #expect(try await other.storage(of: World.ola).state == "over")
        let calendar = try await other.engine.readFeed(secret)
        #expect(try await world.engine.readFeed(secret).text == calendar.text)
        #expect(calendar.text.contains("SEQUENCE:1"))
        await #expect(throws: EngineError.self) { try await redeem(in: other) }
      }
    }
  }

  /// A row of each kind that says something else than what is there.
  @Test(arguments: [
    ("payment", #""attempts":0"#, #""attempts":7"#, "exists already with other values"),
    ("product-key", #""at":"2025"#, #""at":"2024"#, "for something else"),
    ("storage", #""used":8"#, #""used":9"#, "other storage of `ola`"),
    ("feed", #""label":"phone""#, #""label":"desk""#, "exists already with other values"),
    ("calendar-entry", #""sequence":0"#, #""sequence":9"#, "something else"),
  ])
  func `does not overwrite what is there`(
    kind: String, what: String, other: String, problem: String
  ) async throws {
    try await World.with { world in
      _ = try await addPromises(to: world)
      let text = String(decoding: try await export(world), as: UTF8.self)
      let row = try #require(
        text.split(separator: "\n").first {
          $0.contains("\"type\":\"\(kind)\"") && $0.contains(what)
        })
      let changed = row.replacing(what, with: other)
      try #require(changed != row)
      let errors = await #expect(throws: InputErrors.self) {
        try await world.engine.importRows(
          ImportBatch(name: "row", rows: Array(changed.utf8)), by: .console)
      }
      #expect(errors?.errors.first?.problem.contains(problem) == true)
    }
  }

  @Test func `holds no secrets`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (record, secret) = world.engine.key(label: "canary-label", scopes: [.operate])
      try await world.engine.store.write { try $0.insert(record) }
      let text = String(decoding: try await export(world), as: UTF8.self)
      #expect(text.contains("Fjord AS"))
      #expect(!text.contains(secret))
      #expect(!text.contains("canary-label"))
      #expect(!text.contains(Hexadecimal.text(record.hash)))
    }
  }

  /// One word of an event's body is changed: its hash no longer fits.
  @Test func `cannot be altered on the way`() async throws {
    try await World.with { world in
      try await addHistory(to: world)
      let text = String(decoding: try await export(world), as: UTF8.self)
      let altered = text.split(separator: "\n").map { row in
        guard row.contains(#""event":"act.carried-out""#) else { return String(row) }
        return row.split(separator: #"\"outcome\":\"permitted\""#)
          .joined(separator: #"\"outcome\":\"refused\""#)
      }.joined(separator: "\n")
      #expect(altered.count < text.count)
      try await World.with { other in
        let errors = await #expect(throws: InputErrors.self) {
          try await other.engine.importRows(
            ImportBatch(name: "export", rows: Array(altered.utf8)), by: .console)
        }
        #expect(
          errors?.errors.first?.problem == "it is not the hash of the event before and of the body")
      }
    }
  }

  /// Without the first event the second follows on nothing.
  @Test func `is refused with a gap in a history`() async throws {
    try await World.with { world in
      try await addHistory(to: world)
      let lines = String(decoding: try await export(world), as: UTF8.self).split(separator: "\n")
      let gapped = lines.filter { !$0.contains(#""sequence":1,"#) }
      #expect(gapped.count == lines.count - 1)
      try await World.with { other in
        let errors = await #expect(throws: InputErrors.self) {
          try await other.engine.importRows(
            ImportBatch(name: "export", rows: Array(gapped.joined(separator: "\n").utf8)),
            by: .console)
        }
        #expect(errors?.errors.first?.problem == "event 2 follows on event 0")
      }
    }
  }

  @Test func `of one account has only that account`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.importRows(
        ImportBatch(name: "a", rows: Array(`An import`.account.utf8)), by: .console)
      let pieces = Pieces()
      _ = try await world.engine.exportRows(of: World.fjord, by: .console) { pieces.add($0) }
      let text = String(decoding: pieces.all, as: UTF8.self)
      #expect(text.contains("Fjord AS"))
      #expect(!text.contains("Nord AS"))
    }
  }
}

/// Restored copies send and delete nothing until somebody lets them.
@Suite struct `A held copy` {
  @Test func `is released once`() async throws {
    try await World.with { world in
      let store = world.engine.store
      #expect(try await store.isReleased())
      try await store.write { try $0.set(Release.setting, to: Release.held) }
      #expect(try await !store.isReleased())
      #expect(try await world.engine.release(by: .console))
      #expect(try await store.isReleased())
      #expect(try await !world.engine.release(by: .console))
    }
  }
}
