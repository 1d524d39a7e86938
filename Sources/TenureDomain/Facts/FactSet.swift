/// Facts with their values, each as one integer: a truth as 0 or 1, a word as its position, a date
/// as its day number, a span in microseconds. A fact that is absent is not known.
public struct FactSet: Sendable, Hashable {
  private var values: [Int64]
  private var known: UInt64

  /// No fact is known.
  public init() {
    values = [Int64](repeating: 0, count: Fact.allCases.count)
    known = 0
  }

  /// The value of a fact, nil if it is not known.
  public subscript(fact: Fact) -> Int64? {
    get { isKnown(fact) ? values[fact.rawValue] : nil }
    set {
      let bit = UInt64(1) << UInt64(fact.rawValue)
      values[fact.rawValue] = newValue ?? 0
      known = newValue == nil ? known & ~bit : known | bit
    }
  }

  /// Whether a fact is known.
  public func isKnown(_ fact: Fact) -> Bool {
    known & (UInt64(1) << UInt64(fact.rawValue)) != 0
  }

  mutating func set(_ fact: Fact, _ value: Bool?) {
    self[fact] = value.map { $0 ? 1 : 0 }
  }

  mutating func set(_ fact: Fact, _ value: (some Word)?) {
    self[fact] = value.map(\.code)
  }
}
