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

  /// Whether both editions refuse, and one reason is the same: nobody there can do it in either,
  /// and what else they are told came or went where that reason does not hold.
  private func isRefusedAlike(_ alive: RuleBits, _ certain: RuleBits) -> Bool {
    guard old.layout.outcome(alive) == .refused, new.layout.outcome(alive) == .refused else {
      return false
    }
    return !old.refusals(certain).isDisjoint(with: stable.intersection(new.refusals(certain)))
  }

  func differences() -> [RankedDifference] {
    let cover = BoxCover<ActClaim>(
      space: space, simplify: simplify, isNeedless: isRefusedAlike
    ) { leaf, told, all in
      claim(leaf.alive, beside: told, among: all)
    } rank: { leaf, claim in
      rank(leaf, claim)
    } holds: { claim, alive in
      guard let before = old.side(alive), let after = new.side(alive) else { return false }
      return claim.holds(before, after)
    }
    return cover.entries().map(difference)
  }

  /// What shows a change best comes first: a change of the outcome, with few reasons, if possible
  /// with no more users than licenses, in the most usual case.
  private func rank(_ leaf: FactSpace.Leaf, _ claim: ActClaim) -> [Int] {
    let counts = space.builder.counts(in: space.box(of: leaf))
    let isNatural = counts.map { $0.assigned <= $0.purchased } ?? false
    return [claim.importance, claim.size, isNatural ? 0 : 1, leaf.cost]
  }

  /// What is left to say where these rules hold.
  ///
  /// Who can do it in one of the editions is told in the part that holds for them. Who can in none
  /// hears of reasons that came or went once, wherever that is.
  private func claim(
    _ alive: RuleBits, beside told: [ActClaim], among all: [ActClaim]
  ) -> ActClaim? {
    guard var before = old.side(alive), var after = new.side(alive) else { return nil }
    if before.comesTo(after), before.outcome != .refused || before.told == after.told { return nil }
    let lost = before.told.subtracting(after.told).subtracting(stable)
    let gained = after.told.subtracting(before.told).subtracting(stable)
    let isPossible = before.outcome == .permitted || after.outcome == .permitted
    let whole = ActClaim(before: before, after: after).telling(lost, gained)
    let others = isPossible || whole.isReplacement ? told : all
    let restLost = lost.subtracting(others.flatMap(\.before.told))
    let restGained = gained.subtracting(others.flatMap(\.after.told))
    if restLost.isEmpty, restGained.isEmpty {
      let isTold = others.contains { !$0.isOfReasons }
      if before.comesTo(after) || isTold { return nil }
    }
    if !restLost.isEmpty || !restGained.isEmpty {
      before.told = restLost
      after.told = restGained
    }
    return ActClaim(before: before, after: after)
  }

  private func difference(_ entry: BoxCover<ActClaim>.Entry) -> RankedDifference {
    let (claim, leaf) = (entry.claim, entry.leaf)
    let witness = space.witness(leaf, asking: kind)
    let told = Difference.Case(
      acts: [kind], conditions: entry.part.box.conditions, witness: witness,
      facts: space.builder.facts(of: witness))
    return RankedDifference(
      Difference(
        scope: .acts([kind]), cases: [told],
        before: old.answer(leaf.alive, telling: claim.before.told),
        after: new.answer(leaf.alive, telling: claim.after.told)),
      rank: [kind == .cancel ? 0 : 2, claim.importance, leaf.cost], claim: claim)
  }
}
