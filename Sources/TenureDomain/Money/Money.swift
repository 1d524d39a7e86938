/// An exact amount: a whole number of a currency's minor units.
public struct Money: Hashable, Sendable, CustomStringConvertible {
  /// Cents for the euro, yen for the yen, fils for the dinar; negative for what is owed.
  public let minorUnits: Int64

  public let currency: Currency

  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// The amount written as digits, perhaps with `-` before them and `.` and decimals after them.
  ///
  /// Throws `malformed` for any other text, `tooManyDecimals` if there are more decimals than the
  /// currency has, be they zeros, and `overflow` if the amount does not fit.
  public init(_ text: String, _ currency: Currency) throws(MoneyError) {
    var scanner = ByteScanner(text.utf8)
    let sign: Int64 = scanner.skip("-") ? -1 : 1
    guard scanner.peek != nil, scanner.peek != UInt8(ascii: ".") else { throw .malformed(text) }
    var units: Int64 = 0
    while let digit = scanner.digit() {
      units = try Self.append(digit, to: units, sign: sign)
    }
    var decimals = 0
    if scanner.skip(".") {
      while let digit = scanner.digit() {
        decimals += 1
        if decimals <= currency.exponent { units = try Self.append(digit, to: units, sign: sign) }
      }
      guard decimals > 0 else { throw .malformed(text) }
    }
    guard scanner.isAtEnd else { throw .malformed(text) }
    guard decimals <= currency.exponent else { throw .tooManyDecimals(allowed: currency.exponent) }
    for _ in decimals..<currency.exponent {
      units = try Self.append(0, to: units, sign: sign)
    }
    self.init(minorUnits: units, currency: currency)
  }

  /// The amount and its currency: `12.50 USD`.
  public var description: String { "\(amountText) \(currency)" }

  /// The amount with all the decimals of its currency: `12.50`, `-0.05`, `5800`.
  public var amountText: String {
    var scale: UInt64 = 1
    for _ in 0..<currency.exponent { scale *= 10 }
    let (units, decimals) = minorUnits.magnitude.quotientAndRemainder(dividingBy: scale)
    var writer = ByteWriter(capacity: 22)
    if minorUnits < 0 { writer.append("-") }
    writer.append(units, width: 1)
    if currency.exponent > 0 {
      writer.append(".")
      writer.append(decimals, width: currency.exponent)
    }
    return writer.text
  }

  /// Whether the amount is zero.
  public var isZero: Bool { minorUnits == 0 }

  /// The sum. Throws `currencyMismatch` or `overflow`.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    try combined(with: other) { $0.addingReportingOverflow($1) }
  }

  /// The difference. Throws `currencyMismatch` or `overflow`.
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    try combined(with: other) { $0.subtractingReportingOverflow($1) }
  }

  /// The amount `factor` times. Throws `overflow`.
  public func multiplied(by factor: Int) throws(MoneyError) -> Money {
    let (product, overflow) = minorUnits.multipliedReportingOverflow(by: Int64(factor))
    guard !overflow else { throw .overflow }
    return Money(minorUnits: product, currency: currency)
  }

  private func combined(
    with other: Money, _ operation: (Int64, Int64) -> (Int64, overflow: Bool)
  ) throws(MoneyError) -> Money {
    guard currency == other.currency else {
      throw .currencyMismatch(currency, other.currency)
    }
    let (result, overflow) = operation(minorUnits, other.minorUnits)
    guard !overflow else { throw .overflow }
    return Money(minorUnits: result, currency: currency)
  }

  /// Puts a digit behind an amount that already has its sign, so that the lowest one can be read.
  private static func append(
    _ digit: Int, to units: Int64, sign: Int64
  ) throws(MoneyError) -> Int64 {
    let (shifted, shiftOverflow) = units.multipliedReportingOverflow(by: 10)
    let (sum, sumOverflow) = shifted.addingReportingOverflow(sign * Int64(digit))
    guard !shiftOverflow, !sumOverflow else { throw .overflow }
    return sum
  }
}
