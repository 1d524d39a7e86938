import TenureDomain
import TenureEngine
import TenurePolicy

/// An answer for programs. Its shape is a promise: fields are added, never renamed or removed.
struct AnswerRecord: Codable {
  /// The version of the shape.
  var format = "tenure.answer/1"
  var id: String
  var title: String
  var language: String
  var steps: [StepRecord]

  init(_ run: ScenarioRun, _ say: Localizer) {
    id = run.scenario.id
    title = run.scenario.title
    language = say.language
    steps = run.results.map { StepRecord($0, say) }
  }
}

/// The answer to one step.
struct StepRecord: Codable {
  var at: String
  var localTime: String
  var timeZone: String
  var act: ActBody?
  var role: String?
  var edition: String
  /// What time brought about before the step.
  var happenings: [HappeningBody]
  var outcome: String?
  var text: String?
  var reasons: [ReasonBody]
  var missing: [FactBody]
  var blockers: [String]
  var plan: PlanBody?
  var state: String
  var access: AccessBody?
  var recurringBilling: Bool?
  var licenses: LicensesBody
  var timeline: [MilestoneBody]
  /// Facts on which further dates depend.
  var timelineOpen: [String]
  var waysForward: [WayBody]

  init(_ result: StepResult, _ say: Localizer) {
    let zone = result.subject.account.zone
    let subscription = result.subject.subscription
    let decision = result.decision
    at = "\(result.step.at)"
    localTime = LocalTime.text(result.step.at, in: zone)
    timeZone = zone.name
    act = result.step.act.map(ActBody.init)
    role = result.subject.actor.role?.rawValue
    edition = "\(result.edition.id)"
    happenings = result.happenings.map { HappeningBody($0, zone, say) }
    outcome = result.outcome?.rawValue
    text = result.outcome.map { say.name(of: $0) }
    reasons = decision?.reasons.map { ReasonBody($0, decision?.facts ?? FactSet(), say) } ?? []
    missing = result.missing.map { FactBody(name: $0.path, text: say.name(of: $0)) }
    blockers = decision?.blockers ?? []
    plan = decision?.plan.map { PlanBody($0, zone, say) }
    state = subscription.state.rawValue
    access = result.access.map { AccessBody($0) }
    recurringBilling = subscription.recurringBilling
    licenses = LicensesBody(
      purchased: subscription.licenses.purchased, assigned: subscription.licenses.assigned)
    timeline = result.timeline.milestones.map { MilestoneBody($0, say) }
    timelineOpen = result.timeline.open.map(\.path)
    waysForward = decision?.waysForward.map { WayBody($0, say) } ?? []
  }
}
