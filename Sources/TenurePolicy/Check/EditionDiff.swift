public import TenureDomain

/// What changed between two editions, computed from what they decide, not from their texts.
public enum EditionDiff {
  /// Every difference that is not implied by others, the most important first.
  public static func differences(from old: Edition, to new: Edition) -> [Difference] {
    var found: [RankedDifference] = []
    for kind in ActKind.allCases {
      guard let before = old.acts[kind], let after = new.acts[kind] else { continue }
      found += ActDiff(kind, before, after, WitnessBuilder(edition: new)).differences()
    }
    found = merge(found)
    let builder = WitnessBuilder(edition: new)
    func compare<C: Hashable>(
      _ name: PlanTable, _ table: (Edition) -> Table<C>, _ words: @escaping (C) -> String
    ) {
      found += TableDiff(name, table(old), table(new), builder, words).differences()
    }
    compare(.termEnd, \.termEnd, \.words)
    compare(.refund, \.refund, \.words)
    compare(.lifecycle, \.lifecycle, \.words)
    compare(.retention, \.retention, \.words)
    compare(.reactivation, \.reactivation, \.words)
    compare(.access, \.access, \.words)
    // The sort is stable, so equal ones stay in the order of acts and tables.
    return found.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.difference)
  }

  /// Differences that several acts share become one.
  private static func merge(_ found: [RankedDifference]) -> [RankedDifference] {
    var merged: [RankedDifference] = []
    for next in found {
      let twin = merged.firstIndex { $0.sharedKey == next.sharedKey }
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
  /// Smaller is more important.
  let rank: [Int]
  /// Equal for the same change to several acts.
  let sharedKey: [String]

  init(_ difference: Difference, rank: [Int], sharedKey: [String]) {
    self.difference = difference
    self.rank = rank
    self.sharedKey = sharedKey
  }

  mutating func join(_ other: RankedDifference) {
    guard case .acts(let acts) = difference.scope, case .acts(let more) = other.difference.scope
    else { return }
    difference = Difference(
      scope: .acts(acts + more), conditions: difference.conditions,
      distinctive: difference.distinctive, before: difference.before, after: difference.after,
      witness: difference.witness, facts: difference.facts)
  }
}

extension TermEnd {
  fileprivate var words: String {
    switch self {
    case .renew: "it renews"
    case .renewOnce: "it renews once more"
    case .convert(let interval?): "it becomes paid, by the \(interval.rawValue)"
    case .convert(nil): "it becomes paid"
    case .expire: "it ends"
    }
  }
}

extension RefundRule {
  fileprivate var words: String {
    switch self {
    case .none: "nothing comes back"
    case .prorated: "the unused days come back"
    case .full: "everything comes back"
    }
  }
}

extension LifecycleRule {
  fileprivate var words: String {
    let stages = stages.map { stage in
      stage.days.map { "\(stage.state.rawValue) for \($0) days" } ?? stage.state.rawValue
    }
    let path = stages.isEmpty ? "deleted at once" : stages.joined(separator: ", then ")
    switch reactivable {
    case .never: return path + ", never to be reactivated"
    case .untilDeleted: return path + ", reactivable until deleted"
    case .untilTermEnd: return path + ", reactivable until the term ends"
    case .always: return path + ", reactivable at any time"
    }
  }
}

extension RetentionRule {
  fileprivate var words: String {
    let may =
      switch mayBeDeleted {
      case .after(let days): "data may be deleted after \(days) days"
      case .whenDeleted: "data may be deleted with the subscription"
      case .never: "data stays"
      }
    return deletedByDays.map { "\(may) and is gone after \($0)" } ?? may
  }
}

extension Reactivation {
  fileprivate var words: String {
    let dates =
      switch dates {
      case .same: "the dates stay"
      case .extend: "a new period is paid for"
      case .newSubscription: "a new subscription begins"
      }
    return turnsOnRecurringBilling ? "\(dates), with recurring billing on" : dates
  }
}

extension Access {
  fileprivate var words: String {
    "users have \(users.rawValue) access, administrators \(admins.rawValue)"
  }
}
