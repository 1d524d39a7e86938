import TenureEngine

extension Endpoints {
  /// What could not be carried out when it was due.
  static let work: [Endpoint] = [
    .get("listFailedWork", "/v1/operations/work", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.failedWork(after: call.place(), limit: call.limit(), by: call.known()))
    },
    .post("retryWork", "/v1/operations/retries") { call in
      Reply(try await call.engine.retryWork(call.body, by: call.known()))
    },
  ]
}
