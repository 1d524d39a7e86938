/// An exact share of an amount, before it is rounded: `whole` + `remainder` ÷ `denominator`.
///
/// The product behind it needs 128 bits; what is left of it after the division fits 64, so that it
/// can be stored and sent like any other number.
public struct Fraction: Hashable, Sendable {
  /// The quotient without its fractional part, in minor units where the amount is money.
  public let whole: Int64

  /// What the division leaves, with the sign of the amount; its magnitude is less than
  /// `denominator`.
  public let remainder: Int64

  /// What was divided by, at least 1. The fraction is not reduced: days stay days.
  public let denominator: Int64

  /// The exact value of `amount` × `part` ÷ `denominator`, where `part` is in 0...`denominator` and
  /// `denominator` is positive.
  public init(of amount: Int64, part: Int64, over denominator: Int64) {
    precondition(denominator > 0, "a denominator is positive")
    precondition((0...denominator).contains(part), "a part is not more than the whole")
    let product = Int128(amount) * Int128(part)
    whole = Int64(product / Int128(denominator))
    remainder = Int64(product % Int128(denominator))
    self.denominator = denominator
  }

  /// Whether nothing is left to round.
  public var isWhole: Bool { remainder == 0 }

  /// The neighbouring whole number that the rule chooses, never further from zero than the amount.
  public func rounded(_ rounding: Rounding) -> Int64 {
    guard !isWhole else { return whole }
    // The remainder against its complement is the same as twice the remainder against the whole.
    let below = remainder.magnitude
    let above = denominator.magnitude - below
    let goesUp =
      switch rounding {
      case .down: false
      case .up: true
      case .halfUp: below >= above
      case .halfEven: below > above || (below == above && !whole.isMultiple(of: 2))
      }
    return goesUp ? whole + remainder.signum() : whole
  }
}
