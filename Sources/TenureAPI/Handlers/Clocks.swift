import TenureEngine

extension Endpoints {
  private static let clock = "/v1/accounts/{account}/clock"

  /// The time of an account.
  static let clocks: [Endpoint] = [
    .get("getClock", clock) { call in
      try Reply(await call.engine.clock(of: call.account(), by: call.known()))
    },
    .post("advanceClock", clock) { call in
      try Reply(
        await call.engine.advanceClock(of: call.account(), call.body, by: call.known()))
    }.long,
  ]
}
