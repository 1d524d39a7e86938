/// Reads ASCII text from left to right, never past its end.
///
/// Every method that finds what it looks for moves behind it; one that does not leaves the position
/// where it was, except `digits`, whose callers give up at once.
struct ByteScanner<Bytes: Collection> where Bytes.Element == UInt8 {
  private let bytes: Bytes
  private var position: Bytes.Index

  init(_ bytes: Bytes) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { position == bytes.endIndex }

  /// The next byte, without moving.
  var peek: UInt8? { isAtEnd ? nil : bytes[position] }

  /// Moves behind the next byte, which must exist.
  mutating func advance() {
    bytes.formIndex(after: &position)
  }

  /// Moves behind `scalar` if it comes next, and tells whether it did.
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: scalar) else { return false }
    advance()
    return true
  }

  /// Moves behind the next digit and returns its value, 0...9.
  mutating func digit() -> Int? {
    guard let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    advance()
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
