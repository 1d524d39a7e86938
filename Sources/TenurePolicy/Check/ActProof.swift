import TenureDomain

/// What the rules of one act come to, over every possible case.
struct ActProof {
  let kind: ActKind
  let tables: ActTables
  let space: CaseSpace
  let layout: ActLayout
  /// Each with the rules that matter there: those of the table that decides.
  let leaves: [FactSpace.Leaf]
  /// By position, the most usual leaf that the rule decides or helps to decide; nil if there is
  /// none.
  let deciding: [FactSpace.Leaf?]

  init(_ kind: ActKind, _ tables: ActTables, _ builder: WitnessBuilder) {
    self.kind = kind
    self.tables = tables
    let headers = tables.headers
    space = CaseSpace(rules: headers.map(\.conditions), builder: builder)
    let layout = ActLayout(tables)
    self.layout = layout
    leaves = space.leaves { alive, certain in layout.mattering(alive, certain) }
    var deciding = [FactSpace.Leaf?](repeating: nil, count: headers.count)
    for leaf in leaves {
      for position in layout.deciding(leaf.alive)
      where deciding[position].map({ leaf.cost < $0.cost }) ?? true {
        deciding[position] = leaf
      }
    }
    self.deciding = deciding
  }

  /// The classes of the most usual case that is permitted, nil if none is.
  var permitted: FactBox? {
    leaves.filter { layout.outcome($0.alive) == .permitted }.min { $0.cost < $1.cost }
      .map { space.box(of: $0) }
  }

  /// The most usual case that no table answers.
  var unanswered: FactSpace.Leaf? {
    leaves.filter { layout.outcome($0.alive) == nil }.min { $0.cost < $1.cost }
  }
}

extension ActLayout {
  /// The positions of all four tables.
  var all: Range<Int> { elsewhere.lowerBound..<permits.upperBound }

  /// The positions of the rules that stand behind the outcome.
  func deciding(_ alive: RuleBits) -> [Int] {
    for table in [elsewhere, unnecessary, refusals] where alive.intersects(table) {
      return alive.positions(in: table)
    }
    return alive.first(in: permits).map { [$0] } ?? []
  }

  /// The live rules without those that a rule which holds for certain makes irrelevant.
  func mattering(_ alive: RuleBits, _ certain: RuleBits) -> RuleBits {
    let end = permits.upperBound
    for table in [elsewhere, unnecessary, refusals] where certain.intersects(table) {
      return alive.subtracting(RuleBits(table.upperBound..<end))
    }
    guard let permit = certain.first(in: permits) else { return alive }
    return alive.subtracting(RuleBits(permit + 1..<end))
  }
}
