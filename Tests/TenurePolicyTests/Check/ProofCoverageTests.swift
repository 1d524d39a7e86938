import TenureDomain
import TenureTesting
import Testing

@testable import TenurePolicy

@Suite struct `A proof` {
  @Test(arguments: ShippedEditions.documents)
  func `has seen what decides any random case`(_ document: EditionDocument) throws {
    let edition = document.edition
    let builder = WitnessBuilder(edition: edition)
    var cases = RandomCases(seed: 7, products: edition.products)
    for kind in ActKind.allCases {
      let tables = try #require(edition.acts[kind])
      let proof = ActProof(kind, tables, builder)
      let seen = Set(proof.leaves.map { Set(proof.layout.deciding($0.alive)) })
      for _ in 0..<150 {
        let example = cases.next(asking: kind)
        let facts = example.facts(under: edition)
        guard !FactCatalog.exclusions.contains(where: { $0.holds(in: facts) }) else { continue }
        var alive = RuleBits()
        for (position, header) in tables.headers.enumerated()
        where header.matches(facts) == .yes {
          alive.insert(position)
        }
        let deciding = Set(proof.layout.deciding(alive))
        #expect(seen.contains(deciding), "\(deciding.map { tables.headers[$0].id }): \(example)")
      }
    }
  }
}

/// Cases as they come, most of them ordinary and some at the edge of a window or a limit.
private struct RandomCases {
  private var random: SeededGenerator
  private let products: [Product]

  init(seed: UInt64, products: ProductCatalog) {
    random = SeededGenerator(seed: seed)
    self.products = products.products
  }

  mutating func next(asking kind: ActKind) -> Witness {
    let isPerson = Bool.random(using: &random)
    let agreement: Agreement? = isPerson ? nil : pick([.mca, .mosa, .csp, .volume])
    let programs: [Program] =
      switch agreement {
      case .csp: [.cspNewCommerce, .cspLegacy]
      case .volume: [.enterpriseAgreement, .open]
      default: []
      }
    let account = Account(
      kind: isPerson ? .consumer : .business, agreement: agreement,
      program: programs.randomElement(using: &random), segment: pick(Segment.allCases),
      country: Country(pick(["US", "NO", "DE", "FI", "CL", "DK", "JP"])),
      customDomains: pick([0, 0, 1, 3]))
    let roles: [Role] =
      isPerson
      ? [.owner, .familyMember, .visitor, .supportAgent]
      : Role.allCases.filter { $0 != .owner && $0 != .familyMember && $0 != .visitor }
    var (subscription, now) = subscription()
    subscription.product = product()
    let subject = Subject(
      account: account, actor: Actor(role: pick(roles)), subscription: subscription)
    return Witness(subject: subject, act: act(kind), now: now)
  }

  private mutating func subscription() -> (Subscription, Timestamp) {
    let start = CalendarDate(dayNumber: Int.random(in: 19_000...20_200, using: &random))
    let kind = pick([SubscriptionKind.paid, .paid, .trial, .domain, .prepaid])
    let interval = kind == .trial ? nil : pick(BillingInterval.allCases)
    var subscription = Subscription(
      kind: kind, state: pick(SubscriptionState.allCases), channel: pick(Channel.allCases),
      started: .date(start), interval: interval, recurringBilling: Bool.random(using: &random),
      paymentMethod: pick(PaymentMethod.allCases), pastDue: pick([false, false, true]))
    let number = pick([0, 0, 1, 2, 5])
    if let interval {
      subscription.term = TermGrid(anchor: start, interval: interval).term(at: number)
      subscription.renewed = number > 0
    } else {
      let days = pick([7, 15, 30, 31, 60])
      subscription.term = Term(start: start, end: start.adding(days: days))
    }
    subscription.price = Currency("USD").map {
      Price(
        amount: Money(minorUnits: 100, currency: $0), per: .license,
        every: pick(BillingInterval.allCases))
    }
    subscription.licenses = Licenses(
      purchased: pick([1, 10, 24, 25, 26, 300]), assigned: pick([0, 1, 10, 24, 25, 26, 300]))
    subscription.renewsOnce = subscription.recurringBilling == true && pick([false, false, true])
    subscription.scheduledBySeller = pick([false, false, true])
    subscription.trialExtended = kind == .trial && Bool.random(using: &random)
    let window = ZoneRules.utc.startOfDay(subscription.term?.start ?? start)
    return (subscription, moment(after: window))
  }

  /// Days after a window's start: at bounds, a microsecond before them, or anywhere near.
  private mutating func moment(after window: Timestamp) -> Timestamp {
    let day: Int64 = 86_400_000_000
    let bound = pick([0, 1, 7, 10, 15, 30, 31, 90, 365]) * day
    let offset = pick([0, 0, -1, 1, -day, Int64.random(in: -40...400, using: &random) * day])
    return Timestamp(microseconds: window.microseconds + bound + offset)
  }

  private mutating func act(_ kind: ActKind) -> Act {
    switch kind.parameters {
    case .nothing: Act(kind)
    case .licenses: Act(kind, licenses: pick([0, 1, 9, 10, 24, 25, 26, 300]))
    case .product: Act(kind, product: product())
    case .productAndUsers: Act(kind, product: product(), users: pick([0, 1, 10, 25, 300]))
    }
  }

  private mutating func product() -> ProductID? {
    products.randomElement(using: &random)?.id
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }
}
