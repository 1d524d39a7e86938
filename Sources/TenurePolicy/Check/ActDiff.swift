import TenureDomain

/// What an act comes to differently in two editions.
struct ActDiff {
  private let kind: ActKind
  private let old: DiffSide
  private let new: DiffSide
  private let space: CaseSpace
  /// What both editions say in the same words on the same facts: never a change by itself.
  private let stable: Set<DiffSide.Saying>

  init(_ kind: ActKind, _ old: ActTables, _ new: ActTables, _ builder: WitnessBuilder) {
    self.kind = kind
    let before = DiffSide(old, offset: 0)
    let after = DiffSide(new, offset: old.headers.count)
    self.old = before
    self.new = after
    space = Self.space(kind, before, after, builder)
    let same = before.sayings.filter { saying, rule in
      after.sayings[saying]?.conditions == rule.conditions
    }
    stable = Set(same.keys)
  }

  /// The joint space, in which a case that the new edition permits counts as usual.
  private static func space(
    _ kind: ActKind, _ old: DiffSide, _ new: DiffSide, _ builder: WitnessBuilder
  ) -> CaseSpace {
    var space = CaseSpace(
      rules: (old.tables.headers + new.tables.headers).map(\.conditions), builder: builder,
      comparesCounts: true)
    let permitted = ActProof(kind, new.tables, builder).permitted
    if let permitted {
      var usual = space.typical
      for condition in permitted.conditions {
        guard let value = usual[condition.fact], !condition.values.contains(value) else { continue }
        usual[condition.fact] = condition.values.nearest(to: value)
      }
      space.typical = usual
    }
    return space
  }

  private func simplify(_ alive: RuleBits, _ certain: RuleBits) -> RuleBits? {
    new.layout.mattering(old.layout.mattering(alive, certain), certain)
  }

  /// What one edition says that the other does not.
  struct Key: Hashable {
    let before: Outcome
    let after: Outcome
    let effects: [Effect?]
    let removed: Set<DiffSide.Saying>
    let added: Set<DiffSide.Saying>

    var size: Int { removed.count + added.count }
    /// What it says, whatever the outcomes.
    var sayings: SayingChange { SayingChange(effects: effects, removed: removed, added: added) }
  }

  struct SayingChange: Hashable {
    let effects: [Effect?]
    let removed: Set<DiffSide.Saying>
    let added: Set<DiffSide.Saying>
  }

  private func key(_ alive: RuleBits) -> Key? {
    guard let before = old.layout.outcome(alive), let after = new.layout.outcome(alive) else {
      return nil
    }
    let effects = [old.effect(alive), new.effect(alive)]
    let said = old.saying(alive)
    let says = new.saying(alive)
    let isSame = before == after && (before != .permitted || effects[0] == effects[1])
    if isSame, before != .refused || said == says { return nil }
    return Key(
      before: before, after: after,
      effects: before == .permitted && after == .permitted ? effects : [],
      removed: said.subtracting(says).subtracting(stable),
      added: says.subtracting(said).subtracting(stable))
  }

  func differences() -> [RankedDifference] {
    var order: [SayingChange] = []
    var found: [SayingChange: [(key: Key, leaf: FactSpace.Leaf)]] = [:]
    for leaf in space.leaves(simplify) {
      guard let key = key(leaf.alive) else { continue }
      if found[key.sayings] == nil { order.append(key.sayings) }
      found[key.sayings, default: []].append((key, leaf))
    }
    let best = order.compactMap { found[$0].flatMap(mostTelling) }
    let keys = best.map(\.key)
    return best.filter { !isImplied($0.key, by: keys) }.map { difference($0.key, $0.leaf) }
  }

  /// The leaf that shows a change best: a change of the outcome, in the most usual case, if
  /// possible with no more users than licenses.
  private func mostTelling(
    _ found: [(key: Key, leaf: FactSpace.Leaf)]
  ) -> (key: Key, leaf: FactSpace.Leaf)? {
    let ranked = found.sorted {
      rank($0.key, $0.leaf).lexicographicallyPrecedes(rank($1.key, $1.leaf))
    }
    let isNatural = { (leaf: FactSpace.Leaf) in
      space.builder.counts(in: space.box(of: leaf)).map { $0.assigned <= $0.purchased } ?? false
    }
    return ranked.first { isNatural($0.leaf) } ?? ranked.first
  }

  /// A change of the outcome tells more than one of reasons alone.
  private func rank(_ key: Key, _ leaf: FactSpace.Leaf) -> [Int] {
    [key.before == key.after && key.effects.isEmpty ? 1 : 0, leaf.cost]
  }

  /// Whether smaller changes say together what a change says. One saying for another on the same
  /// matter is a change of its own.
  private func isImplied(_ key: Key, by keys: [Key]) -> Bool {
    guard key.size > 1, !key.isReplacement else { return false }
    var removed: Set<DiffSide.Saying> = []
    var added: Set<DiffSide.Saying> = []
    for other in keys
    where other.size < key.size && other.removed.isSubset(of: key.removed)
      && other.added.isSubset(of: key.added)
    {
      removed.formUnion(other.removed)
      added.formUnion(other.added)
    }
    return removed == key.removed && added == key.added
  }

  private func difference(_ key: Key, _ leaf: FactSpace.Leaf) -> RankedDifference {
    let box = WidestPart(of: space, around: leaf, simplify) { self.key($0) == key }.box
    let before = old.answer(leaf.alive, telling: key.removed)
    let after = new.answer(leaf.alive, telling: key.added)
    let distinctive = box.distinctive(
      against: space.typical, toldBy: before.telling + after.telling)
    let witness = space.witness(leaf, asking: kind)
    let difference = Difference(
      scope: .acts([kind]), conditions: box.conditions, distinctive: distinctive, before: before,
      after: after, witness: witness, facts: space.builder.facts(of: witness))
    let place = kind == .cancel ? 0 : 2
    let sayings = (key.removed.map { "-\($0)" } + key.added.map { "+\($0)" }).sorted()
    return RankedDifference(
      difference, rank: [place] + rank(key, leaf),
      sharedKey: [key.before.rawValue, key.after.rawValue, "\(key.effects)", "\(distinctive)"]
        + sayings)
  }
}

extension ActDiff.Key {
  /// Whether one rule took another's place: both look at the same numbers, times or choices.
  fileprivate var isReplacement: Bool {
    guard removed.count == 1, added.count == 1, let one = removed.first, let other = added.first
    else { return false }
    return one.message == other.message || !one.matters.isDisjoint(with: other.matters)
  }
}
