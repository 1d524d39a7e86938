import TenureDomain

/// Who buys what in a simulated world, and when: the same for the same seed.
struct SimulatedWorld {
  /// One subscription of an account of its own.
  struct Customer {
    let account: DemoAccount
    let subscription: DemoSubscription
    let offer: SimulatedOffer
    let bought: Timestamp

    var name: String { account.name }
  }

  let customers: [Customer]
  let start: Timestamp
  let end: Timestamp

  /// The day on which every simulated world begins.
  static let firstDay = CalendarDate(dayNumber: 20_089)  // 1 January 2025

  init(years: Int, subscriptions: Int, using numbers: inout DemoNumbers) {
    let lastDay = Self.firstDay.adding(months: years * 12)
    start = ZoneRules.utc.startOfDay(Self.firstDay)
    end = ZoneRules.utc.startOfDay(lastDay)
    // Most of the time is left for what follows.
    let days = max(1, (lastDay.dayNumber - Self.firstDay.dayNumber) * 3 / 5)
    let offset = Int.random(in: 0..<SimulatedOffer.all.count, using: &numbers)
    customers = (0..<subscriptions).map { index in
      let offer = SimulatedOffer.all[(index + offset) % SimulatedOffer.all.count]
      let day = Self.firstDay.adding(days: Int.random(in: 0..<days, using: &numbers))
      let bought = ZoneRules.utc.startOfDay(day)
        .adding(minutes: Int.random(in: (9 * 60)..<(15 * 60), using: &numbers))
      return Self.customer(index, offer, bought, day, &numbers)
    }
  }

  private static func customer(
    _ index: Int, _ offer: SimulatedOffer, _ bought: Timestamp, _ day: CalendarDate,
    _ numbers: inout DemoNumbers
  ) -> Customer {
    let number = String(index + 1)
    let place = String(repeating: "0", count: max(0, 3 - number.count)) + number
    var account = DemoAccount(
      id: "a\(place)", name: name(offer, &numbers), kind: offer.kind, family: offer.family,
      agreement: offer.agreement, program: offer.program, segment: offer.segment,
      country: offer.country, timeZone: offer.zone, language: "en",
      billingProfile: offer.billingProfile)
    if offer.kind == "consumer" {
      let used = Int64.random(in: 2...400, using: &numbers) * 1_000_000_000
      account.storage = DemoAccount.Storage(used: used, mail: used / 20)
    }
    let purchased = offer.licenses.map { Int.random(in: $0, using: &numbers) }
    let assigned = purchased.map { Int.random(in: ($0 * 3 / 5)...$0, using: &numbers) }
    var subscription = DemoSubscription(
      id: "s\(place)", product: offer.product, kind: offer.subscriptionKind,
      channel: offer.channel, started: "\(bought)",
      term: DemoSubscription.Period(
        start: "\(day)", end: "\(day.adding(months: offer.months))",
        interval: offer.subscriptionKind == "trial" ? nil : interval(offer.months)),
      price: DemoSubscription.Price(
        amount: offer.amount, currency: offer.currency,
        per: offer.licenses == nil ? "subscription" : "license", every: interval(offer.cycle)),
      licenses: purchased.map {
        DemoSubscription.Licenses(purchased: $0, assigned: assigned ?? 0)
      },
      recurringBilling: Int.random(in: 0..<5, using: &numbers) > 0)
    subscription.edition = offer.edition
    return Customer(account: account, subscription: subscription, offer: offer, bought: bought)
  }

  private static func interval(_ months: Int) -> String {
    switch months {
    case 1: "month"
    case 12: "year"
    default: "3-year"
    }
  }

  private static func name(_ offer: SimulatedOffer, _ numbers: inout DemoNumbers) -> String {
    let one = firsts[Int.random(in: firsts.indices, using: &numbers)]
    if offer.kind == "consumer" {
      return "\(one) \(families[Int.random(in: families.indices, using: &numbers)])"
    }
    let trade = trades[Int.random(in: trades.indices, using: &numbers)]
    return "\(families[Int.random(in: families.indices, using: &numbers)]) \(trade)"
  }

  private static let firsts = [
    "Kari", "Ilze", "Søren", "Maude", "Priya", "Lars", "Freja", "Jānis", "Emma", "Luc",
  ]
  private static let families = [
    "Fjord", "Ozols", "Kestrel", "Lumen", "Østergaard", "Nordlys", "Tremblay", "Hansen",
    "Liepa", "Mikkelsen", "Birch", "Vos",
  ]
  private static let trades = [
    "Bakery", "Shipping", "Architects", "Clinic", "Energy", "Robotics", "Books", "Foods",
  ]
}

extension Timestamp {
  func adding(minutes: Int) -> Timestamp {
    Timestamp(microseconds: microseconds + Int64(minutes) * 60_000_000)
  }
}
