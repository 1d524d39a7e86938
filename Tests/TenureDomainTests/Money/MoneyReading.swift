import TenureDomain
import Testing

extension Currency {
  /// The currency with this code, which the test knows to exist.
  static func read(
    _ code: String, at location: SourceLocation = #_sourceLocation
  ) throws -> Currency {
    try #require(Currency(code), "no currency `\(code)`", sourceLocation: location)
  }
}

extension Money {
  /// An amount as it prints itself: `12.50 USD`.
  static func read(
    _ text: String, at location: SourceLocation = #_sourceLocation
  ) throws -> Money {
    let parts = text.split(separator: " ")
    try #require(parts.count == 2, "an amount is a number and a currency", sourceLocation: location)
    return try Money(String(parts[0]), .read(String(parts[1]), at: location))
  }
}
