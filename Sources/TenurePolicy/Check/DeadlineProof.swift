import TenureDomain

/// Whether the deadlines that can hold together follow one another in order.
struct DeadlineProof {
  let lifecycle: Table<LifecycleRule>
  let retention: Table<RetentionRule>
  let storage: Table<StorageRule>
  let space: CaseSpace
  private let retentionRules: Range<Int>
  private let storageRules: Range<Int>

  init(_ edition: Edition, _ builder: WitnessBuilder) {
    lifecycle = edition.lifecycle
    retention = edition.retention
    storage = edition.storage
    let headers =
      lifecycle.rules.map(\.header) + retention.rules.map(\.header) + storage.rules.map(\.header)
    let first = lifecycle.rules.count
    retentionRules = first..<first + retention.rules.count
    storageRules = retentionRules.upperBound..<headers.count
    space = CaseSpace(rules: headers.map(\.conditions), builder: builder)
  }

  /// A pair of deadlines in the wrong order.
  struct Fault: Hashable {
    let rule: RulePlace
    let problem: String
  }

  /// Every fault, each with the most usual case of it.
  func faults() -> [(fault: Fault, witness: Witness?)] {
    var order: [Fault] = []
    var cases: [Fault: FactSpace.Leaf] = [:]
    let leaves = space.leaves { alive, certain in
      alive.firstMatch(certain, in: lifecycle.rules.indices)
        .firstMatch(certain, in: retentionRules).firstMatch(certain, in: storageRules)
    }
    for leaf in leaves {
      for fault in faults(at: leaf.alive) {
        if cases[fault] == nil { order.append(fault) }
        if cases[fault].map({ leaf.cost < $0.cost }) ?? true { cases[fault] = leaf }
      }
    }
    return order.map { fault in
      (fault, cases[fault].flatMap { space.witness($0, asking: nil) })
    }
  }

  private func faults(at alive: RuleBits) -> [Fault] {
    var faults: [Fault] = []
    let life = alive.first(in: lifecycle.rules.indices).map { lifecycle.rules[$0] }
    if let life, let problem = life.conclusion.disorder {
      faults.append(Fault(rule: RulePlace(life.header), problem: problem))
    }
    if let life, let position = alive.first(in: retentionRules) {
      let data = retention.rules[position - retentionRules.lowerBound]
      if let problem = data.conclusion.disorder(after: life) {
        faults.append(Fault(rule: RulePlace(data.header), problem: problem))
      }
    }
    if let position = alive.first(in: storageRules) {
      let rule = storage.rules[position - storageRules.lowerBound]
      if let problem = rule.conclusion.disorder {
        faults.append(Fault(rule: RulePlace(rule.header), problem: problem))
      }
    }
    return faults
  }
}

extension LifecycleRule {
  /// What is wrong with the order of its states, nil if nothing is.
  fileprivate var disorder: String? {
    var last: (state: SubscriptionState, days: Int)?
    for state in [SubscriptionState.expired, .disabled, .deleted] {
      guard let days = days(until: state) else { continue }
      if let last, days < last.days {
        return "it is \(state.rawValue) after \(days) days, before it is "
          + "\(last.state.rawValue) after \(last.days)"
      }
      last = (state, days)
    }
    // The other words end with the deletion or before it, whatever the durations are.
    if reactivable == .always, let deleted = days(until: .deleted) {
      return "it can be reactivated at any time, also once it is deleted after \(deleted) days"
    }
    return nil
  }
}

extension RetentionRule {
  /// What is wrong with its order together with the states, nil if nothing is.
  fileprivate func disorder(after life: Rule<LifecycleRule>) -> String? {
    guard let by = deletedByDays else { return nil }
    let deleted = life.conclusion.days(until: .deleted)
    if let deleted, by < deleted {
      return "data is gone after \(by) days, before `\(life.header.id)` deletes the subscription "
        + "after \(deleted)"
    }
    if case .after(let days) = mayBeDeleted, by < days {
      return "data is gone after \(by) days, before it may be deleted after \(days)"
    }
    return nil
  }
}

extension StorageRule {
  /// What is wrong with its order, nil if nothing is.
  fileprivate var disorder: String? {
    guard mayBeDeletedAfterMonths < frozenAfterMonths else { return nil }
    return "storage may be deleted after \(mayBeDeletedAfterMonths) months, before it is frozen "
      + "after \(frozenAfterMonths)"
  }
}

extension PastDueRule {
  /// What is wrong with its order, nil if nothing is.
  var disorder: String? {
    guard let retry = retryEveryDays, let end = endsAfterDays, retry > end else { return nil }
    return "it is first tried again after \(retry) days, when it ended after \(end)"
  }
}
