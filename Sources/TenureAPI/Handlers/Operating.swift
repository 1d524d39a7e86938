import HTTPTypes
import TenureEngine

extension Endpoints {
  /// What an operator asks of a running server.
  static let operating: [Endpoint] = [
    .post("checkStore", "/v1/operations/doctor", input: .nothing) { call in
      try call.known().may(.operate)
      guard let check = call.api.work.check else { throw Problem(.unavailable, cannot) }
      return Reply(json: try await check())
    }.long,
    .post("createBackup", "/v1/operations/backups", input: .nothing) { call in
      try call.known().may(.operate)
      guard let backup = call.api.work.backup else { throw Problem(.conflict, cannot) }
      return Reply(json: try await backup(), .created)
    }.long,
    .post("importRows", "/v1/operations/imports", input: .largeBody(.jsonLines)) { call in
      try Reply(await call.engine.importRows(batch(call), by: call.known()))
    }.with { $0.query = ["dryRun", "source", "position", "context"] }.long,
    .get("exportRows", "/v1/operations/export", query: ["account"], forms: [.jsonLines]) { call in
      try export(call)
    }.long,
    .post("releaseCopy", "/v1/operations/release", input: .nothing) { call in
      let wasHeld = try await call.engine.release(by: call.known())
      return Reply(json: Array(#"{"wasHeld":\#(wasHeld)}"#.utf8))
    },
  ]

  private static let cannot = "The database is looked after by its own tools."

  private static func batch(_ call: Call) throws -> ImportBatch {
    func count(_ name: String, upTo limit: Int) throws -> Int {
      try call.query.value(name, "write a number from 0 to \(limit)") {
        Int($0).flatMap { (0...limit).contains($0) ? $0 : nil }
      } ?? 0
    }
    return ImportBatch(
      name: "rows", rows: call.body, source: call.query["source"],
      position: try count("position", upTo: 9_000_000_000_000_000),
      context: try count("context", upTo: ImportBatch.mostRows),
      isDryRun: try call.query.value("dryRun", "write `true` or `false`") { Bool($0) } ?? false)
  }

  /// The permission is asked before the first byte, after which no error can be told any more.
  private static func export(_ call: Call) throws -> Reply {
    let caller = try call.known()
    try caller.may(.operate)
    let account: AccountID? = try call.query.value("account", "write an id") { AccountID($0) }
    let engine = call.engine
    let pieces = PieceStream { queue in
      Task {
        do {
          _ = try await engine.exportRows(of: account, by: caller) { try queue.put($0) }
          queue.end(nil)
        } catch {
          queue.end(error)
        }
      }
    }
    return Reply(.ok, .stream(.jsonLines, pieces))
  }
}
