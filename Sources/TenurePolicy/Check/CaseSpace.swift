import TenureDomain

/// The fact space of some rules, without the combinations that only arithmetic rules out: that a
/// month's term cannot be a year away, that a smaller total is not a larger one.
///
/// Facts that share a source are cut at every value that a rule knows, and each piece is marked by
/// a rule of its own, so that leaves tell the pieces apart. A leaf is possible if a case can be
/// built for its pieces.
struct CaseSpace {
  private(set) var space: FactSpace
  let builder: WitnessBuilder
  /// What the space tells apart: the rules and what arithmetic needs.
  private let told: [[Condition]]
  /// The number of licenses that request facts speak of.
  let total: RequestedTotal
  /// What counts as usual.
  var typical: FactSet
  private let groups: [[Int]]
  private let solved = SolvedGroups()

  init(
    rules: [[Condition]], builder: WitnessBuilder, total: RequestedTotal = .asked,
    comparesCounts: Bool = false
  ) {
    self.builder = builder
    self.total = total
    typical = builder.typical.facts
    let linked = LinkedFacts.groups(readBy: rules, comparesCounts: comparesCounts)
    let marks = linked.flatMap { group in
      group.flatMap { LinkedFacts.pieces(of: $0, rules, window: builder.licenseWindow) }
    }
    told = rules + marks + [LinkedFacts.reading(allLinkedTo: rules)]
    space = FactSpace(rules: told)
    let axes = space.axes
    groups = linked.map { group in axes.indices.filter { group.contains(axes[$0].fact) } }
  }

  /// A space whose leaves tell inside from outside of boxes that consist of its classes, so that
  /// these stay as they are.
  func cut(by boxes: [[Condition]]) -> CutSpace {
    var cut = self
    cut.space = FactSpace(rules: told + boxes)
    return CutSpace(space: cut, firstBox: told.count)
  }

  /// Every possible leaf; the usual case stands for it where it can.
  func leaves(
    _ simplify: @escaping (_ alive: RuleBits, _ certain: RuleBits) -> RuleBits? = { alive, _ in
      alive
    }
  ) -> [FactSpace.Leaf] {
    space.leaves(FactSpace.Guide(cost: cost, simplify: simplify)).filter(isPossible)
  }

  /// How unusual a class is.
  func cost(_ axis: FactSpace.Axis, _ valueClass: FactSpace.ValueClass) -> Int {
    guard let usual = typical[axis.fact] else { return 0 }
    if valueClass.values.contains(usual) { return 0 }
    return LinkedFacts.isDerived(axis.fact) ? 1 : 2
  }

  /// The box of the classes of a leaf, on all axes or on some.
  func box(of leaf: FactSpace.Leaf, on axes: [Int]? = nil) -> FactBox {
    var box = FactBox()
    for axis in axes ?? Array(space.axes.indices) {
      box[space.axes[axis].fact] = space.axes[axis].classes[leaf.classes[axis]].values
    }
    return box
  }

  /// A case in a leaf.
  func witness(_ leaf: FactSpace.Leaf, asking kind: ActKind?) -> Witness? {
    builder.witness(in: box(of: leaf), asking: kind, total: total)
  }

  /// Whether a case can be built for each group of facts that share a source.
  func isPossible(_ leaf: FactSpace.Leaf) -> Bool {
    groups.indices.allSatisfy { group in
      let key = SolvedGroups.Key(group: group, classes: groups[group].map { leaf.classes[$0] })
      if let known = solved.answers[key] { return known }
      let box = box(of: leaf, on: groups[group])
      let answer =
        builder.timing(in: box) != nil && builder.counts(in: box, asking: total) != nil
        && builder.products(in: box) != nil
      solved.answers[key] = answer
      return answer
    }
  }
}

/// Which combinations of pieces are known to be possible.
private final class SolvedGroups {
  struct Key: Hashable {
    let group: Int
    let classes: [Int]
  }

  var answers: [Key: Bool] = [:]
}
