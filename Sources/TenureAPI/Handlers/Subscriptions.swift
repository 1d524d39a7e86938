import HTTPTypes
import TenureDomain
import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/subscriptions"
  static let subscriptionPath = list + "/{subscription}"
  private static let filters = ["state", "product", "channel", "dueBefore"]

  static let subscriptions: [Endpoint] = [
    .post("createSubscription", list) { call in
      Reply(
        try await call.engine.createSubscription(
          call.body, in: call.account(), by: call.known(), once: call.once()))
    },
    .get("listSubscriptions", list, query: filters + Call.pageQuery) { call in
      try await page(call, of: call.account())
    },
    .get("findSubscriptions", "/v1/subscriptions", query: filters + Call.pageQuery) { call in
      try await page(call, of: nil)
    },
    .get("getSubscription", subscriptionPath) { call in
      try Reply(
        await call.engine.subscription(
          call.subscription(), of: call.account(), by: call.known()))
    },
    .patch("changeSubscription", subscriptionPath) { call in
      Reply(
        try await call.engine.changeSubscription(
          call.subscription(), of: call.account(), call.body, by: call.known(),
          ifVersion: call.expectedVersion(), once: call.once()))
    },
    .get("getTimeline", subscriptionPath + "/timeline", forms: [.json, .calendar]) { call in
      if call.form == .calendar {
        let text = try await call.engine.calendar(
          of: call.subscription(), in: call.account(), by: call.known(), language: call.language)
        return Reply(.ok, .bytes(Array(text.utf8), .calendar))
      }
      return try Reply(
        await call.engine.timeline(
          of: call.subscription(), in: call.account(), by: call.known(), language: call.language))
    },
  ]

  private static func page(_ call: Call, of account: AccountID?) async throws -> Reply {
    var filter = SubscriptionFilter(account: account, now: call.engine.clock.now())
    filter.state = try word(call, "state")
    filter.channel = try word(call, "channel")
    filter.product = try call.text("product", upTo: 100).map { ProductID($0) }
    filter.dueBefore = try call.query.value(
      "dueBefore", "write an instant such as `2027-01-01T00:00:00Z`", { Timestamp($0) })
    return try call.reply(
      await call.engine.subscriptions(
        filter, after: call.place(), limit: call.limit(), by: call.known()))
  }

  /// A query parameter that is one of a closed set of words.
  static func word<Value: Word>(_ call: Call, _ name: String) throws -> Value? {
    let words = Value.words.map { "`\($0)`" }.joined(separator: ", ")
    return try call.query.value(name, "write one of \(words)") { Value(rawValue: $0) }
  }
}
