import TenureEngine

extension Endpoints {
  /// What an operator sees of all accounts at once.
  static let overview: [Endpoint] = [
    .get("getOverview", "/v1/overview") { call in
      Reply(json: try JSONText.bytes(await call.engine.overview(by: call.known())))
    },
    .get("findEvents", "/v1/events", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.recentEvents(
          after: call.place(), limit: call.limit(), by: call.known()))
    },
  ]
}
