import TenureDomain
import TenureEngine
import TenurePolicy

/// Every subscription of an account, page by page.
enum SubscriptionsPage {
  struct Model: Sendable {
    let search: ProductSearch
    let products: [ProductRow]
    let hasProducts: Bool
    let caption: String
    let pager: Pager
    /// Whether anything was looked for.
    let isFiltered: Bool
    let all: String
    let empty: EmptyProducts
  }

  static let routes: [Route] = [.get("/accounts/{account}/subscriptions", get)]

  private static let rowsShown = 20

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = AccountID(stored: account.id)
    let search = ProductSearch(visit)
    let page = try await visit.engine.subscriptions(
      search.filter(of: id, visit), after: visit.query["after"], limit: rowsShown,
      by: try visit.caller())
    let pager = Pager(visit, .subscriptions(id), page, keeping: search.query, step: rowsShown)
    let model = Model(
      search: search, products: ProductRow.rows(page.items.map { SubscriptionWords($0, visit) }),
      hasProducts: !page.items.isEmpty, caption: pager.range, pager: pager,
      isFiltered: search.isUsed, all: Place.subscriptions(id).path, empty: EmptyProducts(visit))
    return .page(
      "subscriptions", title: visit.text("products.title"), lead: visit.text("products.lead"),
      in: .subscriptions, under: [Crumb(account.name, .account(id))], model)
  }
}

/// The form that looks for products.
struct ProductSearch: Sendable {
  struct Choice: Sendable {
    let value: String
    let name: String
    let isChosen: Bool
  }

  let states: [Choice]
  let products: [Choice]
  private let state: SubscriptionState?
  private let product: ProductID?

  /// What was looked for in the address. What is no state or product counts as nothing.
  init(_ visit: Visit) {
    let state = visit.query["state"].flatMap { SubscriptionState(rawValue: $0) }
    let line: ProductLine =
      visit.account?.kind == AccountKind.consumer.rawValue ? .consumer : .business
    let sold = visit.engine.shelf.products.products.filter { $0.line == line }
    let product = visit.query["product"].flatMap { text in sold.first { $0.id.text == text }?.id }
    self.state = state
    self.product = product
    states = SubscriptionState.allCases.sorted { $0.rank < $1.rank }.map {
      Choice(
        value: $0.rawValue, name: visit.say.name(of: $0).withCapital, isChosen: $0 == state)
    }
    products = sold.map {
      Choice(value: $0.id.text, name: $0.title ?? $0.id.text, isChosen: $0.id == product)
    }
  }

  var isUsed: Bool { state != nil || product != nil }

  /// What the addresses of further pages keep.
  var query: [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    if let state { query.append(("state", state.rawValue)) }
    if let product { query.append(("product", product.text)) }
    return query
  }

  func filter(of account: AccountID, _ visit: Visit) -> SubscriptionFilter {
    SubscriptionFilter(
      account: account, state: state, product: product, now: visit.engine.clock.now())
  }
}
