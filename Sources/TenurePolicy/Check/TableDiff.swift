import TenureDomain

/// What a table concludes differently in two editions.
struct TableDiff<Conclusion: Hashable & Sendable> {
  private let name: PlanTable
  private let old: Table<Conclusion>
  private let new: Table<Conclusion>
  private let words: (Conclusion) -> String
  private let space: CaseSpace
  private let typical: FactSet

  init(
    _ name: PlanTable, _ old: Table<Conclusion>, _ new: Table<Conclusion>,
    _ builder: WitnessBuilder, _ words: @escaping (Conclusion) -> String
  ) {
    self.name = name
    self.old = old
    self.new = new
    self.words = words
    typical = builder.typical.facts
    space = CaseSpace(
      rules: (old.rules + new.rules).map(\.header.conditions), builder: builder)
  }

  private var oldRules: Range<Int> { old.rules.indices }
  private var newRules: Range<Int> { old.rules.count..<old.rules.count + new.rules.count }

  private func simplify(_ alive: RuleBits, _ certain: RuleBits) -> RuleBits? {
    alive.firstMatch(certain, in: oldRules).firstMatch(certain, in: newRules)
  }

  private struct Key: Hashable {
    let before: Conclusion
    let after: Conclusion
  }

  private func key(_ alive: RuleBits) -> Key? {
    guard let before = alive.first(in: oldRules), let after = alive.first(in: newRules) else {
      return nil
    }
    let key = Key(
      before: old.rules[before].conclusion,
      after: new.rules[after - newRules.lowerBound].conclusion)
    return key.before == key.after ? nil : key
  }

  func differences() -> [RankedDifference] {
    var order: [Key] = []
    var usual: [Key: FactSpace.Leaf] = [:]
    for leaf in space.leaves(simplify) {
      guard let key = key(leaf.alive) else { continue }
      if usual[key] == nil { order.append(key) }
      if usual[key].map({ leaf.cost < $0.cost }) ?? true { usual[key] = leaf }
    }
    return order.compactMap { key in usual[key].map { difference(key, $0) } }
  }

  private func difference(_ key: Key, _ leaf: FactSpace.Leaf) -> RankedDifference {
    let box = WidestPart(of: space, around: leaf, simplify) { self.key($0) == key }.box
    let position = PlanTable.allCases.firstIndex(of: name) ?? 0
    let before = leaf.alive.first(in: oldRules).map { old.rules[$0].header }
    let after = leaf.alive.first(in: newRules).map { new.rules[$0 - newRules.lowerBound].header }
    let telling = [before, after].compactMap { $0 }
    let witness = space.witness(leaf, asking: nil)
    return RankedDifference(
      Difference(
        scope: .table(name), conditions: box.conditions,
        distinctive: box.distinctive(against: typical, toldBy: telling),
        before: answer(key.before, before), after: answer(key.after, after), witness: witness,
        facts: space.builder.facts(of: witness)),
      rank: [1, position, leaf.cost], sharedKey: [])
  }

  private func answer(_ conclusion: Conclusion, _ rule: RuleHeader?) -> EditionAnswer {
    let rules = rule.map { [$0] } ?? []
    return EditionAnswer(
      outcome: nil, effect: nil, conclusion: words(conclusion), ways: [], rules: rules,
      telling: rules)
  }
}
