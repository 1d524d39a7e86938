/// A currency of ISO 4217 that amounts can be written in.
///
/// The list holds the active codes with a number of decimals. Metals, test codes and units of
/// account without one (XAU, XTS, XDR, …) are not in it, nor are withdrawn currencies.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
  /// The three letters, one byte each, so that comparing currencies compares numbers.
  private let packed: UInt32

  /// How many decimals an amount has: 0, 2, 3 or 4. The minor unit is 10 to the minus `exponent`.
  public let exponent: Int

  /// The currency with this code, three upper-case letters, or nil if there is none.
  public init?(_ code: String) {
    guard let packed = Self.pack(code) else { return nil }
    var (low, high) = (0, Self.all.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.all[middle].packed < packed {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < Self.all.count, Self.all[low].packed == packed else { return nil }
    self = Self.all[low]
  }

  /// The three letters, such as `EUR`.
  public var code: String {
    let bytes = [
      UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
      UInt8(truncatingIfNeeded: packed),
    ]
    return String(decoding: bytes, as: UTF8.self)
  }

  public var description: String { code }

  /// Every currency, in the order of their codes.
  public static let all: [Currency] = CurrencyTable.codesByExponent
    .flatMap { exponent, codes in
      codes.split(separator: " ").compactMap { Self(listed: String($0), exponent: exponent) }
    }
    .sorted { $0.packed < $1.packed }

  private init?(listed code: String, exponent: Int) {
    guard let packed = Self.pack(code) else { return nil }
    self.packed = packed
    self.exponent = exponent
  }

  /// The letters as one number, in alphabetical order, or nil unless there are three from A to Z.
  private static func pack(_ code: String) -> UInt32? {
    guard code.utf8.count == 3 else { return nil }
    var packed: UInt32 = 0
    for byte in code.utf8 {
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return nil }
      packed = packed << 8 | UInt32(byte)
    }
    return packed
  }
}
