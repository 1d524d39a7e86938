/// Takes big-endian numbers from bytes and throws where they end.
struct TZifReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The next byte.
  mutating func byte() throws(ZoneRulesError) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .truncated }
    return byte
  }

  /// The next `count` bytes, without copying them.
  mutating func take(_ count: Int) throws(ZoneRulesError) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .truncated }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Moves on by `count` bytes.
  mutating func skip(_ count: Int) throws(ZoneRulesError) {
    _ = try take(count)
  }

  /// A signed number of `size` bytes, 1...8.
  mutating func integer(size: Int) throws(ZoneRulesError) -> Int64 {
    var bits: UInt64 = 0
    for byte in try take(size) {
      bits = bits << 8 | UInt64(byte)
    }
    let unused = 64 - 8 * size
    return Int64(bitPattern: bits << UInt64(unused)) >> Int64(unused)
  }

  /// An unsigned number of 4 bytes.
  mutating func count() throws(ZoneRulesError) -> Int {
    Int(try integer(size: 4)) & 0xFFFF_FFFF
  }
}
