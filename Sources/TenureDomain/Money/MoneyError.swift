/// Why a sum of money cannot be read or computed.
public enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is not a decimal number such as `12.50` or `-3`.
  case malformed(String)

  /// The text has more decimals than the currency has.
  case tooManyDecimals(allowed: Int)

  /// The amount does not fit 64 bits of minor units.
  case overflow

  /// Two amounts of different currencies can be neither added nor subtracted.
  case currencyMismatch(Currency, Currency)

  /// A number of units below zero cannot be prorated.
  case negativeQuantity(Int)

  /// The day is not one of the cycle that is to be prorated.
  case outsideCycle(CalendarDate, Term)

  /// An amount cannot be shared out by a weight below zero.
  case negativeWeight(Int64)

  /// An amount cannot be shared out where all weights are zero.
  case noWeight

  public var description: String {
    switch self {
    case .malformed(let text): "malformed amount `\(text.prefix(64))`"
    case .tooManyDecimals(let allowed): "amount with more than `\(allowed)` decimals"
    case .overflow: "amount out of range"
    case .currencyMismatch(let one, let other): "amounts in `\(one)` and `\(other)` do not mix"
    case .negativeQuantity(let quantity): "negative quantity `\(quantity)`"
    case .outsideCycle(let day, let cycle): "day `\(day)` is outside the cycle `\(cycle)`"
    case .negativeWeight(let weight): "negative weight `\(weight)`"
    case .noWeight: "no weight to share the amount by"
    }
  }
}
