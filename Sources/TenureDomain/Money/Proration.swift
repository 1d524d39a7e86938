/// What comes back for the days of a paid cycle that will not be used.
///
/// Whole days are counted; the day of the act counts as unused. The amount is the total times the
/// unused days divided by the days of the cycle, computed exactly in 128 bits and rounded once,
/// half up, to the currency's minor unit.
public struct Proration: Hashable, Sendable {
  /// The charge cycle that holds the act.
  public let cycle: Term

  /// The act's local date, one of the cycle's days and the first that is unused.
  public let day: CalendarDate

  /// The price of one unit for the whole cycle.
  public let unitAmount: Money

  /// How many units are held, at least 0.
  public let quantity: Int

  /// The price of all units for the whole cycle.
  public let total: Money

  /// Prorates the price of a cycle from `day` on.
  ///
  /// Throws `negativeQuantity`, `outsideCycle` if the day is not one of the cycle's, and `overflow`
  /// if the total does not fit.
  public init(
    unitAmount: Money, quantity: Int, cycle: Term, day: CalendarDate
  ) throws(MoneyError) {
    guard quantity >= 0 else { throw .negativeQuantity(quantity) }
    guard cycle.contains(day) else { throw .outsideCycle(day, cycle) }
    self.cycle = cycle
    self.day = day
    self.unitAmount = unitAmount
    self.quantity = quantity
    total = try unitAmount.multiplied(by: quantity)
  }

  /// The days from the cycle's start up to the act, 0..<`cycleDays`.
  public var usedDays: Int { day - cycle.start }

  /// The days from the act's day to the cycle's end, 1...`cycleDays`.
  public var unusedDays: Int { cycle.end - day }

  /// The days of the cycle.
  public var cycleDays: Int { cycle.days }

  /// The exact amount in minor units: `total` × `unusedDays` ÷ `cycleDays`.
  public var exact: Fraction {
    Fraction(of: total.minorUnits, part: Int64(unusedDays), over: Int64(cycleDays))
  }

  /// What the exact amount has beyond whole minor units, in parts of `cycleDays`.
  public var remainderNumerator: Int64 { exact.remainder }

  /// The exact amount, rounded half up. It lies between zero and the total.
  public var amount: Money {
    Money(minorUnits: exact.rounded(Self.rounding), currency: total.currency)
  }

  /// The one rounding rule of prorations.
  public static let rounding = Rounding.halfUp
}

extension Proration {
  /// One step of the arithmetic, with every number a person needs to follow it and no words.
  public enum Step: Hashable, Sendable {
    /// The price of a unit times the units.
    case total(unitAmount: Money, quantity: Int, total: Money)

    /// How the cycle's days fall to either side of the act.
    case days(used: Int, unused: Int, cycle: Int)

    /// The total times the unused days, divided by the cycle's days, in minor units.
    case quotient(Fraction)

    /// The quotient after rounding. Left out where nothing had to be rounded.
    case rounding(Rounding, amount: Money)
  }

  /// The arithmetic from the price to the amount, in order.
  public var steps: [Step] {
    var steps: [Step] = [
      .total(unitAmount: unitAmount, quantity: quantity, total: total),
      .days(used: usedDays, unused: unusedDays, cycle: cycleDays),
      .quotient(exact),
    ]
    if !exact.isWhole { steps.append(.rounding(Self.rounding, amount: amount)) }
    return steps
  }
}
