/// A set of up to 256 rules by their position, as bits.
public struct RuleBits: Sendable, Hashable {
  private var words: SIMD4<UInt64>

  public static let capacity = 256

  /// The empty set.
  public init() { words = .zero }

  /// The first `count` rules.
  public init(first count: Int) {
    words = .zero
    for position in 0..<count { insert(position) }
  }

  public mutating func insert(_ position: Int) {
    words[position >> 6] |= 1 << UInt64(position & 63)
  }

  public mutating func remove(_ position: Int) {
    words[position >> 6] &= ~(1 << UInt64(position & 63))
  }

  public func contains(_ position: Int) -> Bool {
    words[position >> 6] & (1 << UInt64(position & 63)) != 0
  }

  public func intersection(_ other: RuleBits) -> RuleBits {
    var result = RuleBits()
    result.words = words & other.words
    return result
  }

  /// Whether any position of a range is in the set.
  public func intersects(_ range: Range<Int>) -> Bool {
    range.contains(where: contains)
  }

  /// The lowest position of a range that is in the set.
  public func first(in range: Range<Int>) -> Int? {
    range.first(where: contains)
  }
}
