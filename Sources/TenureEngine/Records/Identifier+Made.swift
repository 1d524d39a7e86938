public import TenureDomain

extension Identifier {
  /// The name of something that is made now: the kind's prefix, the milliseconds since 1970 and 80
  /// random bits, in Crockford's base 32.
  ///
  /// - Parameter random: 10 bytes.
  public init(madeAt now: Timestamp, random: [UInt8]) {
    precondition(random.count == 10, "a name has 80 random bits")
    let milliseconds = UInt64(max(0, now.microseconds / 1_000))
    var text = Array("\(Kind.prefix)_".utf8)
    for shift in stride(from: 45, through: 0, by: -5) {
      text.append(digits[Int(milliseconds >> UInt64(shift) & 31)])
    }
    for half in [random[0..<5], random[5..<10]] {
      let bits = half.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      for shift in stride(from: 35, through: 0, by: -5) {
        text.append(digits[Int(bits >> UInt64(shift) & 31)])
      }
    }
    self.init(stored: String(decoding: text, as: UTF8.self))
  }
}

/// The digits of Crockford's base 32, in lower case: without i, l, o and u.
private let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
