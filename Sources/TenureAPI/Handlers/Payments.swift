import HTTPTypes
import TenureDomain
import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/payments"

  static let payments: [Endpoint] = [
    .get("listPayments", list, query: ["state"] + Call.pageQuery) { call in
      try await page(call, of: call.account())
    },
    .get("findPayments", "/v1/payments", query: ["state"] + Call.pageQuery) { call in
      try await page(call, of: nil)
    },
    .get("getPayment", list + "/{payment}") { call in
      try Reply(
        await call.engine.payment(
          call.id("payment", Named.Payment.self), of: call.account(), by: call.known()))
    },
    .post("reportPayment", list + "/{payment}/outcome") { call in
      Reply(
        try await call.engine.reportPayment(
          call.id("payment", Named.Payment.self), of: call.account(), call.body,
          by: call.known(), once: call.once()))
    },
    .post("redeemKey", subscriptionPath + "/keys") { call in
      Reply(
        try await call.engine.redeemKey(
          on: call.subscription(), of: call.account(), call.body, by: call.known(),
          once: call.once()))
    },
  ]

  private static func page(_ call: Call, of account: AccountID?) async throws -> Reply {
    let filter = PaymentFilter(account: account, state: try word(call, "state"))
    return try call.reply(
      await call.engine.payments(
        filter, after: call.place(), limit: call.limit(), by: call.known()))
  }
}
