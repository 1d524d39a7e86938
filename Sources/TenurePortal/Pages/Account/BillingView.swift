import TenureDomain
import TenureEngine
import TenurePolicy

/// The home of an organisation.
enum BillingView {
  struct Model: Sendable {
    /// What holds for the account as a whole; nil if nothing does.
    let standing: String?
    let concerns: [Concern]
    let hasConcerns: Bool
    /// How many concerns are not shown; nil if all are.
    let further: String?
    let products: [ProductRow]
    let hasProducts: Bool
    let caption: String
    let all: String
    let empty: EmptyProducts
    let money: String
    let people: String
    let buy: String?
  }

  private static let rowsShown = 40
  private static let concernsShown = 8

  static func answer(_ held: [SubscriptionWords], _ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = AccountID(stored: account.id)
    let concerns = try await AccountPage.concerns(held, visit)
    let shown = ProductRow.rows(held.prefix(rowsShown))
    let hidden = concerns.count - concernsShown
    let model = Model(
      standing: AccountPage.standing(of: account, visit),
      concerns: Array(concerns.prefix(concernsShown)), hasConcerns: !concerns.isEmpty,
      further: hidden > 0 ? visit.count("account.further", hidden) : nil,
      products: shown, hasProducts: !shown.isEmpty,
      caption: visit.text(
        "account.caption",
        ["shown": visit.say.number(shown.count), "all": visit.say.number(held.count)]),
      all: Place.subscriptions(id).path,
      empty: EmptyProducts(visit), money: Place.money(id).path, people: Place.people(id).path,
      buy: visit.portal.settings.sells ? Place.buy(id).path : nil)
    let lead = AccountPage.lead(held, concerns, visit)
    return .page(
      "billing", title: visit.text("account.billing"), lead: lead, in: .account, model)
  }
}

/// A subscription in a table of products.
struct ProductRow: Sendable {
  /// Its id; nil where its name tells it apart from the others.
  let id: String?
  let name: String
  let path: String
  let badge: String
  let state: String
  let licenses: String?
  /// How it goes on, or since when it has ended.
  let standing: String?
  let price: String?
  /// Where it is cancelled; nil once there is nothing left to cancel.
  let cancel: String?

  /// The rows of a list. Those of one name show their ids too.
  static func rows(_ list: some Collection<SubscriptionWords>) -> [ProductRow] {
    var counts: [String: Int] = [:]
    for words in list { counts[words.name, default: 0] += 1 }
    return list.map { ProductRow($0, isAlone: counts[$0.name] == 1) }
  }

  private init(_ words: SubscriptionWords, isAlone: Bool) {
    id = isAlone ? nil : words.body.id
    name = words.name
    path = words.place.path
    badge = words.badge
    state = words.stateName
    licenses = words.licenses
    standing = words.standing
    price = words.isActive ? words.price : nil
    cancel = words.cancelPath
  }
}

/// What is said where no product is.
struct EmptyProducts: Sendable {
  let title: String
  let text: String
  /// Where one is bought; nil where none can be bought here.
  let buy: String?

  init(_ visit: Visit) {
    title = visit.text("account.empty.title")
    text = visit.text("account.empty.text")
    let account = visit.account.map { AccountID(stored: $0.id) }
    buy = visit.portal.settings.sells ? account.map { Place.buy($0).path } : nil
  }
}
