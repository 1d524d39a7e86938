import TenureDomain
import TenureEngine
import TenurePolicy

/// Compares what a step must come to with what is answered and read.
struct ScenarioVerdict {
  let expectation: Expectation
  /// nil if nothing was asked.
  let decision: DecisionBody?
  let subscription: SubscriptionBody
  let standing: StandingBody

  var faults: [String] {
    var faults = [String?]()
    faults.append(differ("outcome", expectation.outcome?.rawValue, decision?.outcome))
    faults.append(differ("state", expectation.state?.rawValue, subscription.state))
    faults.append(
      differ("access.users", expectation.users?.rawValue, subscription.access?.users))
    faults.append(
      differ("access.admins", expectation.admins?.rawValue, subscription.access?.admins))
    faults.append(
      differ("recurringBilling", expectation.recurringBilling, subscription.recurringBilling))
    faults.append(differ("licenses", expectation.licenses, subscription.licenses.purchased))
    faults.append(differ("blockers", expectation.blockers, decision?.blockers ?? []))
    faults += [reasons, ways, missing, refund]
    faults += dates
    return faults.compactMap { $0 }
  }

  private func differ<Value: Equatable>(
    _ key: String, _ expected: Value?, _ actual: Value?
  ) -> String? {
    guard let expected, expected != actual else { return nil }
    return "\(key) is \(actual.map { "\($0)" } ?? "none") instead of \(expected)"
  }

  private var reasons: String? {
    guard let expected = expectation.reasons else { return nil }
    let actual = decision?.reasons.flatMap(\.implements) ?? []
    return expected.allSatisfy(actual.contains) ? nil : "reasons \(actual) instead of \(expected)"
  }

  private var ways: String? {
    guard let expected = expectation.waysForward else { return nil }
    let actual = decision?.waysForward.map(\.way) ?? []
    var rest = actual[...]
    for name in expected {
      guard let index = rest.firstIndex(of: name) else {
        return "ways forward \(actual) instead of \(expected)"
      }
      rest = rest[(index + 1)...]
    }
    return nil
  }

  private var missing: String? {
    guard let expected = expectation.missing else { return nil }
    var actual = decision?.missing.map(\.name) ?? []
    if actual.isEmpty {
      for name in decision?.plan?.open.flatMap(\.missing) ?? [] where !actual.contains(name) {
        actual.append(name)
      }
    }
    let same =
      expected.count == actual.count
      && expected.allSatisfy { name in actual.contains { $0 == name || $0.hasSuffix(".\(name)") } }
    return same ? nil : "missing \(actual) instead of \(expected)"
  }

  private var refund: String? {
    let actual = decision?.plan?.refund
    switch expectation.refund {
    case nil: return nil
    case .some(.none): return actual == nil ? nil : "a refund of \(actual as Any)"
    case .some(.some(let amount, let to, let dueBy)):
      let same =
        actual?.amount == MoneyBody(amount) && (to == nil || to?.rawValue == actual?.to)
        && (dueBy == nil || dueBy.map { "\($0)" } == actual?.dueBy)
      return same ? nil : "refund \(actual as Any) instead of \(amount)"
    }
  }

  private var dates: [String?] {
    var expected = expectation.timeline.map { ($0.kind, $0.date) }
    if let next = expectation.nextBilling { expected.append((.nextBilling, next)) }
    return expected.map { kind, date in
      let actual = standing.timeline.milestones.first { $0.milestone == kind.rawValue }
      let isSame =
        switch date {
        case .date(let day): actual?.date == "\(day)"
        case .instant(let instant): actual?.at == "\(instant)"
        case .none: actual == nil
        }
      return isSame ? nil : "\(kind.rawValue) \(actual?.date ?? "none") instead of \(date)"
    }
  }
}
