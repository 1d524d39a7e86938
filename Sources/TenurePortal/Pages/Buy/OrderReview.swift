import TenureDomain
import TenureEngine
import TenurePolicy

/// What somebody is about to buy: price, renewal, and how to leave again and what comes back then.
struct OrderReview {
  struct Model: Sendable {
    struct Leaving: Sendable {
      let day: String
      let isoDay: String
      let what: String
      let back: String
    }

    struct Field: Sendable {
      let name: String
      let value: String
    }

    let path: String
    let facts: [FactLine]
    let total: String
    let leaving: [Leaving]
    let fields: [Field]
    let change: String
    let keep: String
  }

  private let own: AccountVisit
  private let order: Order
  private var visit: Visit { own.visit }

  init(_ own: AccountVisit, _ order: Order) {
    self.own = own
    self.order = order
  }

  func page() async throws -> PageAnswer {
    let previews = try await own.engine.previewCancelling(
      try order.body(at: visit.now, on: own.today), in: own.id, after: days, by: own.caller,
      language: visit.language)
    let model = Model(
      path: Place.buy(own.id).path, facts: facts, total: visit.money(order.total),
      leaving: previews.map(leaving),
      fields: order.fields.map { Model.Field(name: $0.name, value: $0.value) },
      change: Place.buy(own.id).path(order.fields), keep: Place.account(own.id).path)
    return .page(
      "buy-review", title: visit.text("buy.review-title"), lead: visit.text("buy.review-lead"),
      in: .buy, under: own.crumbs + [Crumb(visit.text("buy.title"), .buy(own.id))], model)
  }

  /// At once, once a week is over, and in the middle of the term.
  private var days: [Int] {
    let term = order.term(from: own.today)
    return [0, 8, (term.end.dayNumber - term.start.dayNumber) * 2 / 3]
  }

  private var facts: [FactLine] {
    let term = order.term(from: own.today)
    var facts = [FactLine(visit.text("buy.product"), visit.product(order.product.text))]
    if order.per == .license {
      facts.append(
        FactLine(
          visit.text("buy.licenses"), visit.say.number(order.licenses),
          note: visit.text("buy.each", ["price": visit.money(order.price)])))
    }
    facts.append(
      FactLine(
        visit.text("buy.term"),
        visit.text(
          "buy.from-until",
          ["start": visit.say.date(term.start), "end": visit.say.date(term.end)])))
    facts.append(
      FactLine(
        visit.text("buy.after"),
        visit.text(
          order.renews ? "buy.after-renews" : "buy.after-ends",
          ["date": visit.say.date(term.end), "price": visit.money(order.total)])))
    return facts
  }

  private func leaving(_ preview: CancellingPreview) -> Model.Leaving {
    let decision = preview.decision
    let end = order.term(from: own.today).end
    let values = ["date": visit.say.date(end)]
    let what: String
    switch (Outcome(rawValue: decision.outcome), decision.plan?.effect) {
    case (.permitted, "at-term-end"?): what = visit.text("buy.ends-later", values)
    case (.permitted, _): what = visit.text("buy.ends-now")
    default: what = decision.reasons.first?.text ?? visit.text("buy.not-then")
    }
    return Model.Leaving(
      day: visit.say.date(preview.day), isoDay: "\(preview.day)", what: what,
      back: decision.plan?.refund.map { visit.money($0.amount) } ?? visit.text("buy.nothing-back"))
  }
}
