/// Reads ASCII text from left to right, never past its end.
///
/// Every method that finds what it looks for moves behind it; one that does not leaves the position
/// where it was, except `digits`, whose callers give up at once.
struct ByteScanner<Bytes: Collection> where Bytes.Element == UInt8, Bytes.SubSequence == Bytes {
  /// What has not been read yet.
  private(set) var rest: Bytes

  init(_ bytes: Bytes) {
    rest = bytes
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { rest.isEmpty }

  /// The next byte, without moving.
  var peek: UInt8? { rest.first }

  /// Moves behind the next byte and returns it.
  mutating func next() -> UInt8? {
    rest.popFirst()
  }

  /// Moves behind `scalar` if it comes next, and tells whether it did.
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  /// Moves behind the next digit and returns its value, 0...9.
  mutating func digit() -> Int? {
    guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
      return nil
    }
    rest.removeFirst()
    return Int(byte - UInt8(ascii: "0"))
  }

  /// The value of exactly `count` digits.
  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The value of one to `limit` digits; digits after those stay unread.
  mutating func number(upTo limit: Int) -> Int? {
    guard var value = digit() else { return nil }
    for _ in 1..<limit {
      guard let digit = digit() else { break }
      value = value * 10 + digit
    }
    return value
  }
}

extension String {
  /// A number that is not negative, with zeros before it up to `width` digits.
  init(padded value: Int, to width: Int) {
    let digits = String(value)
    let missing = width - digits.utf8.count
    self = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
  }
}
