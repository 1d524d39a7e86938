extension FactSpace {
  /// One end of the walk: a set of live rules, and a combination of classes that leads to it.
  public struct Leaf: Sendable {
    public let alive: RuleBits
    /// For each axis, the class taken.
    public let classes: [Int]
  }

  /// Every distinct set of live rules that some possible combination of facts leads to, each with
  /// one such combination.
  public func leaves() -> [Leaf] {
    // Per level: for each distinct set, where it came from and by which class.
    var levels: [[(alive: RuleBits, parent: Int, taken: Int)]] = [[(start, -1, -1)]]
    for axis in axes {
      var seen: Set<RuleBits> = []
      var next: [(alive: RuleBits, parent: Int, taken: Int)] = []
      for (parent, node) in (levels.last ?? []).enumerated() {
        for (taken, valueClass) in axis.classes.enumerated() {
          let alive = node.alive.intersection(valueClass.passes)
          if seen.insert(alive).inserted { next.append((alive, parent, taken)) }
        }
      }
      levels.append(next)
    }
    let last = levels.count - 1
    var leaves: [Leaf] = []
    for (position, node) in levels[last].enumerated() where !isExcluded(node.alive) {
      var classes = [Int](repeating: 0, count: axes.count)
      var place = position
      for level in stride(from: last, to: 0, by: -1) {
        classes[level - 1] = levels[level][place].taken
        place = levels[level][place].parent
      }
      leaves.append(Leaf(alive: node.alive, classes: classes))
    }
    return leaves
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
