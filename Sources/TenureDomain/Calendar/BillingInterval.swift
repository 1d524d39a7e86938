/// How long a paid period is, and how often a price is charged.
public enum BillingInterval: String, CaseIterable, Sendable {
  case month = "month"
  case year = "year"
  case threeYears = "3-year"

  /// The length in calendar months: 1, 12 or 36.
  public var months: Int {
    switch self {
    case .month: 1
    case .year: 12
    case .threeYears: 36
    }
  }
}
