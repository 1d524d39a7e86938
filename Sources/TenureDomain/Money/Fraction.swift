/// An exact quotient, before it is rounded.
public struct Fraction: Hashable, Sendable {
  /// What is divided.
  public let numerator: Int128

  /// What it is divided by, at least 1. The fraction is not reduced.
  public let denominator: Int64

  /// The fraction; the denominator must be positive.
  public init(_ numerator: Int128, over denominator: Int64) {
    precondition(denominator > 0, "a denominator is positive")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient without its fractional part.
  public var whole: Int128 { numerator / Int128(denominator) }

  /// What is left, with the sign of the numerator: `whole` + `remainder` ÷ `denominator`.
  public var remainder: Int64 { Int64(numerator % Int128(denominator)) }

  /// Whether nothing is left to round.
  public var isWhole: Bool { remainder == 0 }

  /// The neighbouring whole number that the rule chooses.
  public func rounded(_ rounding: Rounding) -> Int128 {
    let (whole, remainder) = numerator.quotientAndRemainder(dividingBy: Int128(denominator))
    guard remainder != 0 else { return whole }
    let twice = remainder.magnitude * 2
    let half = UInt128(denominator)
    let goesUp =
      switch rounding {
      case .down: false
      case .up: true
      case .halfUp: twice >= half
      case .halfEven: twice > half || (twice == half && !whole.isMultiple(of: 2))
      }
    return goesUp ? whole + numerator.signum() : whole
  }
}
