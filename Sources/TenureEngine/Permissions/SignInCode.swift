import TenureDomain

/// A code as a person reads and types it: `K7QF3X-4821-9036`. The first part says which code it is,
/// the digits after it are the secret.
struct SignInCode: Sendable, Hashable {
  /// 6 of Crockford's base 32 digits, in upper case.
  let identifier: String
  /// 8 decimal digits.
  let secret: String

  /// Makes a code of random bytes: 30 bits name it, and of the rest come 100 000 000 secrets.
  ///
  /// - Parameter random: 12 bytes.
  init(random: [UInt8]) {
    precondition(random.count == 12, "a code is made of 12 bytes")
    let name = random[0..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    identifier = String(
      decoding: stride(from: 25, through: 0, by: -5).map { Self.digits[Int(name >> $0 & 31)] },
      as: UTF8.self)
    // Of 2^64 numbers, 10^8 remainders come out as evenly as nobody can tell.
    let number = random[4..<12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000_000
    secret = String(String(number + 100_000_000).dropFirst())
  }

  /// Reads what somebody typed: small letters, spaces and missing dashes do not matter, nor does an
  /// O for a zero, nor an I or L for a one. nil if it is no code.
  init?(_ typed: String) {
    guard typed.utf8.count <= 100 else { return nil }
    var read: [UInt8] = []
    for scalar in typed.unicodeScalars {
      if scalar.properties.isWhitespace || Self.dashes.contains(scalar) { continue }
      guard scalar.isASCII, let digit = Self.digit(UInt8(ascii: scalar)) else { return nil }
      read.append(digit)
    }
    guard read.count == 14, read[6...].allSatisfy({ (48...57).contains($0) }) else { return nil }
    identifier = String(decoding: read[..<6], as: UTF8.self)
    secret = String(decoding: read[6...], as: UTF8.self)
  }

  var text: String { "\(identifier)-\(secret.prefix(4))-\(secret.suffix(4))" }

  /// What is kept of it.
  var hash: [UInt8] { Hash.sha256([UInt8]((identifier + secret).utf8)) }

  private static let dashes: Set<Unicode.Scalar> = ["-", "\u{2010}", "\u{2011}", "\u{2013}"]

  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static func digit(_ typed: UInt8) -> UInt8? {
    let upper = (97...122).contains(typed) ? typed - 32 : typed
    switch upper {
    case UInt8(ascii: "O"): return UInt8(ascii: "0")
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return UInt8(ascii: "1")
    default: return digits.contains(upper) ? upper : nil
    }
  }
}
