/// What can be bought in a simulated world: an agreement, a product, a term, a price.
struct SimulatedOffer {
  var family = "microsoft-365-business"
  var kind = "business"
  var agreement: String?
  var program: String?
  var segment: String?
  var billingProfile: String?
  var country: String
  var zone: String
  var product: String
  var subscriptionKind: String?
  var channel: String?
  /// Months of a term.
  var months: Int
  /// Months of a charge cycle.
  var cycle: Int
  var amount: String
  var currency: String
  /// nil for one price for all who share it.
  var licenses: ClosedRange<Int>?
  /// The role in which its people act.
  var role = "global-administrator"
  /// The edition it is pinned to; nil for the one in force.
  var edition: String?

  /// One of each agreement, and of each edition.
  static let all: [SimulatedOffer] = business + pinned + consumers + partners

  private static let business = [
    SimulatedOffer(
      agreement: "mosa", country: "NO", zone: "Europe/Oslo", product: "business-premium",
      months: 1, cycle: 1, amount: "245.00", currency: "NOK", licenses: 3...60),
    SimulatedOffer(
      agreement: "mca", billingProfile: "Main", country: "LV", zone: "Europe/Riga",
      product: "business-standard", months: 12, cycle: 1, amount: "12.50", currency: "EUR",
      licenses: 5...120, role: "billing-profile-owner"),
    SimulatedOffer(
      agreement: "mosa", country: "DK", zone: "Europe/Copenhagen", product: "business-standard",
      months: 12, cycle: 12, amount: "980.00", currency: "DKK", licenses: 2...40),
    SimulatedOffer(
      agreement: "volume", program: "enterprise-agreement", segment: "enterprise", country: "DK",
      zone: "Europe/Copenhagen", product: "business-premium", months: 36, cycle: 12,
      amount: "1450.00", currency: "DKK", licenses: 300...900),
  ]

  private static let pinned = [
    SimulatedOffer(
      agreement: "mosa", country: "US", zone: "America/New_York", product: "business-basic",
      months: 1, cycle: 1, amount: "6.00", currency: "USD", licenses: 1...24,
      edition: "microsoft-365-business@2020-04-22"),
    SimulatedOffer(
      agreement: "mosa", country: "NO", zone: "Europe/Oslo", product: "business-premium",
      months: 12, cycle: 12, amount: "2640.00", currency: "NOK", licenses: 2...30,
      edition: "microsoft-365-business@2021-04-15"),
    SimulatedOffer(
      agreement: "mosa", country: "GB", zone: "Europe/London", product: "business-standard",
      months: 1, cycle: 1, amount: "9.40", currency: "GBP", licenses: 1...20,
      edition: "microsoft-365-business@2021-05-06"),
    SimulatedOffer(
      agreement: "mosa", country: "US", zone: "America/Los_Angeles", product: "business-basic",
      subscriptionKind: "trial", months: 1, cycle: 1, amount: "6.00", currency: "USD",
      licenses: 1...25, edition: "microsoft-365-business@2022-03-31"),
  ]

  private static let consumers = [
    SimulatedOffer(
      family: "microsoft-365-consumer", kind: "consumer", country: "NO", zone: "Europe/Oslo",
      product: "family", months: 12, cycle: 12, amount: "1299.00", currency: "NOK", role: "owner"),
    SimulatedOffer(
      family: "microsoft-365-consumer", kind: "consumer", country: "DK",
      zone: "Europe/Copenhagen", product: "personal", months: 1, cycle: 1, amount: "79.00",
      currency: "DKK", role: "owner"),
    SimulatedOffer(
      family: "microsoft-365-consumer", kind: "consumer", country: "CA", zone: "America/Toronto",
      product: "personal", months: 12, cycle: 12, amount: "79.00", currency: "CAD",
      role: "owner"),
  ]

  private static let partners = [
    SimulatedOffer(
      family: "partner", agreement: "csp", program: "csp-new-commerce", country: "GB",
      zone: "Europe/London", product: "business-standard", channel: "partner", months: 12,
      cycle: 12, amount: "112.80", currency: "GBP", licenses: 4...40,
      role: "partner-administrator"),
    SimulatedOffer(
      family: "partner", agreement: "csp", program: "csp-legacy", country: "NL",
      zone: "Europe/Amsterdam", product: "business-premium", channel: "partner", months: 1,
      cycle: 1, amount: "20.60", currency: "EUR", licenses: 2...30,
      role: "partner-administrator"),
  ]
}
