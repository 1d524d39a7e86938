public import TenureDomain

/// What changed between two editions, computed from what they decide, not from their texts.
public enum EditionDiff {
  /// Every difference that is not implied by others, the most important first.
  public static func differences(from old: Edition, to new: Edition) -> [Difference] {
    let builder = WitnessBuilder(edition: new)
    var found: [RankedDifference] = []
    for kind in ActKind.allCases {
      guard let before = old.acts[kind], let after = new.acts[kind] else { continue }
      found += ActDiff(kind, before, after, builder).differences()
    }
    found = withoutRepeats(found)
    for table in PlanTable.allCases {
      found += TableDiff(table, table.rules(of: old), table.rules(of: new), builder).differences()
    }
    // The sort is stable, so equal ones stay in the order of acts and tables.
    let ranked = found.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }
    return merge(ranked).map(\.difference)
  }

  /// Without the reasons that came or went for those who can do an act in neither edition, where
  /// another act tells of them for those who can.
  private static func withoutRepeats(_ found: [RankedDifference]) -> [RankedDifference] {
    let claims = found.compactMap(\.claim).filter { $0.importance == 0 }
    let lost = Set(claims.flatMap(\.before.told))
    let gained = Set(claims.flatMap(\.after.told))
    return found.filter { difference in
      guard let claim = difference.claim, claim.importance > 0, !claim.isReplacement else {
        return true
      }
      return !claim.before.told.isSubset(of: lost) || !claim.after.told.isSubset(of: gained)
    }
  }

  /// What is said alike becomes one, with a case for each part of the fact space and each act of
  /// which it is true.
  private static func merge(_ found: [RankedDifference]) -> [RankedDifference] {
    var merged: [RankedDifference] = []
    for next in found {
      let twin = merged.firstIndex { $0.canJoin(next) }
      if let twin {
        merged[twin].join(next)
      } else {
        merged.append(next)
      }
    }
    return merged
  }
}

/// A difference with what orders it and what makes two of them one.
struct RankedDifference {
  private(set) var difference: Difference
  /// Smaller is more important; first comes what it is about: cancelling, tables, other acts.
  let rank: [Int]
  /// What is said of an act; nil for a table.
  let claim: ActClaim?
  /// What is said of a table; nil for an act.
  let tableClaim: TableDiff.Claim?

  init(
    _ difference: Difference, rank: [Int], claim: ActClaim? = nil,
    tableClaim: TableDiff.Claim? = nil
  ) {
    self.difference = difference
    self.rank = rank
    self.claim = claim
    self.tableClaim = tableClaim
  }

  private var acts: [ActKind] {
    if case .acts(let kinds) = difference.scope { kinds } else { [] }
  }

  /// Whether another says the same. Cancelling stands alone.
  func canJoin(_ other: RankedDifference) -> Bool {
    claim == other.claim && tableClaim == other.tableClaim && rank.first == other.rank.first
  }

  mutating func join(_ other: RankedDifference) {
    var cases = difference.cases
    for next in other.difference.cases {
      if let same = cases.firstIndex(where: { $0.conditions == next.conditions }) {
        cases[same] = Difference.Case(
          acts: cases[same].acts + next.acts, conditions: next.conditions,
          witness: cases[same].witness, facts: cases[same].facts)
      } else {
        cases.append(next)
      }
    }
    let all = Set(acts + other.acts)
    difference = Difference(
      scope: all.isEmpty ? difference.scope : .acts(ActKind.allCases.filter(all.contains)),
      cases: cases, before: difference.before, after: difference.after)
  }
}

extension PlanTable {
  /// An edition's rules of the table.
  func rules(of edition: Edition) -> [Rule<PlanConclusion>] {
    func rules<C>(
      _ table: Table<C>, _ conclusion: (C) -> PlanConclusion
    ) -> [Rule<PlanConclusion>] {
      table.rules.map { Rule($0.header, conclusion($0.conclusion)) }
    }
    return switch self {
    case .termEnd: rules(edition.termEnd) { .termEnd($0) }
    case .refund: rules(edition.refund) { .refund($0) }
    case .lifecycle: rules(edition.lifecycle) { .lifecycle($0) }
    case .retention: rules(edition.retention) { .retention($0) }
    case .reactivation: rules(edition.reactivation) { .reactivation($0) }
    case .access: rules(edition.access) { .access($0) }
    case .storage: rules(edition.storage) { .storage($0) }
    case .pastDue: rules(edition.pastDue) { .pastDue($0) }
    case .notices: rules(edition.notices) { .notices($0) }
    }
  }
}
