/// Decides an act: the one question the system exists for.
///
/// The answer depends on nothing but the arguments. Bring the subject up to date first
/// (``Lifecycle/advance(_:to:under:)``): what was due before the act has then happened.
///
/// - Parameters:
///   - act: what is asked, with the parameters its kind needs.
///   - subject: who asks and about what; nil properties are facts that nobody has told.
///   - now: when the act was received.
///   - edition: the policy the subscription is pinned to.
public func decide(
  _ act: Act, on subject: Subject, at now: Timestamp, under edition: Edition
) -> Decision {
  let facts = edition.facts(of: subject, act: act, at: now)
  let judgement = Judgement(edition.tables(for: act.kind), facts, of: subject)
  var reasons = judgement.matched.map { Reason($0.header) }
  var plan: Plan?
  var ways: [WayForward] = []
  let timeline: Timeline
  if judgement.outcome == .permitted {
    var planner = Planner(subject: subject, act: act, now: now, edition: edition)
    (plan, timeline) = planner.plan(judgement.permit, facts)
    reasons = planner.rules.map { Reason($0) }
  } else {
    timeline = Timeline(of: subject, facts: facts, at: now, under: edition)
    ways = WayFinder(act: act, subject: subject, now: now, edition: edition).ways(of: judgement)
  }
  return Decision(
    act: act, at: now, edition: edition, outcome: judgement.outcome, facts: facts,
    reasons: reasons, waysForward: ways, missing: judgement.missing,
    blockers: judgement.matched.compactMap { $0.conclusion.item }, plan: plan, timeline: timeline)
}
