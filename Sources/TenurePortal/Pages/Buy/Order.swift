import TenureDomain
import TenureEngine

/// What somebody wants to buy.
struct Order: Sendable {
  let product: ProductID
  let per: PriceUnit
  let every: BillingInterval
  /// 1 for what is sold as a whole.
  let licenses: Int
  let renews: Bool
  /// For one license, or for the whole.
  let price: Money

  /// More licenses are not bought at once here.
  static let mostLicenses = 300

  var total: Money {
    Money(minorUnits: price.minorUnits * Int64(licenses), currency: price.currency)
  }

  /// The fields that lead to the same order again.
  var fields: [(name: String, value: String)] {
    [
      ("product", product.text), ("every", every.rawValue), ("licenses", "\(licenses)"),
      ("renews", renews ? "yes" : "no"),
    ]
  }

  /// The first term, from today.
  func term(from day: CalendarDate) -> Term {
    TermGrid(anchor: day, interval: every).term(containing: day)
  }

  /// As `createSubscription` takes it.
  ///
  /// - Parameters:
  ///   - now: when it is bought.
  ///   - day: the same day for the account.
  func body(at now: Timestamp, on day: CalendarDate) throws -> [UInt8] {
    let term = term(from: day)
    return try JSONText.bytes(
      Body(
        product: product.text, started: "\(now)",
        term: Body.Period(start: "\(term.start)", end: "\(term.end)", interval: every.rawValue),
        price: Body.Price(
          amount: price.amountText, currency: price.currency.code, per: per.rawValue,
          every: every.rawValue),
        licenses: per == .license ? Body.Licenses(purchased: licenses, assigned: 0) : nil,
        recurringBilling: renews))
  }

  private struct Body: Encodable {
    struct Period: Encodable {
      let start: String
      let end: String
      let interval: String
    }

    struct Price: Encodable {
      let amount: String
      let currency: String
      let per: String
      let every: String
    }

    struct Licenses: Encodable {
      let purchased: Int
      let assigned: Int
    }

    let product: String
    let started: String
    let term: Period
    let price: Price
    let licenses: Licenses?
    let recurringBilling: Bool
    var paymentMethod = "on-file"
  }
}

/// What a shop sells to one account.
struct Shop {
  private let own: AccountVisit
  private var list: PriceList { own.visit.portal.settings.prices }

  init(_ own: AccountVisit) {
    self.own = own
  }

  /// What the account can buy, in the order of the list.
  var offers: [PriceList.Offer] {
    let line: ProductLine = own.isConsumer ? .consumer : .business
    return list.offers.filter { offer in
      let product = own.engine.shelf.products[offer.product]
      return product?.line == line && product?.endOfSale == false
        && offer.prices.values.contains { $0[currency] != nil }
    }
  }

  /// The code of the currency that the account pays in.
  var currency: String {
    own.account.country.flatMap { list.currencies[$0] } ?? list.otherwise
  }

  /// The lengths of a term, the shortest first.
  static let terms: [BillingInterval] = [.month, .year]

  /// The order that fields tell, or what is wrong with them.
  func order(_ field: (String) -> String?) -> (order: Order?, faults: [FormFault]) {
    let visit = own.visit
    var faults: [FormFault] = []
    func fault(_ field: String, _ key: String) {
      faults.append(FormFault(field: field, text: visit.text("buy.\(key)")))
    }
    let offer = offers.first { $0.product.text == field("product") }
    if offer == nil { fault("product-1", "no-product") }
    let every = field("every").flatMap { BillingInterval(rawValue: $0) }
    let price = every.flatMap { offer?.prices[$0]?[currency] }
    if every == nil || (offer != nil && price == nil) { fault("every-1", "no-term") }
    let isWhole = offer?.per == .subscription || own.isConsumer
    let licenses = isWhole ? 1 : field("licenses").flatMap { Int($0) }
    if !(1...Order.mostLicenses).contains(licenses ?? 0) { fault("licenses", "no-licenses") }
    let renews = field("renews")
    if renews != "yes", renews != "no" { fault("renews-1", "no-renewal") }
    guard faults.isEmpty, let offer, let every, let price, let licenses else {
      return (nil, faults)
    }
    return (
      Order(
        product: offer.product, per: offer.per, every: every, licenses: licenses,
        renews: renews == "yes", price: price), []
    )
  }
}
