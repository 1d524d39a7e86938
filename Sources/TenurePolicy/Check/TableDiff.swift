import TenureDomain

/// What a table concludes differently in two editions.
struct TableDiff {
  /// What one edition concluded, and what the other does.
  struct Claim: Hashable {
    let before: PlanConclusion
    let after: PlanConclusion
  }

  private let name: PlanTable
  private let old: [Rule<PlanConclusion>]
  private let new: [Rule<PlanConclusion>]
  private let space: CaseSpace

  init(
    _ name: PlanTable, _ old: [Rule<PlanConclusion>], _ new: [Rule<PlanConclusion>],
    _ builder: WitnessBuilder
  ) {
    self.name = name
    self.old = old
    self.new = new
    space = CaseSpace(rules: (old + new).map(\.header.conditions), builder: builder)
  }

  private var oldRules: Range<Int> { old.indices }
  private var newRules: Range<Int> { old.count..<old.count + new.count }

  private func simplify(_ alive: RuleBits, _ certain: RuleBits) -> RuleBits? {
    alive.firstMatch(certain, in: oldRules).firstMatch(certain, in: newRules)
  }

  /// The rule of each edition that holds; nil for an edition that lacks the table altogether.
  private func rules(
    _ alive: RuleBits
  ) -> (before: Rule<PlanConclusion>?, after: Rule<PlanConclusion>?)? {
    let before = alive.first(in: oldRules).map { old[$0] }
    let after = alive.first(in: newRules).map { new[$0 - newRules.lowerBound] }
    guard before != nil || old.isEmpty, after != nil || new.isEmpty else { return nil }
    return (before, after)
  }

  /// What is concluded where these rules hold; nil if both conclude the same.
  private func claim(_ alive: RuleBits) -> Claim? {
    guard let (before, after) = rules(alive) else { return nil }
    let claim = Claim(
      before: before?.conclusion ?? .nothing, after: after?.conclusion ?? .nothing)
    return claim.before == claim.after ? nil : claim
  }

  func differences() -> [RankedDifference] {
    let cover = BoxCover<Claim>(space: space, simplify: simplify) { leaf, told, _ in
      told.isEmpty ? claim(leaf.alive) : nil
    } rank: { leaf, _ in
      [leaf.cost]
    } holds: { claim, alive in
      self.claim(alive) == claim
    }
    return cover.entries().compactMap(difference)
  }

  private func difference(_ entry: BoxCover<Claim>.Entry) -> RankedDifference? {
    guard let (before, after) = rules(entry.leaf.alive) else { return nil }
    let position = PlanTable.allCases.firstIndex(of: name) ?? 0
    let witness = space.witness(entry.leaf, asking: nil)
    let told = Difference.Case(
      acts: [], conditions: entry.part.box.conditions, witness: witness,
      facts: space.builder.facts(of: witness))
    return RankedDifference(
      Difference(
        scope: .table(name), cases: [told], before: answer(before), after: answer(after)),
      rank: [1, position, entry.leaf.cost], tableClaim: entry.claim)
  }

  private func answer(_ rule: Rule<PlanConclusion>?) -> EditionAnswer {
    EditionAnswer(
      outcome: nil, effect: nil, conclusion: rule?.conclusion ?? .nothing, ways: [],
      rules: rule.map { [$0.header] } ?? [])
  }
}
