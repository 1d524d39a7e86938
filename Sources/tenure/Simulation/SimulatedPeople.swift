import TenureDomain
import TenureEngine

/// What people of a simulated world do next, drawn from numbers that are the same for the same
/// seed.
struct SimulatedPeople {
  private var numbers: DemoNumbers

  init(numbers: DemoNumbers) {
    self.numbers = numbers
  }

  enum Choice {
    case nothing
    case ask(ActRequest)
    /// Pays after so many days; nil for never.
    case failToPay(days: Int?)
    /// Nothing more ever happens.
    case rest
  }

  /// Some weeks later, in the daytime.
  mutating func nextAct(after now: Timestamp) -> Timestamp {
    let days = Int.random(in: 4...100, using: &numbers)
    let day = ZoneRules.utc.localDate(of: now).adding(days: days)
    return ZoneRules.utc.startOfDay(day)
      .adding(minutes: Int.random(in: (7 * 60)..<(17 * 60), using: &numbers))
  }

  /// - Parameter body: how the subscription stands.
  mutating func choose(
    _ body: SubscriptionBody, of customer: SimulatedWorld.Customer
  ) -> Choice {
    let lot = Int.random(in: 0..<100, using: &numbers)
    switch body.state {
    case "active": return active(lot, body, customer)
    case "expired":
      return lot < 45 ? ask(.reactivate, customer) : .nothing
    case "disabled":
      if lot < 40 { return ask(.reactivate, customer) }
      return lot < 50 ? ask(.delete, customer) : .nothing
    case "suspended": return lot < 70 ? ask(.resume, customer) : .nothing
    case "deleted": return .rest
    default: return .nothing
    }
  }

  private mutating func active(
    _ lot: Int, _ body: SubscriptionBody, _ customer: SimulatedWorld.Customer
  ) -> Choice {
    let total = body.licenses.purchased ?? 0
    let isOn = body.recurringBilling ?? false
    switch lot {
    case ..<14: return ask(.cancel, customer)
    case ..<28: return isOn ? ask(.turnOffRecurringBilling, customer) : .nothing
    case ..<46: return isOn ? .nothing : ask(.turnOnRecurringBilling, customer)
    case ..<62 where total > 0:
      let more = Int.random(in: 1...max(1, total / 4), using: &numbers)
      return ask(.addLicenses, customer, licenses: total + more)
    case ..<76 where total > 1:
      let fewer = Int.random(in: 1...max(1, total / 3), using: &numbers)
      return ask(.reduceLicenses, customer, licenses: total - fewer)
    case ..<80 where customer.offer.channel == "partner": return ask(.suspend, customer)
    case ..<86 where customer.offer.channel == nil:
      let pays = Int.random(in: 0..<10, using: &numbers) < 7
      return .failToPay(days: pays ? Int.random(in: 2...20, using: &numbers) : nil)
    default: return .nothing
    }
  }

  private mutating func ask(
    _ kind: ActKind, _ customer: SimulatedWorld.Customer, licenses: Int? = nil
  ) -> Choice {
    var act = Act(kind)
    act.licenses = licenses
    let role = Role(rawValue: customer.offer.role) ?? .globalAdministrator
    let reason = LeavingReason.allCases.randomElement(using: &numbers)
    return .ask(
      ActRequest(act, named: .role(role), reason: kind == .cancel ? reason : nil))
  }
}
