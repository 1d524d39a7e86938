import TenureDomain
import TenureEngine
import TenurePolicy

/// An account's home: what there is, how it stands, and how to leave each.
enum AccountPage {
  struct Model: Sendable {
    struct Row: Sendable {
      let name: String
      let path: String
      let state: String
      let stateName: String
      let until: String
      let cancel: String?
    }

    let rows: [Row]
    let hasRows: Bool
    let next: String?
  }

  static let routes: [Route] = [.get("/accounts/{account}", get)]

  private static let rowsShown = 20

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = try visit.accountID()
    let page = try await visit.engine.subscriptions(
      SubscriptionFilter(account: id, now: visit.engine.clock.now()),
      after: visit.query["after"], limit: rowsShown, by: try visit.caller())
    let rows = page.items.map { row(of: $0, id, visit) }
    let model = Model(
      rows: rows, hasRows: !rows.isEmpty,
      next: page.next.map { Place.account(id).path([("after", $0)]) })
    let key = account.kind == "consumer" ? "account.services" : "account.billing"
    return .page("account", title: visit.text(key), in: .account, model)
  }

  private static func row(
    of body: SubscriptionBody, _ account: AccountID, _ visit: Visit
  ) -> Model.Row {
    let id = SubscriptionID(stored: body.id)
    return Model.Row(
      name: visit.product(body.product), path: Place.subscription(account, id).path,
      state: body.state,
      stateName: SubscriptionState(rawValue: body.state).map { visit.say.name(of: $0) } ?? "",
      until: body.term.map { visit.date($0.end) } ?? "",
      cancel: body.state == "active" ? Place.cancel(account, id).path : nil)
  }
}
