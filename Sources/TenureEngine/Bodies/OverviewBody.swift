/// What an operator sees of all accounts: daily numbers of the last days, and dates ahead.
///
/// Each list of values has one for each of ``days``, in their order; one is nil where the day was
/// not counted, because no server ran or there was nothing yet.
public struct OverviewBody: Codable, Sendable, Hashable {
  /// The present day, in UTC as all days here are.
  public var today: String
  /// When it was last counted; absent before the first time.
  public var taken: String?
  /// The days, oldest first; the last is ``today``.
  public var days: [String]
  /// Those of ``days`` that were not counted.
  public var gaps: [String]
  /// By state, in the order of a subscription's life.
  public var subscriptions: [Series]
  /// Cancellations by reason; `untold` where no reason was asked for.
  public var cancellationsByReason: [Series]
  /// Cancellations by the edition that answered.
  public var cancellationsByEdition: [Series]
  public var refunds: [MoneySeries]
  public var deadlines: Deadlines
  public var totals: Totals

  /// The numbers of one label.
  public struct Series: Codable, Sendable, Hashable {
    public var label: String
    public var values: [Int64?]
  }

  /// What was promised back in one currency.
  public struct MoneySeries: Codable, Sendable, Hashable {
    public var currency: String
    /// How many decimals the currency has: an amount is a value by 10 to this power.
    public var exponent: Int
    /// In minor units.
    public var values: [Int64?]
    /// All of them.
    public var total: MoneyBody
  }

  /// How many dates lie ahead, by kind, for each week from today on.
  public struct Deadlines: Codable, Sendable, Hashable {
    /// The first day of each week; a week has seven days, the last may have fewer.
    public var weeks: [String]
    /// By kind of milestone, in the order of a subscription's life.
    public var series: [Series]
  }

  /// The numbers of today.
  public struct Totals: Codable, Sendable, Hashable {
    /// By state, and by family of policies.
    public var subscriptions: [Standing]
    public var allSubscriptions: Int64
    public var cancellations: Int64
    public var refunds: [MoneyBody]
    /// Dates within the next seven days.
    public var deadlinesThisWeek: Int64
  }

  /// How many subscriptions of a family are in a state.
  public struct Standing: Codable, Sendable, Hashable {
    public var state: String
    public var family: String
    public var count: Int64
  }
}
