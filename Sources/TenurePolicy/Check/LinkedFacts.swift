import TenureDomain

/// Facts that are derived from common sources, so that not every combination of them exists.
enum LinkedFacts {
  /// The groups of which rules read enough to contradict one another, each with the facts whose
  /// pieces must be told apart.
  ///
  /// - Parameter comparesCounts: whether licenses bought and in use are told apart even if nothing
  ///   relates them, so that leaves of more users than licenses stand alone.
  static func groups(readBy rules: [[Condition]], comparesCounts: Bool) -> [[Fact]] {
    let read = Set(rules.joined().map(\.fact))
    var groups: [[Fact]] = []
    let readSpans = spans.filter(read.contains)
    if readSpans.count > 1 {
      groups.append(moments.filter { read.contains($0) || isLength($0) })
    }
    if counts.filter(read.contains).count > 1,
      comparesCounts || !read.isDisjoint(with: differences)
    {
      let withWindow =
        read.contains(.requestWithinRemovable) ? counts + [.sinceWindowStart] : counts
      groups.append(withWindow.filter(read.contains))
    }
    if products.filter(read.contains).count > 1 { groups.append(products.filter(read.contains)) }
    return groups
  }

  /// One mark for each piece of a fact's values between the bounds of the rules' tests.
  static func pieces(of fact: Fact, _ rules: [[Condition]], window: Int64) -> [[Condition]] {
    var cuts: Set<Int64> = fact == .sinceWindowStart ? [window] : []
    if fact == .kind {
      return [[Condition(.kind, ValueSet(values: [SubscriptionKind.trial.code]))]]
    }
    let domain = FactCatalog.definition(of: fact).type.domain
    for condition in rules.joined() where condition.fact == fact {
      for range in condition.values.ranges {
        cuts.insert(range.lowerBound)
        if range.upperBound < .max { cuts.insert(range.upperBound + 1) }
      }
    }
    if isLength(fact) { for range in domain.ranges { cuts.formUnion(range.map { $0 }) } }
    let lower = domain.bounds.first ?? 0
    let upper = domain.bounds.last ?? 0
    let starts = [lower] + cuts.filter { $0 > lower && $0 <= upper }.sorted()
    return starts.enumerated().map { index, start in
      let end = index + 1 < starts.count ? starts[index + 1] - 1 : upper
      return [Condition(fact, ValueSet([start...end]))]
    }
  }

  /// Tests that every value passes, of each fact that some chain of exclusions links to one that is
  /// read: with them, no contradiction can hide behind a fact that no rule reads.
  static func reading(allLinkedTo rules: [[Condition]]) -> [Condition] {
    var read = Set(rules.joined().map(\.fact))
    var size = -1
    while size != read.count {
      size = read.count
      for exclusion in FactCatalog.exclusions {
        let facts = exclusion.conditions.map(\.fact)
        if facts.contains(where: read.contains) { read.formUnion(facts) }
      }
    }
    return Fact.allCases.filter(read.contains).map { Condition($0, .all) }
  }

  /// Whether a fact follows from given ones.
  static func isDerived(_ fact: Fact) -> Bool {
    spans.contains(fact) || differences.contains(fact)
  }

  /// The facts that say how long a term is.
  private static func isLength(_ fact: Fact) -> Bool {
    fact == .renewed || fact == .interval || fact == .kind
  }

  private static let spans: [Fact] = [.sinceWindowStart, .sinceFirstPurchase, .untilTermEnd]
  private static let moments: [Fact] =
    spans + [.started, .renewed, .interval, .kind, .requestWithinRemovable]
  private static let counts: [Fact] =
    [.purchased, .assigned, .overAssigned] + requests
  private static let products: [Fact] = [
    .productLine, .productOffer, .productEndOfSale, .requestSameProduct, .requestOtherLine,
    .requestFewerServices,
  ]
  /// What relates one number to another.
  private static let differences: [Fact] = requests + [.overAssigned]
  private static let requests: [Fact] = [
    .requestTo, .requestChange, .requestBelowAssigned, .requestWithinRemovable,
  ]
}
