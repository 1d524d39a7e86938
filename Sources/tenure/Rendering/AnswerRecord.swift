import TenureDomain
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
  var act: ActRecord?
  var role: String?
  var edition: String
  /// What time brought about before the step.
  var happenings: [HappeningRecord]
  var outcome: String?
  var text: String?
  var reasons: [ReasonRecord]
  var missing: [FactRecord]
  var blockers: [String]
  var plan: PlanRecord?
  var state: String
  var access: AccessRecord?
  var recurringBilling: Bool?
  var licenses: LicensesRecord
  var timeline: [MilestoneRecord]
  /// Facts on which further dates depend.
  var timelineOpen: [String]
  var waysForward: [WayRecord]

  init(_ result: StepResult, _ say: Localizer) {
    let zone = result.subject.account.zone
    let subscription = result.subject.subscription
    let decision = result.decision
    at = "\(result.step.at)"
    localTime = LocalTime.text(result.step.at, in: zone)
    timeZone = zone.name
    act = result.step.act.map(ActRecord.init)
    role = result.subject.actor.role?.rawValue
    edition = "\(result.edition.id)"
    happenings = result.happenings.map { HappeningRecord($0, zone, say) }
    outcome = result.outcome?.rawValue
    text = result.outcome.map { say.name(of: $0) }
    reasons = decision?.reasons.map { ReasonRecord($0, decision?.facts ?? FactSet(), say) } ?? []
    missing = result.missing.map { FactRecord(name: $0.path, text: say.name(of: $0)) }
    blockers = decision?.blockers ?? []
    plan = decision?.plan.map { PlanRecord($0, zone, say) }
    state = subscription.state.rawValue
    access = result.access.map { AccessRecord($0) }
    recurringBilling = subscription.recurringBilling
    licenses = LicensesRecord(
      purchased: subscription.licenses.purchased, assigned: subscription.licenses.assigned)
    timeline = result.timeline.milestones.map { MilestoneRecord($0, say) }
    timelineOpen = result.timeline.open.map(\.path)
    waysForward = decision?.waysForward.map { WayRecord($0, say) } ?? []
  }
}

struct ActRecord: Codable {
  var name: String
  var licenses: Int?
  var product: String?
  var users: Int?

  init(_ act: Act) {
    name = act.kind.rawValue
    licenses = act.licenses
    product = act.product?.text
    users = act.users
  }
}

struct LicensesRecord: Codable {
  var purchased: Int?
  var assigned: Int?
}

struct AccessRecord: Codable {
  var users: String
  var admins: String

  init(_ access: Access) {
    users = access.users.rawValue
    admins = access.admins.rawValue
  }
}

/// A fact; its value is there where one was used.
struct FactRecord: Codable {
  var name: String
  var value: String?
  var text: String
}

struct ReasonRecord: Codable {
  var rule: String
  var implements: [String]
  var message: String
  var source: SourceRecord?
  var house: Bool
  var facts: [FactRecord]
  var text: String

  init(_ reason: Reason, _ facts: FactSet, _ say: Localizer) {
    let rule = reason.rule
    self.rule = rule.id
    implements = rule.implements
    message = rule.message
    source = rule.citation.map(SourceRecord.init)
    house = rule.isHouse
    self.facts = reason.facts(in: facts).map { fact, value in
      FactRecord(
        name: FactCatalog.definition(of: fact).path, value: FactText.of(value, fact),
        text: say.value(value, of: fact))
    }
    text = say.sentence(rule, facts)
  }
}

struct SourceRecord: Codable {
  var key: String
  var title: String
  var date: String?

  init(_ citation: Citation) {
    key = citation.key
    title = citation.title
    date = citation.date.map { "\($0)" }
  }
}

struct WayRecord: Codable {
  var way: String
  var to: Int?
  /// `now`, `after` or `unknown`.
  var availability: String
  var after: [String]
  /// The facts on which it depends, where that is unknown.
  var missing: [String]
  /// When a wait is over.
  var date: String?
  var house: Bool
  var text: String

  init(_ way: WayForward, _ say: Localizer) {
    self.way = way.way.name
    to = way.to
    date = way.date.map { "\($0)" }
    house = way.isHouse
    text = say.name(of: way)
    (availability, after, missing) =
      switch way.availability {
      case .now: ("now", [], [])
      case .after(let ways): ("after", ways.map(\.name), [])
      case .unknown(let facts): ("unknown", [], facts.map(\.path))
      }
  }
}

struct MilestoneRecord: Codable {
  var milestone: String
  var date: String
  var at: String
  /// `on`, `not-before` or `no-later-than`.
  var bound: String
  var text: String

  init(_ milestone: Milestone, _ say: Localizer) {
    self.milestone = milestone.kind.rawValue
    date = "\(milestone.date)"
    at = "\(milestone.at)"
    bound = milestone.kind.bound.rawValue
    text = say.name(of: milestone.kind)
  }
}
