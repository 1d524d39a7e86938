/// An IP address as its bytes: 4 or 16.
struct NetworkAddress: Sendable, Hashable {
  let bytes: [UInt8]

  /// Reads `192.0.2.1`, `2001:db8::1` and `::ffff:192.0.2.1`, which is the same as `192.0.2.1`.
  init?(_ text: Substring) {
    guard let bytes = Self.four(text) ?? Self.sixteen(text) else { return nil }
    let mapped = [UInt8](repeating: 0, count: 10) + [255, 255]
    self.bytes = bytes.count == 16 && Array(bytes[..<12]) == mapped ? Array(bytes[12...]) : bytes
  }

  private static func four(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part in
      part.count <= 3 && part.allSatisfy(\.isNumber) ? UInt8(part) : nil
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func sixteen(_ text: Substring) -> [UInt8]? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let front = halves.first.flatMap(groups) else { return nil }
    guard halves.count == 2 else { return front.count == 16 ? front : nil }
    guard let back = groups(halves[1]), front.count + back.count <= 14 else { return nil }
    return front + [UInt8](repeating: 0, count: 16 - front.count - back.count) + back
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    if text.isEmpty { return [] }
    var bytes: [UInt8] = []
    for group in text.split(separator: ":", omittingEmptySubsequences: false) {
      if group.contains(".") {
        guard let last = four(group), group.endIndex == text.endIndex else { return nil }
        bytes += last
      } else {
        guard (1...4).contains(group.count), group.allSatisfy(\.isHexDigit),
          let value = UInt16(group, radix: 16)
        else { return nil }
        bytes += [UInt8(value >> 8), UInt8(value & 255)]
      }
    }
    return bytes
  }
}

/// A range of addresses, such as `10.0.0.0/8` or `2001:db8::/32`.
public struct NetworkRange: Sendable, Hashable {
  private let base: NetworkAddress
  private let length: Int

  /// nil if the text is no range; an address alone is a range of one.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let base = parts.first.flatMap({ NetworkAddress($0) }) else { return nil }
    let all = base.bytes.count * 8
    guard let length = parts.count == 2 ? Int(parts[1]) : all, (0...all).contains(length) else {
      return nil
    }
    self.base = base
    self.length = length
  }

  func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    return zip(address.bytes, base.bytes).enumerated().allSatisfy { position, pair in
      let bits = min(8, max(0, length - position * 8))
      return (pair.0 ^ pair.1) >> (8 - bits) == 0 || bits == 0
    }
  }
}
