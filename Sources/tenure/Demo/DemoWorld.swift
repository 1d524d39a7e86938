import TenureDomain

/// A believable world to try things out in: everything that happened in it, oldest first. All of
/// its people and organisations are invented.
struct DemoWorld {
  let today: CalendarDate
  var steps: [DemoStep] = []

  /// - Parameter today: what its dates are relative to.
  init(today: CalendarDate, seed: UInt64) {
    self.today = today
    addOrganisations()
    addAgreements()
    addFamilies()
    addClock()
    addSupport()
    addNeighbours(seed: seed)
    // Steps of one day stay in the order in which they were added.
    steps = steps.enumerated().sorted { one, other in
      (-one.element.daysAgo, one.offset) < (-other.element.daysAgo, other.offset)
    }.map(\.element)
  }

  /// Accounts are older than everything that happens in them.
  static let accountDays = 1_200

  mutating func add(_ account: DemoAccount) {
    steps.append(DemoStep(daysAgo: Self.accountDays, what: .account(account)))
  }

  /// Adds a subscription that was bought some days ago; a negative number lies ahead.
  mutating func add(
    _ subscription: DemoSubscription, to account: String, daysAgo: Int
  ) {
    steps.append(
      DemoStep(daysAgo: max(daysAgo, 0), what: .subscription(subscription, of: account)))
  }

  mutating func add(_ act: DemoAct, on subscription: String, of account: String, daysAgo: Int) {
    steps.append(DemoStep(daysAgo: daysAgo, what: .act(act, on: subscription, of: account)))
  }

  /// A subscription of licenses that was bought some days ago, at ten in the morning in Europe.
  func licenses(
    _ id: String, _ product: String, _ purchased: Int, assigned: Int, daysAgo: Int,
    months: Int = 1, price: (String, String), recurring: Bool = true
  ) -> DemoSubscription {
    let start = today.adding(days: -daysAgo)
    return DemoSubscription(
      id: id, product: product, started: "\(start)T09:00:00Z",
      term: DemoSubscription.Period(
        start: "\(start)", end: "\(start.adding(months: months))",
        interval: Self.interval(months)),
      price: DemoSubscription.Price(
        amount: price.0, currency: price.1, per: "license",
        every: Self.interval(min(months, 12))),
      licenses: DemoSubscription.Licenses(purchased: purchased, assigned: assigned),
      recurringBilling: recurring)
  }

  /// A subscription at one price for all who share it.
  func plan(
    _ id: String, _ product: String, daysAgo: Int, months: Int = 12, price: (String, String),
    recurring: Bool = true
  ) -> DemoSubscription {
    var plan = licenses(
      id, product, 1, assigned: 1, daysAgo: daysAgo, months: months, price: price,
      recurring: recurring)
    plan.price?.per = "subscription"
    plan.licenses = nil
    return plan
  }

  private static func interval(_ months: Int) -> String {
    switch months {
    case 1: "month"
    case 12: "year"
    default: "3-year"
    }
  }
}
