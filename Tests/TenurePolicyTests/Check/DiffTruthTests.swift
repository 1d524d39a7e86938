import TenureDomain
import TenureTesting
import Testing

@testable import TenurePolicy

/// Nothing that a difference says is false for anybody who meets its conditions.
@Suite struct `What a difference says` {
  @Test(arguments: EditionPair.all)
  func `is true of its own examples`(_ pair: EditionPair) throws {
    for difference in pair.differences {
      #expect(!difference.cases.isEmpty)
      for told in difference.cases {
        let witness = try #require(told.witness)
        #expect(meets(told, witness.facts(under: pair.new)))
        for act in told.acts {
          expect(difference, told, told.acts.count == 1 ? witness : witness.asking(act), pair)
        }
        if told.acts.isEmpty { expect(difference, told, witness, pair) }
      }
    }
  }

  /// Cases all over each entry's part: each fact drawn from among the classes that the rules of
  /// both editions tell apart there.
  @Test(arguments: EditionPair.all)
  func `is true wherever its conditions hold`(_ pair: EditionPair) throws {
    let builder = WitnessBuilder(edition: pair.new)
    var random = SeededGenerator(seed: 41)
    var met = 0
    for difference in pair.differences {
      for told in difference.cases {
        for kind in told.acts.isEmpty ? [ActKind.cancel] : told.acts {
          let headers = headers(of: difference, kind, pair)
          let axes = FactSpace(rules: headers.map(\.conditions) + [told.conditions]).axes
          for _ in 0..<60 {
            let box = part(of: told, axes, &random)
            guard let witness = builder.witness(in: box, asking: kind) else { continue }
            guard meets(told, witness.facts(under: pair.new)) else { continue }
            met += 1
            expect(difference, told, witness, pair)
          }
        }
      }
    }
    #expect(met >= pair.differences.count * 5, "only \(met) cases")
  }

  @Test(arguments: EditionPair.all)
  func `is true of subjects drawn at random`(_ pair: EditionPair) throws {
    var subjects = RandomSubject(seed: 42, products: pair.new.products)
    for _ in 0..<4_000 {
      let (subject, now) = subjects.next()
      let act = subjects.act(for: subject)
      let witness = Witness(subject: subject, act: act, now: now)
      let facts = witness.facts(under: pair.new)
      for difference in pair.differences {
        for told in difference.cases where told.acts.isEmpty || told.acts.contains(act.kind) {
          if meets(told, facts) { expect(difference, told, witness, pair) }
        }
      }
    }
  }

  /// Whoever can do in one edition what they cannot in the other finds it among the entries.
  @Test(arguments: EditionPair.all)
  func `leaves nobody out`(_ pair: EditionPair) throws {
    var subjects = RandomSubject(seed: 43, products: pair.new.products)
    for _ in 0..<4_000 {
      let (subject, now) = subjects.next()
      for act in [Act(.cancel), subjects.act(for: subject)] {
        let witness = Witness(subject: subject, act: act, now: now)
        let facts = witness.facts(under: pair.new)
        let before = Judgement(
          pair.old.tables(for: act.kind), witness.facts(under: pair.old))
        let after = Judgement(pair.new.tables(for: act.kind), facts)
        guard before.outcome == .permitted || after.outcome == .permitted,
          before.outcome != after.outcome || before.permit?.conclusion != after.permit?.conclusion
        else { continue }
        let isTold = pair.differences.contains { difference in
          difference.before.outcome == before.outcome && difference.after.outcome == after.outcome
            && difference.cases.contains { $0.acts.contains(act.kind) && meets($0, facts) }
        }
        #expect(isTold, "\(before.outcome) to \(after.outcome): \(witness)")
      }
    }
  }

  private func headers(
    of difference: Difference, _ kind: ActKind, _ pair: EditionPair
  ) -> [RuleHeader] {
    [pair.old, pair.new].flatMap { edition -> [RuleHeader] in
      switch difference.scope {
      case .acts: edition.acts[kind]?.headers ?? []
      case .table(let table): table.headers(of: edition)
      }
    }
  }

  /// The part with some of its facts narrowed to one of their classes.
  private func part(
    of told: Difference.Case, _ axes: [FactSpace.Axis], _ random: inout SeededGenerator
  ) -> FactBox {
    var box = FactBox()
    for condition in told.conditions { box[condition.fact] = condition.values }
    for axis in axes where Int.random(in: 0..<3, using: &random) == 0 {
      guard let drawn = axis.classes.randomElement(using: &random) else { continue }
      let narrowed = box[axis.fact].intersection(drawn.values)
      if !narrowed.isEmpty { box[axis.fact] = narrowed }
    }
    return box
  }

  private func meets(_ told: Difference.Case, _ facts: FactSet) -> Bool {
    told.conditions.allSatisfy { facts[$0.fact].map($0.values.contains) ?? false }
      && !FactCatalog.exclusions.contains { $0.holds(in: facts) }
  }

  private func expect(
    _ difference: Difference, _ told: Difference.Case, _ witness: Witness, _ pair: EditionPair
  ) {
    for (answer, edition) in [(difference.before, pair.old), (difference.after, pair.new)] {
      let facts = witness.facts(under: edition)
      switch difference.scope {
      case .acts:
        guard let act = witness.act else { continue }
        let judgement = Judgement(edition.tables(for: act.kind), facts)
        #expect(judgement.outcome == answer.outcome, "\(edition.id): \(witness)")
        #expect(judgement.permit?.conclusion == answer.effect, "\(edition.id): \(witness)")
        let reasons = Set(judgement.matched.map(\.header.message))
        #expect(reasons.isSuperset(of: answer.rules.map(\.message)), "\(edition.id): \(witness)")
        let ways = judgement.matched.flatMap(\.conclusion.ways)
        #expect(
          answer.ways.allSatisfy { told in
            ways.contains { $0.way == told.way && $0.to == told.to }
          })
      case .table(let table):
        #expect(table.conclusion(facts, of: edition) == answer.conclusion, "\(witness)")
      }
    }
  }
}

extension Witness {
  fileprivate func asking(_ kind: ActKind) -> Witness {
    var other = self
    if let act { other.act = Act(kind, licenses: act.licenses, product: act.product) }
    return other
  }
}

extension PlanTable {
  fileprivate func headers(of edition: Edition) -> [RuleHeader] {
    rules(of: edition).map(\.header)
  }

  fileprivate func conclusion(_ facts: FactSet, of edition: Edition) -> PlanConclusion? {
    rules(of: edition).first { $0.header.matches(facts) == .yes }?.conclusion
  }
}
