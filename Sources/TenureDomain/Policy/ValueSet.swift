/// A set of fact values: disjoint closed ranges in ascending order.
///
/// Every test of the policy format becomes one: a value, a list, its complement, a bound.
public struct ValueSet: Sendable, Hashable {
  public let ranges: [ClosedRange<Int64>]

  /// The union of ranges, joined where they touch.
  public init(_ ranges: [ClosedRange<Int64>]) {
    var joined: [ClosedRange<Int64>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, last.upperBound == .max || range.lowerBound <= last.upperBound + 1
      {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  /// The set of single values.
  public init(values: some Sequence<Int64>) {
    self.init(values.map { $0...$0 })
  }

  /// Every value.
  public static let all = ValueSet([Int64.min...Int64.max])

  @inline(__always)
  public func contains(_ value: Int64) -> Bool {
    for range in ranges where value <= range.upperBound {
      return value >= range.lowerBound
    }
    return false
  }

  public var isEmpty: Bool { ranges.isEmpty }

  /// Every value that is not in the set.
  public var complement: ValueSet {
    var gaps: [ClosedRange<Int64>] = []
    var next: Int64? = .min
    for range in ranges {
      if let start = next, start < range.lowerBound { gaps.append(start...range.lowerBound - 1) }
      next = range.upperBound == .max ? nil : range.upperBound + 1
    }
    if let start = next { gaps.append(start...Int64.max) }
    return ValueSet(gaps)
  }

  /// The values that are in both sets.
  public func intersection(_ other: ValueSet) -> ValueSet {
    var common: [ClosedRange<Int64>] = []
    for one in ranges {
      for two in other.ranges where one.overlaps(two) {
        common.append(one.clamped(to: two))
      }
    }
    return ValueSet(common)
  }

  /// Every value of the set plus an offset.
  public func shifted(by offset: Int64) -> ValueSet {
    ValueSet(
      ranges.map {
        $0.lowerBound.addingSaturated(offset)...$0.upperBound.addingSaturated(offset)
      })
  }

  /// `sum` less every value of the set.
  public func subtracted(from sum: Int64) -> ValueSet {
    ValueSet(
      ranges.map {
        sum.subtractingSaturated($0.upperBound)...sum.subtractingSaturated($0.lowerBound)
      })
  }
}
