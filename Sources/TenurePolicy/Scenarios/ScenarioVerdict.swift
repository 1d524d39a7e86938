import TenureDomain

/// What of a scenario did not come out as it must.
public struct Mismatch: Sendable, Hashable {
  public let line: Int
  /// Counted from 1.
  public let step: Int
  public let key: String
  public let expected: String
  public let actual: String
}

extension ScenarioRun {
  /// What did not come out as expected, and what must never come out; empty if the scenario passes.
  public var mismatches: [Mismatch] {
    results.enumerated().flatMap { index, result in
      StepCheck(number: index + 1, result: result).mismatches
    }
  }
}

struct StepCheck {
  let number: Int
  let result: StepResult

  private var expectation: Expectation { result.step.expectation ?? Expectation() }

  var mismatches: [Mismatch] {
    compared + timeline + [refund].compactMap { $0 } + unsound
  }

  private func mismatch(_ key: String, _ expected: String, _ actual: String) -> Mismatch {
    let line = expectation.lines[key.split(separator: ".").first.map(String.init) ?? key]
    return Mismatch(
      line: line ?? result.step.line, step: number, key: key, expected: expected, actual: actual)
  }

  private func compare<T: Equatable>(
    _ key: String, _ expected: T?, _ actual: T?, _ text: (T) -> String
  ) -> Mismatch? {
    guard let expected, expected != actual else { return nil }
    return mismatch(key, text(expected), actual.map(text) ?? "none")
  }

  private var compared: [Mismatch] {
    let subscription = result.subject.subscription
    let access = result.access
    let comparisons: [Mismatch?] = [
      compare("outcome", expectation.outcome, result.outcome, \.rawValue), reasons, ways, missing,
      compare("state", expectation.state, subscription.state, \.rawValue),
      compare("access.users", expectation.users, access?.users, \.rawValue),
      compare("access.admins", expectation.admins, access?.admins, \.rawValue),
      compare(
        "recurringBilling", expectation.recurringBilling, subscription.recurringBilling,
        { "\($0)" }),
      compare("licenses", expectation.licenses, subscription.licenses.purchased, { "\($0)" }),
      blockers,
    ]
    return comparisons.compactMap { $0 }
  }

  private var reasons: Mismatch? {
    guard let expected = expectation.reasons else { return nil }
    let actual = result.decision?.reasons.flatMap(\.rule.implements) ?? []
    guard !expected.allSatisfy(actual.contains) else { return nil }
    return mismatch("reasons", list(expected), list(actual))
  }

  /// The expected ways must be offered in their order; others may stand between.
  private var ways: Mismatch? {
    guard let expected = expectation.waysForward else { return nil }
    let actual = result.decision?.waysForward.map(\.way.name) ?? []
    var rest = actual[...]
    for name in expected {
      guard let index = rest.firstIndex(of: name) else {
        return mismatch("waysForward", list(expected), list(actual))
      }
      rest = rest[(index + 1)...]
    }
    return nil
  }

  private var missing: Mismatch? {
    guard let expected = expectation.missing else { return nil }
    let actual = absent.map(\.path)
    let same =
      expected.count == actual.count
      && expected.allSatisfy { name in actual.contains { $0 == name || $0.hasSuffix(".\(name)") } }
    return same ? nil : mismatch("missing", list(expected), list(actual))
  }

  /// The facts the outcome hangs on; where it hangs on none, those that the plan leaves open.
  private var absent: [GivenFact] {
    if !result.missing.isEmpty { return result.missing }
    var facts: [GivenFact] = []
    for fact in result.decision?.plan?.open.flatMap(\.missing) ?? [] where !facts.contains(fact) {
      facts.append(fact)
    }
    return facts
  }

  private var blockers: Mismatch? {
    guard let expected = expectation.blockers else { return nil }
    let actual = result.decision?.blockers ?? []
    return expected == actual ? nil : mismatch("blockers", list(expected), list(actual))
  }

  private var timeline: [Mismatch] {
    var dates = expectation.timeline.map { ("timeline.\($0.kind.rawValue)", $0.kind, $0.date) }
    if let next = expectation.nextBilling { dates.append(("nextBilling", .nextBilling, next)) }
    return dates.compactMap { key, kind, expected in
      let actual = result.timeline[kind]
      guard !expected.matches(actual) else { return nil }
      if case .instant = expected {
        return mismatch(key, "\(expected)", actual.map { "\($0.at)" } ?? "none")
      }
      return mismatch(key, "\(expected)", actual.map { "\($0.date)" } ?? "none")
    }
  }

  private var refund: Mismatch? {
    guard let expected = expectation.refund else { return nil }
    let actual = result.decision?.plan?.refund
    switch expected {
    case .none:
      return actual.map { mismatch("refund", "none", describe($0)) }
    case .some(let amount, let to, let dueBy):
      let same =
        actual?.amount == amount && (to == nil || to == actual?.to)
        && (dueBy == nil || dueBy == actual?.dueBy)
      if same { return nil }
      let destination = to.map { " to \($0.rawValue)" } ?? ""
      let due = dueBy.map { " by \($0)" } ?? ""
      return mismatch(
        "refund", "\(amount)\(destination)\(due)", actual.map(describe) ?? "none")
    }
  }

  /// A reason that does not hold, or a way offered as `now` that is not permitted, fails any
  /// scenario, whatever it expects.
  private var unsound: [Mismatch] {
    guard let decision = result.decision else { return [] }
    let reasons = decision.reasons.filter { reason in
      decision.outcome != .permitted && reason.rule.matches(decision.facts) != .yes
    }
    var found = reasons.map { mismatch("reasons", "only reasons that hold", $0.rule.id) }
    for way in decision.waysForward where way.availability == .now {
      guard case .act(let kind) = way.way else { continue }
      let users = decision.act.users ?? result.subject.subscription.licenses.assigned
      let act = Act(kind, licenses: way.to, product: decision.act.product, users: users)
      let outcome = decide(act, on: result.subject, at: decision.at, under: decision.edition)
        .outcome
      if outcome != .permitted {
        found.append(mismatch("waysForward", "\(way.way.name) now permitted", outcome.rawValue))
      }
    }
    return found
  }

  private func describe(_ refund: Refund) -> String {
    "\(refund.amount) to \(refund.to.rawValue)" + (refund.dueBy.map { " by \($0)" } ?? "")
  }

  private func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }
}
