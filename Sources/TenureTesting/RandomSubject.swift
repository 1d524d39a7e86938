public import TenureDomain

/// Draws subjects that could exist: dates on their grids, roles that suit the account, prices in
/// currencies of every kind. The usual is drawn more often than the odd, so that every outcome is
/// met.
public struct RandomSubject: Sendable {
  public var generator: SeededGenerator
  private let products: [Product]
  private let zones: [ZoneRules]

  /// - Precondition: there is at least one product and one zone.
  public init(seed: UInt64, products: ProductCatalog, zones: [ZoneRules] = [.utc]) {
    precondition(!products.products.isEmpty && !zones.isEmpty, "nothing to draw from")
    generator = SeededGenerator(seed: seed)
    self.products = products.products
    self.zones = zones
  }

  /// A subject and a moment within its term.
  public mutating func next() -> (subject: Subject, now: Timestamp) {
    let kind = pick(AccountKind.allCases)
    let account = account(kind)
    let actor = Actor(role: role(kind))
    var subscription = self.subscription(kind)
    let anchor = CalendarDate(dayNumber: Int.random(in: 18_300...20_500, using: &generator))
    let interval = pick(BillingInterval.allCases)
    let index = Int.random(in: 0...2, using: &generator)
    let term = TermGrid(anchor: anchor, interval: interval).term(at: index)
    subscription.started = .date(anchor)
    subscription.term = term
    if subscription.kind != .trial {
      subscription.interval = interval
      subscription.renewed = index > 0
    } else {
      subscription.started = .date(term.start)
    }
    let second = Int.random(in: 0..<(term.days * 86_400), using: &generator)
    let start = account.zone.startOfDay(term.start)
    let now = Timestamp(microseconds: start.microseconds + Int64(second) * 1_000_000)
    return (Subject(account: account, actor: actor, subscription: subscription), now)
  }

  /// An act with parameters that suit a subject, or do not.
  public mutating func act(for subject: Subject) -> Act {
    let kind = pick(ActKind.allCases)
    let licenses = subject.subscription.licenses.purchased ?? 10
    switch kind.parameters {
    case .nothing: return Act(kind)
    case .licenses:
      return Act(kind, licenses: max(0, licenses + Int.random(in: -5...5, using: &generator)))
    case .product: return Act(kind, product: pick(products).id)
    case .productAndUsers:
      return Act(kind, product: pick(products).id, users: Int.random(in: 1...30, using: &generator))
    }
  }

  private mutating func account(_ kind: AccountKind) -> Account {
    var account = Account(
      kind: kind, segment: pick(Segment.allCases),
      country: pick(["US", "NO", "DK", "DE", "FI", "CL", "LV"].compactMap { Country($0) }),
      zone: pick(zones), customDomains: Int.random(in: 0...1, using: &generator))
    if isUsual() { account.customDomains = 0 }
    if kind == .business {
      let agreement = pick([Agreement.mca, .mosa, .csp, .volume])
      account.agreement = agreement
      if agreement == .csp { account.program = pick([.cspNewCommerce, .cspLegacy]) }
      if agreement == .volume { account.program = pick([.enterpriseAgreement, .open]) }
    } else {
      account.storage = StorageUse(
        used: Int64.random(in: 0...60, using: &generator) * 1_000_000_000)
    }
    return account
  }

  private mutating func role(_ kind: AccountKind) -> Role {
    let people: [Role] = [.owner, .familyMember, .visitor]
    let usual: [Role] =
      kind == .consumer
      ? [.owner] : [.globalAdministrator, .billingAdministrator, .billingAccountOwner]
    if isUsual() { return pick(usual) }
    return kind == .consumer
      ? pick(people + [.supportAgent]) : pick(Role.allCases.filter { !people.contains($0) })
  }

  private mutating func subscription(_ kind: AccountKind) -> Subscription {
    let licenses = Int.random(in: 1...40, using: &generator)
    let currency = pick(["USD", "JPY", "KWD", "NOK"].compactMap { Currency($0) })
    let amount = Money(
      minorUnits: Int64.random(in: 0...500_000, using: &generator), currency: currency)
    let line: ProductLine = kind == .consumer ? .consumer : .business
    let suitable = products.filter { $0.line == line }
    return Subscription(
      product: (isUsual() && !suitable.isEmpty ? pick(suitable) : pick(products)).id,
      kind: isUsual() ? .paid : pick(SubscriptionKind.allCases),
      channel: isUsual() ? .direct : pick(Channel.allCases),
      price: Price(
        amount: amount, per: pick(PriceUnit.allCases), every: pick(BillingInterval.allCases)),
      licenses: Licenses(
        purchased: licenses, assigned: Int.random(in: 0...licenses, using: &generator)),
      recurringBilling: Bool.random(using: &generator), paymentMethod: pick(PaymentMethod.allCases),
      pastDue: Int.random(in: 0...5, using: &generator) == 0)
  }

  /// Three times out of four.
  private mutating func isUsual() -> Bool { Int.random(in: 0..<4, using: &generator) > 0 }

  /// - Precondition: the list is not empty.
  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
}
