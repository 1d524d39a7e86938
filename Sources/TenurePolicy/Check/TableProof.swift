import TenureDomain

/// What a first-match table comes to, over every possible case.
struct TableProof {
  let space: CaseSpace
  let headers: [RuleHeader]
  let leaves: [FactSpace.Leaf]
  /// By position, the most usual leaf in which the rule is the first that matches.
  let deciding: [FactSpace.Leaf?]

  init(_ headers: [RuleHeader], _ builder: WitnessBuilder) {
    self.headers = headers
    space = CaseSpace(rules: headers.map(\.conditions), builder: builder)
    let rules = headers.indices
    leaves = space.leaves { alive, certain in alive.firstMatch(certain, in: rules) }
    var deciding = [FactSpace.Leaf?](repeating: nil, count: headers.count)
    for leaf in leaves {
      guard let first = leaf.alive.first(in: rules) else { continue }
      if deciding[first].map({ leaf.cost < $0.cost }) ?? true { deciding[first] = leaf }
    }
    self.deciding = deciding
  }

  /// The most usual case that no rule answers.
  var unanswered: FactSpace.Leaf? {
    leaves.filter { !$0.alive.intersects(headers.indices) }.min { $0.cost < $1.cost }
  }
}

extension RuleBits {
  /// The live rules without those that come after a rule which holds for certain.
  func firstMatch(_ certain: RuleBits, in rules: Range<Int>) -> RuleBits {
    guard let first = certain.first(in: rules) else { return self }
    return subtracting(RuleBits(first + 1..<rules.upperBound))
  }
}
