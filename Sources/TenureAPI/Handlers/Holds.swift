import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/holds"
  private static let brakes = "/v1/operations/brakes"

  /// What keeps data from being deleted.
  static let holds: [Endpoint] = [
    .post("placeHold", list) { call in
      Reply(
        try await call.engine.placeHold(
          call.body, on: call.account(), by: call.known(), once: call.once()))
    },
    .get("listHolds", list, query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.holds(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .post("releaseHold", list + "/{hold}/release", input: .nothing) { call in
      Reply(
        try await call.engine.releaseHold(
          call.id("hold", Named.Hold.self), of: call.account(), by: call.known()))
    },
    .get("findHolds", "/v1/holds", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.holdsInForce(
          after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("getBrakes", brakes) { call in
      try call.reply(Page(await call.engine.brakes(by: call.known()), next: nil))
    },
    .post("releaseBrake", brakes + "/{brake}/release", input: .nothing) { call in
      Reply(
        try await call.engine.releaseBrake(call.parameters["brake"] ?? "", by: call.known()))
    },
  ]
}
