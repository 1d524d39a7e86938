import FoundationEssentials
import TenureDomain

/// The facts of a scenario as plain JSON: what a server has to decode before it can decide. It is
/// the reference that a decision is measured against.
struct GivenDocument: Codable {
  struct Account: Codable {
    var kind: String
    var agreement: String
    var country: String
    var timeZone: String
    var customDomains: Int
  }

  struct Actor: Codable {
    var role: String
  }

  struct Subscription: Codable {
    struct Term: Codable {
      var start: String
      var end: String
      var interval: String
    }

    struct Price: Codable {
      var amount: String
      var currency: String
      var per: String
      var every: String
    }

    struct Licenses: Codable {
      var purchased: Int
      var assigned: Int
    }

    var product: String
    var kind: String
    var state: String
    var channel: String
    var started: String
    var term: Term
    var renewed: Bool
    var price: Price
    var licenses: Licenses
    var recurringBilling: Bool
    var paymentMethod: String
    var pastDue: Bool
  }

  var account: Account
  var actor: Actor
  var subscription: Subscription

  /// The subject of the measured decisions.
  static let sample = GivenDocument(
    account: Account(
      kind: "business", agreement: "mosa", country: "NO", timeZone: "Europe/Oslo",
      customDomains: 0),
    actor: Actor(role: "billing-administrator"),
    subscription: Subscription(
      product: "business-premium", kind: "paid", state: "active", channel: "direct",
      started: "2025-03-05T10:00:00Z",
      term: Subscription.Term(start: "2025-03-05", end: "2025-04-05", interval: "month"),
      renewed: false,
      price: Subscription.Price(amount: "12.50", currency: "USD", per: "license", every: "month"),
      licenses: Subscription.Licenses(purchased: 25, assigned: 25), recurringBilling: true,
      paymentMethod: "on-file", pastDue: false))
}

extension GivenDocument {
  /// The facts as a decision takes them; nil if one of them cannot be.
  ///
  /// - Parameter zone: looked up once per account, not per request.
  func subject(in zone: ZoneRules) -> Subject? {
    guard let kind = AccountKind(rawValue: account.kind),
      let agreement = Agreement(rawValue: account.agreement),
      let country = Country(account.country), let role = Role(rawValue: actor.role),
      let started = Timestamp(subscription.started), let paid = subscription.decoded(from: started)
    else { return nil }
    return Subject(
      account: TenureDomain.Account(
        kind: kind, agreement: agreement, country: country, zone: zone,
        customDomains: account.customDomains),
      actor: TenureDomain.Actor(role: role), subscription: paid)
  }
}

extension GivenDocument.Subscription {
  fileprivate func decoded(from started: Timestamp) -> TenureDomain.Subscription? {
    guard let kind = SubscriptionKind(rawValue: kind),
      let state = SubscriptionState(rawValue: state),
      let channel = Channel(rawValue: channel), let start = CalendarDate(term.start),
      let end = CalendarDate(term.end), let method = PaymentMethod(rawValue: paymentMethod),
      let currency = Currency(price.currency), let amount = try? Money(price.amount, currency),
      let per = PriceUnit(rawValue: price.per), let every = BillingInterval(rawValue: price.every)
    else { return nil }
    return TenureDomain.Subscription(
      product: ProductID(product), kind: kind, state: state, channel: channel,
      started: .instant(started), term: TenureDomain.Term(start: start, end: end),
      interval: BillingInterval(rawValue: term.interval), renewed: renewed,
      price: TenureDomain.Price(amount: amount, per: per, every: every),
      licenses: TenureDomain.Licenses(
        purchased: licenses.purchased, assigned: licenses.assigned),
      recurringBilling: recurringBilling, paymentMethod: method, pastDue: pastDue)
  }
}
