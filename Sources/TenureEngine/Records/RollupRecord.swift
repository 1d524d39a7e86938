public import TenureDomain

/// What is counted of each day.
public enum RollupMeasure: String, Word {
  /// Subscriptions at the end of the day: by state, and family of policies.
  case subscriptions
  /// Cancellations carried out on the day: by reason, and edition that answered.
  case cancellations
  /// What was promised back on the day, in minor units: by currency.
  case refunds
  /// Dates ahead, as last seen: by kind of milestone. The day is the milestone's.
  case deadlines
}

/// One number of one day.
public struct RollupRecord: Sendable, Hashable {
  public let measure: RollupMeasure
  /// A day in UTC.
  public let day: CalendarDate
  public let label: String
  /// The second label; empty where the measure has one alone.
  public let detail: String
  /// A count, or minor units of the currency that ``label`` names; never negative.
  public let value: Int64

  public init(
    _ measure: RollupMeasure, on day: CalendarDate, _ label: String, _ detail: String = "",
    value: Int64
  ) {
    self.measure = measure
    self.day = day
    self.label = label
    self.detail = detail
    self.value = value
  }
}

/// That a day was counted.
public struct RollupDay: Sendable, Hashable {
  /// A day in UTC.
  public let day: CalendarDate
  /// When it was counted last.
  public let taken: Timestamp
  /// Whether the day is over and all that was due on it is done, so that nothing more changes it.
  public let isFinal: Bool

  public init(day: CalendarDate, taken: Timestamp, isFinal: Bool) {
    self.day = day
    self.taken = taken
    self.isFinal = isFinal
  }
}
