/// A set of up to 512 rules by their position, as bits.
public struct RuleBits: Sendable, Hashable {
  // Plain words rather than a vector or an array: fast without optimisation too.
  private var word0: UInt64 = 0
  private var word1: UInt64 = 0
  private var word2: UInt64 = 0
  private var word3: UInt64 = 0
  private var word4: UInt64 = 0
  private var word5: UInt64 = 0
  private var word6: UInt64 = 0
  private var word7: UInt64 = 0

  public static let capacity = 512

  /// The empty set.
  public init() {}

  /// The first `count` rules.
  public init(first count: Int) {
    self.init(0..<count)
  }

  /// The rules of a range.
  public init(_ range: Range<Int>) {
    for index in 0..<8 { self[word: index] = Self.mask(of: range, word: index) }
  }

  public var isEmpty: Bool {
    word0 | word1 | word2 | word3 | word4 | word5 | word6 | word7 == 0
  }

  public mutating func insert(_ position: Int) {
    self[word: position >> 6] |= 1 << UInt64(position & 63)
  }

  public mutating func remove(_ position: Int) {
    self[word: position >> 6] &= ~(1 << UInt64(position & 63))
  }

  public func contains(_ position: Int) -> Bool {
    self[word: position >> 6] & (1 << UInt64(position & 63)) != 0
  }

  public func intersection(_ other: RuleBits) -> RuleBits {
    var result = self
    result.word0 &= other.word0
    result.word1 &= other.word1
    result.word2 &= other.word2
    result.word3 &= other.word3
    result.word4 &= other.word4
    result.word5 &= other.word5
    result.word6 &= other.word6
    result.word7 &= other.word7
    return result
  }

  public func subtracting(_ other: RuleBits) -> RuleBits {
    var result = self
    result.word0 &= ~other.word0
    result.word1 &= ~other.word1
    result.word2 &= ~other.word2
    result.word3 &= ~other.word3
    result.word4 &= ~other.word4
    result.word5 &= ~other.word5
    result.word6 &= ~other.word6
    result.word7 &= ~other.word7
    return result
  }

  /// Whether both sets have a rule in common.
  public func intersects(_ other: RuleBits) -> Bool { !intersection(other).isEmpty }

  /// Whether any position of a range is in the set.
  public func intersects(_ range: Range<Int>) -> Bool { first(in: range) != nil }

  /// The lowest position of a range that is in the set.
  public func first(in range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var index = range.lowerBound >> 6
    let last = (range.upperBound - 1) >> 6
    while index <= last {
      let found = self[word: index] & Self.mask(of: range, word: index)
      if found != 0 { return index << 6 + found.trailingZeroBitCount }
      index += 1
    }
    return nil
  }

  /// The positions of a range that are in the set, in ascending order.
  public func positions(in range: Range<Int>) -> [Int] {
    var positions: [Int] = []
    var rest = range
    while let position = first(in: rest) {
      positions.append(position)
      rest = position + 1..<range.upperBound
    }
    return positions
  }

  private static func mask(of range: Range<Int>, word: Int) -> UInt64 {
    let from = max(range.lowerBound - word << 6, 0)
    let upTo = min(range.upperBound - word << 6, 64)
    guard from < upTo else { return 0 }
    return (UInt64.max << UInt64(from)) & (UInt64.max >> UInt64(64 - upTo))
  }

  private subscript(word index: Int) -> UInt64 {
    get {
      switch index {
      case 0: word0
      case 1: word1
      case 2: word2
      case 3: word3
      case 4: word4
      case 5: word5
      case 6: word6
      default: word7
      }
    }
    set {
      switch index {
      case 0: word0 = newValue
      case 1: word1 = newValue
      case 2: word2 = newValue
      case 3: word3 = newValue
      case 4: word4 = newValue
      case 5: word5 = newValue
      case 6: word6 = newValue
      default: word7 = newValue
      }
    }
  }
}
