import TenureDomain
import TenureEngine
import TenurePolicy

/// What pages say of a subscription: its price, how it goes on, how it stands.
struct SubscriptionWords: Sendable {
  let body: SubscriptionBody
  let visit: Visit

  init(_ body: SubscriptionBody, _ visit: Visit) {
    self.body = body
    self.visit = visit
  }

  var id: SubscriptionID { SubscriptionID(stored: body.id) }
  var account: AccountID { AccountID(stored: body.account) }
  var name: String { visit.product(body.product) }
  var place: Place { .subscription(account, id) }
  /// Where it is cancelled; nil once there is nothing left to cancel, or for who only looks.
  var cancelPath: String? {
    visit.mayAct && isActive ? Place.cancel(account, id).path : nil
  }

  // MARK: State

  var state: SubscriptionState? { SubscriptionState(rawValue: body.state) }
  var stateName: String { state.map { visit.say.name(of: $0).withCapital } ?? body.state }
  /// The class of the badge that its state is shown with.
  var badge: String {
    switch state {
    case .active: "active"
    case .expired: "expired"
    case .deleted: "deleted"
    case .scheduled, .suspended, .disabled, nil: "disabled"
    }
  }
  var isActive: Bool { state == .active }
  var isTrial: Bool { body.kind == SubscriptionKind.trial.rawValue }

  /// How it goes on, or since when it has ended, in a sentence; nil where no date is known.
  var standing: String? {
    if let ending = body.ending {
      return visit.text("words.ended", ["date": visit.date(ending.date)])
    }
    guard let term = body.term else { return nil }
    switch state {
    case .scheduled: return visit.text("words.begins", ["date": visit.date(term.start)])
    case .active: break
    default: return nil
    }
    if isTrial { return visit.text("words.trial-ends", ["date": visit.date(term.end)]) }
    guard let price = totalPrice, let outlook = body.outlook, outlook.kind == .renews else {
      return goingOn
    }
    return visit.text("words.renews-for", ["date": visit.date(outlook.date), "price": price])
  }

  /// How it goes on, without what it costs; nil where no date is known.
  var goingOn: String? {
    guard let date = body.outlook?.date ?? body.term?.end else { return nil }
    return visit.text(
      "words.going-on.\(body.outlook?.outlook ?? "term")", ["date": visit.date(date)])
  }

  // MARK: Money

  /// What one license, or the whole, costs a charge cycle: `22.00 USD per license a month`.
  var price: String? {
    guard let price = body.price, let unit = unitPrice else { return nil }
    let amount = visit.money(unit)
    return visit.text("words.price.\(price.per)-\(price.every)", ["amount": amount])
  }

  /// What all licenses cost a charge cycle; nil where that is not known.
  var totalPrice: String? {
    guard let price = body.price, let unit = unitPrice else { return nil }
    let count = price.per == "license" ? body.licensesAtRenewal ?? body.licenses.purchased : 1
    guard let count, let total = try? unit.multiplied(by: count) else { return nil }
    return visit.text("words.price.each-\(price.every)", ["amount": visit.money(total)])
  }

  /// nil also for what was paid for in advance: nothing is charged for it.
  private var unitPrice: Money? {
    guard let price = body.price, body.kind != SubscriptionKind.prepaid.rawValue,
      let currency = Currency(price.currency)
    else { return nil }
    return try? Money(price.amount, currency)
  }

  // MARK: Licenses

  /// How many licenses are assigned, and of how many: `18 of 20`; nil where there are none.
  var licenses: String? {
    guard let purchased = body.licenses.purchased, !isConsumers else { return nil }
    guard let assigned = body.licenses.assigned else { return visit.say.number(purchased) }
    return visit.text(
      "words.licenses-of",
      ["assigned": visit.say.number(assigned), "purchased": visit.say.number(purchased)])
  }

  /// How many more licenses are assigned than were bought; 0 if none is.
  var surplus: Int {
    guard let assigned = body.licenses.assigned, let purchased = body.licenses.purchased else {
      return 0
    }
    return max(0, assigned - purchased)
  }

  /// Whether it is a person's, who shares it instead of assigning licenses.
  var isConsumers: Bool { visit.account?.kind == AccountKind.consumer.rawValue }
}

extension SubscriptionState {
  /// The order in which lists show states: what runs comes first.
  var rank: Int {
    switch self {
    case .active: 0
    case .suspended: 1
    case .scheduled: 2
    case .expired: 3
    case .disabled: 4
    case .deleted: 5
    }
  }
}
