import HTTPTypes
import TenureEngine

extension Endpoints {
  private static let account = "/v1/accounts/{account}"

  static let history: [Endpoint] = [
    .get("listSubscriptionEvents", subscriptionPath + "/events", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.events(
          of: call.account(), subscription: call.subscription(), after: call.place(),
          limit: call.limit(), by: call.known()))
    },
    .get("listEvents", account + "/events", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.events(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("listLedger", account + "/ledger", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.ledger(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("listReceipts", account + "/receipts", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.receipts(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("listMessages", account + "/messages", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.messages(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("getReceipt", "/v1/receipts/{receipt}", forms: [.json, .jose, .html]) { call in
      let receipt = try await call.engine.receipt(
        call.id("receipt", Named.Receipt.self), by: call.known())
      switch call.form {
      case .jose: return Reply(.ok, .bytes(Array(receipt.compact.utf8), .jose))
      case .html:
        let names = try await call.engine.names(for: receipt, by: call.known())
        let page = try ReceiptPage(receipt, names: names, shelf: call.engine.shelf)
        return Reply(.ok, .bytes(Array(page.html.utf8), .html))
      default: return Reply(json: receipt.payload)
      }
    },
  ]
}
