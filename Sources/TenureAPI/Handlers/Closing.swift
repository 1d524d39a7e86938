import TenureDomain
import TenureEngine

extension Endpoints {
  private static let account = "/v1/accounts/{account}"
  private static let storage = account + "/people/{person}/storage"
  private static let share = subscriptionPath + "/shares/{person}"

  /// Closing an account, its use, and what its people keep in the cloud.
  static let closing: [Endpoint] = [
    .get("getClosure", account + "/closure", query: ["person", "role"]) { call in
      try Reply(
        await call.engine.closure(
          of: call.account(), for: named(call), by: call.known(), language: call.language))
    },
    .post("closeAccount", account + "/closure") { call in
      let answer = try await call.engine.closeAccount(
        call.account(), call.body, by: call.known(), once: call.once(),
        ifVersion: call.expectedVersion())
      if !answer.isReplay, let act = answer.act {
        call.api.metrics.countAct(act.outcome.rawValue)
      }
      return Reply(answer, requestID: call.exchange.requestID)
    },
    .post("reportUsage", account + "/usage") { call in
      Reply(
        try await call.engine.reportUsage(of: call.account(), call.body, by: call.known()))
    },
    .get("getStorage", storage) { call in
      try Reply(
        await call.engine.storage(
          of: call.person(), in: call.account(), by: call.known(), language: call.language))
    },
    .put("setStorage", storage) { call in
      Reply(
        try await call.engine.setStorage(
          of: call.person(), in: call.account(), call.body, by: call.known()))
    }.with { $0.input = .body(.json) },
    .post("reopenStorage", storage + "/reopening", input: .optionalBody(.json)) { call in
      Reply(
        try await call.engine.reopenStorage(
          of: call.person(), in: call.account(), call.body, by: call.known()))
    },
    .put("share", share) { call in
      Reply(
        try await call.engine.share(
          call.subscription(), of: call.account(), with: call.person(), by: call.known()))
    },
    .delete("stopSharing", share) { call in
      Reply(
        try await call.engine.stopSharing(
          call.subscription(), of: call.account(), with: call.person(), by: call.known()))
    },
  ]
}
