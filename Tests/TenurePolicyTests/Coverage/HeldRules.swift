import TenureDomain
import TenurePolicy

extension ScenarioRun {
  /// The documented rules that policy rules carried out in this run: reasons, milestones, and the
  /// tables behind timeline, access and messages.
  var held: Set<String> {
    results.reduce(into: []) { ids, result in
      for rule in result.rules { ids.formUnion(rule.implements) }
    }
  }
}

extension StepResult {
  fileprivate var rules: [RuleHeader] {
    let decided = decision?.reasons.map(\.rule) ?? []
    return decided + happenings.compactMap(\.rule) + standing
  }

  /// The rules of the tables that take the first match, as things stand after the step.
  private var standing: [RuleHeader] {
    var facts = edition.facts(of: subject, act: nil, at: step.at)
    var rules = first(edition.access, facts).map { [$0] } ?? []
    if decision?.plan?.messages.isEmpty == false {
      rules += [first(edition.notices, facts)].compactMap { $0 }
    }
    if subject.subscription.ending == nil {
      rules += [first(edition.termEnd, facts)].compactMap { $0 }
      guard timeline[.deleted] != nil || timeline[.expired] != nil else { return rules }
      facts[.ending] = EndingCause.termEnd.code
    }
    return rules
      + [
        first(edition.lifecycle, facts), first(edition.retention, facts),
        first(edition.storage, facts),
      ].compactMap { $0 }
  }

  private func first<Conclusion>(_ table: Table<Conclusion>, _ facts: FactSet) -> RuleHeader? {
    guard case .rule(let rule) = table.first(facts) else { return nil }
    return rule.header
  }
}
