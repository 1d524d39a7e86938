extension FactSpace {
  /// One end of the walk: a set of live rules, and a combination of classes that leads to it.
  public struct Leaf: Sendable {
    public let alive: RuleBits
    /// For each axis, the class taken.
    public let classes: [Int]
    /// What these classes cost together.
    public let cost: Int
  }

  /// How a walk may be cut short, and which of equal ways it takes.
  public struct Guide {
    /// What a class costs; of all combinations that lead to one leaf, the cheapest stands for it.
    public var cost: (Axis, ValueClass) -> Int
    /// Called with the live rules, and those among them that no later fact can rule out any more.
    /// Returns the live rules that still matter, or nil to leave the branch.
    public var simplify: (_ alive: RuleBits, _ certain: RuleBits) -> RuleBits?

    public init(
      cost: @escaping (Axis, ValueClass) -> Int = { _, _ in 0 },
      simplify: @escaping (_ alive: RuleBits, _ certain: RuleBits) -> RuleBits? = { alive, _ in
        alive
      }
    ) {
      self.cost = cost
      self.simplify = simplify
    }
  }

  private struct Node {
    let alive: RuleBits
    var parent: Int
    var taken: Int
    var cost: Int
  }

  /// Every distinct set of live rules that some possible combination of facts leads to, each with
  /// one such combination.
  public func leaves(_ guide: Guide = Guide()) -> [Leaf] {
    let certain = rulesCertain()
    // Per level, for each distinct set: where it came from and by which class.
    var levels: [[Node]] = [
      enter(start, certain[0], guide).map { [Node(alive: $0, parent: -1, taken: -1, cost: 0)] }
        ?? []
    ]
    for (depth, axis) in axes.enumerated() {
      let costs = axis.classes.map { guide.cost(axis, $0) }
      var seen: [RuleBits: Int] = [:]
      var next: [Node] = []
      for (parent, node) in levels[depth].enumerated() {
        for (taken, valueClass) in axis.classes.enumerated() {
          let passed = node.alive.intersection(valueClass.passes)
          guard let alive = enter(passed, certain[depth + 1], guide) else { continue }
          let cost = node.cost + costs[taken]
          if let place = seen[alive] {
            if cost < next[place].cost {
              next[place] = Node(alive: alive, parent: parent, taken: taken, cost: cost)
            }
          } else {
            seen[alive] = next.count
            next.append(Node(alive: alive, parent: parent, taken: taken, cost: cost))
          }
        }
      }
      levels.append(next)
    }
    return (levels.last ?? []).indices.map { leaf(at: $0, levels) }
  }

  /// Whether every leaf of a part of the space passes a test.
  ///
  /// - Parameter allowed: for each axis, the classes that belong to the part.
  public func allLeaves(
    within allowed: [[Int]], _ guide: Guide = Guide(), pass test: (Leaf) -> Bool
  ) -> Bool {
    let certain = rulesCertain()
    var seen = [Set<RuleBits>](repeating: [], count: axes.count + 1)
    var classes: [Int] = []
    func visit(_ passed: RuleBits) -> Bool {
      let depth = classes.count
      guard let alive = enter(passed, certain[depth], guide), seen[depth].insert(alive).inserted
      else { return true }
      if depth == axes.count { return test(Leaf(alive: alive, classes: classes, cost: 0)) }
      for taken in allowed[depth] {
        classes.append(taken)
        let holds = visit(alive.intersection(axes[depth].classes[taken].passes))
        classes.removeLast()
        if !holds { return false }
      }
      return true
    }
    return visit(start)
  }

  /// The live rules that matter from here on; nil if the combination cannot exist or does not
  /// matter.
  private func enter(_ alive: RuleBits, _ certain: RuleBits, _ guide: Guide) -> RuleBits? {
    let settled = alive.intersection(certain)
    return isExcluded(settled) ? nil : guide.simplify(alive, settled)
  }

  /// Per level, the rules that every class of the remaining axes passes.
  private func rulesCertain() -> [RuleBits] {
    var certain = [RuleBits(first: RuleBits.capacity)]
    for axis in axes.reversed() {
      let passed = axis.classes.reduce(certain[certain.count - 1]) { $0.intersection($1.passes) }
      certain.append(passed)
    }
    return certain.reversed()
  }

  private func leaf(at position: Int, _ levels: [[Node]]) -> Leaf {
    var classes = [Int](repeating: 0, count: axes.count)
    var place = position
    for level in stride(from: axes.count, to: 0, by: -1) {
      classes[level - 1] = levels[level][place].taken
      place = levels[level][place].parent
    }
    let node = levels[axes.count][position]
    return Leaf(alive: node.alive, classes: classes, cost: node.cost)
  }

  /// Whether two possible completions that differ only in some facts have different answers.
  public func differs(in facts: Set<Fact>, answer: (RuleBits) -> Int) -> Bool {
    struct Pair: Hashable {
      var one: RuleBits
      var other: RuleBits
    }
    var pairs: Set<Pair> = [Pair(one: start, other: start)]
    for axis in axes {
      var next: Set<Pair> = []
      for pair in pairs {
        for valueClass in axis.classes {
          let one = pair.one.intersection(valueClass.passes)
          guard facts.contains(axis.fact) else {
            next.insert(Pair(one: one, other: pair.other.intersection(valueClass.passes)))
            continue
          }
          for otherClass in axis.classes {
            next.insert(Pair(one: one, other: pair.other.intersection(otherClass.passes)))
          }
        }
      }
      pairs = next
    }
    return pairs.contains { pair in
      !isExcluded(pair.one) && !isExcluded(pair.other) && answer(pair.one) != answer(pair.other)
    }
  }
}
