/// What an act that was carried out on a subscription does to an add-on of it (LIC-14): the same,
/// with the money back that the add-on's own rules give. Where they would refuse the act, because
/// its own window has closed or its licenses are too many, it goes all the same, and nothing comes
/// back.
///
/// - Parameters:
///   - act: `cancel` or `delete`.
///   - subject: who asked, and the add-on as it was before.
public func decideWithBase(
  _ act: Act, on subject: Subject, at now: Timestamp, under edition: Edition
) -> Decision {
  var alone = subject
  alone.subscription.base = .none
  alone.subscription.endsWithBase = nil
  let decision = decide(act, on: alone, at: now, under: edition)
  if decision.plan?.effect == .now { return decision }
  let facts = edition.facts(of: alone, act: act, at: now)
  var planner = Planner(subject: alone, act: act, now: now, edition: edition)
  planner.goWithBase(facts)
  let (plan, timeline) = planner.finish(.now, facts)
  return Decision(
    act: act, at: now, edition: edition, outcome: .permitted, facts: facts,
    reasons: planner.rules.map { Reason($0) }, waysForward: [], missing: [], blockers: [],
    plan: plan, timeline: timeline)
}

extension Planner {
  /// It ends or is deleted because its base is.
  fileprivate mutating func goWithBase(_ facts: FactSet) {
    guard act.kind != .delete else {
      changes = [.deletionRequested(now)]
      return
    }
    end(Ending(cause: .cancelled, at: now, date: today), facts)
    changes.append(.recurringBilling(false))
    dropScheduled()
  }
}
