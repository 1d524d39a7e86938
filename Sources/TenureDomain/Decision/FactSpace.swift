/// The space of the facts that some rules read, cut into the classes that the rules tell apart.
///
/// Two values of a fact are in one class if every rule answers them alike, so a walk over classes
/// covers every value exactly. Each combination of classes is summed up by the rules that are still
/// alive in it: the walk keeps distinct sets of live rules, not combinations, which is what makes
/// an exact proof take milliseconds. Decisions with absent facts, proofs and comparisons of
/// editions all stand on it.
public struct FactSpace: Sendable {
  /// Values of one fact that no rule tells apart.
  public struct ValueClass: Sendable {
    public let values: ValueSet
    /// The rules whose tests of the fact these values pass.
    public let passes: RuleBits
  }

  /// A fact that is not known, with its classes.
  public struct Axis: Sendable {
    public let fact: Fact
    public let classes: [ValueClass]
  }

  /// The axes, in the order of ``Fact``.
  public let axes: [Axis]
  /// The rules that the known facts leave alive.
  public let start: RuleBits
  /// How many rules were given; the exclusions follow them.
  public let ruleCount: Int
  private let exclusionRange: Range<Int>

  /// - Parameters:
  ///   - rules: the conditions of each rule.
  ///   - known: facts that are fixed.
  /// - Precondition: rules and exclusions together are at most ``RuleBits/capacity``.
  public init(rules: [[Condition]], known: FactSet = FactSet()) {
    let boxes = rules + Self.relevantExclusions(rules, known)
    precondition(boxes.count <= RuleBits.capacity, "too many rules in one space")
    ruleCount = rules.count
    exclusionRange = rules.count..<boxes.count
    var alive = RuleBits(first: boxes.count)
    var tests = [[(rule: Int, values: ValueSet)]](repeating: [], count: Fact.allCases.count)
    for (position, conditions) in boxes.enumerated() {
      for condition in conditions {
        if let value = known[condition.fact] {
          if !condition.values.contains(value) { alive.remove(position) }
        } else {
          tests[condition.fact.rawValue].append((position, condition.values))
        }
      }
    }
    start = alive
    axes = Fact.allCases.compactMap { fact in
      let live = tests[fact.rawValue].filter { alive.contains($0.rule) }
      return live.isEmpty
        ? nil : Axis(fact: fact, classes: Self.classes(of: fact, live, boxes.count))
    }
  }

  /// Whether the facts of a leaf cannot exist together.
  public func isExcluded(_ leaf: RuleBits) -> Bool { leaf.intersects(exclusionRange) }

  /// The exclusions among facts that are read or known. One that needs another, absent fact rules
  /// nothing out: that fact can be as it must.
  private static func relevantExclusions(_ rules: [[Condition]], _ known: FactSet) -> [[Condition]]
  {
    let read = Set(rules.joined().map(\.fact))
    var exclusions = FactCatalog.exclusions.map(\.conditions).filter { conditions in
      conditions.contains { !known.isKnown($0.fact) }
        && conditions.allSatisfy { read.contains($0.fact) || known.isKnown($0.fact) }
    }
    let spans: Set<Fact> = [.sinceWindowStart, .sinceFirstPurchase]
    if read.isSuperset(of: spans) || (read.contains(.renewed) && !read.isDisjoint(with: spans)) {
      var bounds: Set<Int64> = []
      for condition in rules.joined() where spans.contains(condition.fact) {
        for range in condition.values.ranges {
          if range.lowerBound > .min { bounds.insert(range.lowerBound) }
          if range.upperBound < .max { bounds.insert(range.upperBound + 1) }
        }
      }
      exclusions += FactCatalog.orderExclusions(bounds: bounds).map(\.conditions)
    }
    return exclusions
  }

  private static func classes(
    of fact: Fact, _ tests: [(rule: Int, values: ValueSet)], _ boxCount: Int
  ) -> [ValueClass] {
    let domain = FactCatalog.definition(of: fact).type.domain
    var cuts: Set<Int64> = []
    for test in tests {
      for range in test.values.ranges {
        cuts.insert(range.lowerBound)
        if range.upperBound < .max { cuts.insert(range.upperBound + 1) }
      }
    }
    let sorted = cuts.sorted()
    var order: [RuleBits] = []
    var members: [RuleBits: [ClosedRange<Int64>]] = [:]
    for whole in domain.ranges {
      var lower = whole.lowerBound
      while true {
        let next = sorted.first { $0 > lower && $0 <= whole.upperBound }
        let piece = lower...(next.map { $0 - 1 } ?? whole.upperBound)
        var passes = RuleBits(first: boxCount)
        for test in tests where !test.values.contains(lower) { passes.remove(test.rule) }
        if members[passes] == nil { order.append(passes) }
        members[passes, default: []].append(piece)
        guard let next else { break }
        lower = next
      }
    }
    return order.map { ValueClass(values: ValueSet(members[$0] ?? []), passes: $0) }
  }
}
