import HTTPTypes
import TenureEngine

extension Endpoints {
  /// Whether the server lives, and whether it can serve.
  static let health: [Endpoint] = [
    .get("getLive", "/health/live") { _ in
      Reply(json: Array(#"{"status":"live"}"#.utf8))
    }.open,
    .get("getReady", "/health/ready") { call in
      let problems = await call.api.problems()
      let status = problems.isEmpty ? "ready" : "not-ready"
      let json = JSONPieces.object([
        ("problems", JSONPieces.array(problems.map(JSONPieces.quoted))),
        ("status", JSONPieces.quoted(status)),
      ])
      return Reply(json: json, problems.isEmpty ? .ok : .serviceUnavailable)
    }.open,
  ]
}
