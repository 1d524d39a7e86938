/// Facts with their values, each as one integer: a truth as 0 or 1, a word as its position, a date
/// as its day number, a span in microseconds. A fact that is absent is not known.
public struct FactSet: Sendable {
  /// One place per fact, without a heap allocation; 0 where it is not known.
  private var values: InlineArray<47, Int64>
  private var known: UInt64

  /// No fact is known.
  public init() {
    values = InlineArray(repeating: 0)
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

  /// The value of a fact that is known.
  func known(_ fact: Fact) -> Int64 { values[fact.rawValue] }

  /// Whether a fact is known.
  public func isKnown(_ fact: Fact) -> Bool {
    known & (UInt64(1) << UInt64(fact.rawValue)) != 0
  }

  /// The same facts a span of microseconds later: only the spans move.
  func later(by span: Int64) -> FactSet {
    var facts = self
    if let since = self[.sinceWindowStart] { facts[.sinceWindowStart] = since + span }
    if let since = self[.sinceFirstPurchase] { facts[.sinceFirstPurchase] = since + span }
    if let until = self[.untilTermEnd] { facts[.untilTermEnd] = until - span }
    return facts
  }

  @inline(__always)
  mutating func set(_ fact: Fact, _ value: Bool?) {
    guard let value else { return }
    self[fact] = value ? 1 : 0
  }

  @inline(__always)
  mutating func set(_ fact: Fact, _ value: (some Word)?) {
    guard let value else { return }
    self[fact] = value.code
  }
}

extension FactSet: Hashable {
  public static func == (one: FactSet, other: FactSet) -> Bool {
    one.known == other.known && one.values.indices.allSatisfy { one.values[$0] == other.values[$0] }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(known)
    for index in values.indices { hasher.combine(values[index]) }
  }
}
