import TenureDomain
import TenureEngine
import TenurePolicy

/// Buying a subscription, in a demonstration: so that coming can be compared with leaving. It never
/// takes fewer steps than leaving does.
enum BuyPage {
  struct Model: Sendable {
    struct Choice: Sendable {
      let id: String
      let value: String
      let name: String
      let note: String?
      let isChosen: Bool
    }

    let path: String
    let products: [Choice]
    let hasProducts: Bool
    let terms: [Choice]
    let renewals: [Choice]
    let asksLicenses: Bool
    let licenses: String
    let most: Int
    let faults: [FormFault]
    let hasFaults: Bool
    let productFault: String?
    let termFault: String?
    let licenseFault: String?
    let renewalFault: String?
    let whyNot: String?
    let account: String
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/buy", get), .post("/accounts/{account}/buy", post),
  ]

  /// - Throws: `Trouble` where nothing is sold.
  private static func shop(_ visit: Visit) throws -> AccountVisit {
    guard visit.portal.settings.sells else { throw Trouble(.notFound) }
    return try AccountVisit(visit)
  }

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let own = try shop(visit)
    if let whyNot = whyNot(own) { return choose(own, [], whyNot: whyNot) }
    // What was typed before somebody had to sign in again goes on where it stopped.
    let field = { (name: String) in visit.form[name] ?? visit.query[name] }
    guard field("review") == "yes" else { return choose(own, []) }
    let (order, faults) = Shop(own).order(field)
    guard let order else { return choose(own, faults).faulty }
    return try await OrderReview(own, order).page()
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let own = try shop(visit)
    if let whyNot = whyNot(own) { return choose(own, [], whyNot: whyNot).faulty }
    let (order, faults) = Shop(own).order { visit.form[$0] }
    guard let order else { return choose(own, faults).faulty }
    // The shop tells Tenure what was bought, as any shop does: people make no subscriptions.
    let answer = try await own.engine.createSubscription(
      try order.body(at: visit.now, on: own.today), in: own.id, by: .console,
      once: try visit.once())
    let made = try JSONText.value(SubscriptionBody.self, answer.body)
    let place = Place.subscription(own.id, SubscriptionID(stored: made.id))
    return .go(place.path([("done", "bought")]))
  }

  /// Why whoever asks cannot buy for this account; nil if they can.
  private static func whyNot(_ own: AccountVisit) -> String? {
    if let closed = own.closed { return closed }
    let visit = own.visit
    if visit.face == .support { return visit.text("buy.not-support") }
    // Who redeems product keys buys.
    if !own.may(.redeemKey) { return visit.text("buy.not-your-role") }
    if own.account.family == "partner" { return visit.text("buy.not-here") }
    if own.account.blocked != nil { return visit.text("buy.unused") }
    return nil
  }

  private static func choose(
    _ own: AccountVisit, _ faults: [FormFault], whyNot: String? = nil
  ) -> PageAnswer {
    let visit = own.visit
    let shop = Shop(own)
    let field = { (name: String) in visit.form[name] ?? visit.query[name] }
    func choices(_ name: String, _ all: [(value: String, name: String, note: String?)])
      -> [Model.Choice]
    {
      all.enumerated().map { index, choice in
        Model.Choice(
          id: "\(name)-\(index + 1)", value: choice.value, name: choice.name, note: choice.note,
          isChosen: field(name) == choice.value)
      }
    }
    let offers = whyNot == nil ? shop.offers : []
    let model = Model(
      path: Place.buy(own.id).path,
      products: choices(
        "product",
        offers.map {
          ($0.product.text, visit.product($0.product.text), price(of: $0, in: shop, visit))
        }), hasProducts: !offers.isEmpty,
      terms: choices(
        "every",
        Shop.terms.map { ($0.rawValue, visit.text("buy.term-\($0.rawValue)"), nil) }),
      renewals: choices(
        "renews",
        ["yes", "no"].map { ($0, visit.text("buy.renews-\($0)"), visit.text("buy.hint-\($0)")) }),
      asksLicenses: !own.isConsumer, licenses: field("licenses") ?? "",
      most: Order.mostLicenses, faults: faults, hasFaults: !faults.isEmpty,
      productFault: faults["product-1"], termFault: faults["every-1"],
      licenseFault: faults["licenses"], renewalFault: faults["renews-1"],
      whyNot: whyNot ?? (offers.isEmpty ? visit.text("buy.nothing") : nil),
      account: Place.account(own.id).path)
    return .page(
      "buy", title: visit.text("buy.title"), lead: visit.text("buy.lead"), in: .buy, model)
  }

  private static func price(
    of offer: PriceList.Offer, in shop: Shop, _ visit: Visit
  ) -> String {
    let prices = Shop.terms.compactMap { term in
      offer.prices[term]?[shop.currency].map {
        visit.text("buy.price-\(term.rawValue)", ["price": visit.money($0)])
      }
    }
    let all = visit.say.list(prices)
    return offer.per == .license ? visit.text("buy.per-license", ["prices": all]) : all
  }
}
