import TenureDomain

/// A part of the fact space: for each fact the values it may have.
struct FactBox {
  private var sets: [Fact: ValueSet] = [:]

  /// The values a fact may have; all of its type's if nothing narrows it.
  subscript(fact: Fact) -> ValueSet {
    get { sets[fact] ?? FactCatalog.definition(of: fact).type.domain }
    set { sets[fact] = newValue }
  }

  /// Whether a fact is narrowed.
  func narrows(_ fact: Fact) -> Bool { sets[fact] != nil }

  func contains(_ value: Int64, for fact: Fact) -> Bool { self[fact].contains(value) }

  /// Whether every known fact lies in the box.
  func contains(_ facts: FactSet) -> Bool {
    sets.allSatisfy { fact, values in facts[fact].map(values.contains) ?? false }
  }

  /// What narrows it, in the order of ``Fact``.
  var conditions: [Condition] {
    Fact.allCases.compactMap { fact in sets[fact].map { Condition(fact, $0) } }
  }

  /// The wanted value, or else the allowed one nearest to it.
  func value(of fact: Fact, near wanted: Int64) -> Int64? {
    self[fact].nearest(to: wanted)
  }

  /// The word of a fact nearest to the wanted one in the vocabulary.
  func word<W: Word>(of fact: Fact, near wanted: W) -> W? {
    value(of: fact, near: wanted.code).flatMap { W(code: $0) }
  }

  /// The truth of a fact, `wanted` if both are allowed.
  func truth(of fact: Fact, near wanted: Bool) -> Bool {
    value(of: fact, near: wanted ? 1 : 0) == 1
  }
}

extension ValueSet {
  /// The value of the set that is nearest to another, nil if the set is empty.
  func nearest(to wanted: Int64) -> Int64? {
    if contains(wanted) { return wanted }
    var best: Int64?
    for bound in bounds where best.map({ Self.gap(bound, wanted) < Self.gap($0, wanted) }) ?? true {
      best = bound
    }
    return best
  }

  /// The ends of its ranges.
  var bounds: [Int64] { ranges.flatMap { [$0.lowerBound, $0.upperBound] } }

  private static func gap(_ one: Int64, _ other: Int64) -> UInt64 {
    one < other
      ? UInt64(bitPattern: other &- one) : UInt64(bitPattern: one &- other)
  }
}
