import TenureDomain
import TenurePolicy

/// An act decided on a subscription: the answer, and what carrying it out would change.
struct ActDecision {
  let standing: Standing
  let party: ActingParty
  /// Whom it was decided for.
  let actor: Actor
  /// nil if time could not be brought forward, because facts are missing.
  let decision: Decision?
  let editionDigest: [UInt8]
  /// The edition that answers afterwards: another one if the act begins a term (D5).
  let editionAfter: Edition

  /// The role it was decided in.
  var role: Role { actor.role ?? party.roles[0] }
  var outcome: Outcome { decision?.outcome ?? .undetermined }
  var plan: Plan? { decision?.plan }
  var edition: EditionReference {
    EditionReference(id: "\(standing.edition.id)", sha256: Hexadecimal.text(editionDigest))
  }

  /// The milestones after the plan, or as things stand.
  var timeline: Timeline {
    guard let plan, editionAfter.id != standing.edition.id else {
      return decision?.timeline ?? standing.timeline
    }
    return Timeline(of: plan.result, at: standing.at, under: editionAfter)
  }

  /// Whether the policy asks why (D9). Only who leaves is asked.
  func asksReason(_ kind: ActKind) -> Bool {
    kind == .cancel && standing.edition.house.reasonRequired
  }

  func body(_ act: Act, _ say: Localizer) -> DecisionBody {
    decision.map { DecisionBody($0, standing.zone, say) }
      ?? DecisionBody(undetermined: act, standing.missing, say)
  }
}

extension DecisionBody {
  /// The answer where facts are missing without which nobody knows what time has brought about.
  fileprivate init(undetermined act: Act, _ missing: [GivenFact], _ say: Localizer) {
    self.act = ActBody(act)
    outcome = Outcome.undetermined.rawValue
    text = say.name(of: .undetermined)
    reasons = []
    self.missing = missing.map { FactBody(name: $0.path, text: say.name(of: $0)) }
    blockers = []
    waysForward = []
  }
}

extension Engine {
  /// Decides an act at an instant. Nothing is written.
  func decide(
    _ act: Act, on context: SubscriptionInContext, at now: Timestamp, as party: ActingParty
  ) throws -> ActDecision {
    let standing = try standing(of: context, at: now)
    guard let digest = shelf.digest(of: standing.edition.id) else {
      throw EngineError.notReady("the edition `\(standing.edition.id)` is not on this server")
    }
    guard standing.missing.isEmpty else {
      return ActDecision(
        standing: standing, party: party, actor: Actor(role: party.roles[0]), decision: nil,
        editionDigest: digest, editionAfter: standing.edition)
    }
    let (actor, decision) = standing.decide(act, as: party)
    return ActDecision(
      standing: standing, party: party, actor: actor, decision: decision, editionDigest: digest,
      editionAfter: edition(after: decision.plan, on: standing))
  }

  /// A term that begins with the act is pinned to the edition in force then (D5).
  private func edition(after plan: Plan?, on standing: Standing) -> Edition {
    guard let plan, !standing.record.isPinned, let term = plan.result.subscription.term,
      term.start != standing.subject.subscription.term?.start,
      let edition = shelf.edition(of: standing.account.family, on: term.start)
    else { return standing.edition }
    return edition
  }

  /// The first moment after which an answer would be another one, 15 minutes after it at the
  /// latest; exclusive.
  func expiry(of decided: ActDecision, _ act: Act) -> Timestamp {
    let standing = decided.standing
    let latest = QuoteToken.latestExpiry(of: standing.at)
    let limit = standing.due.map { min($0, latest) } ?? latest
    guard let decision = decided.decision else { return limit }
    let points = standing.edition.turningPoints(
      of: standing.subject, after: standing.at, upTo: limit)
    var subject = standing.subject
    subject.actor = decided.actor
    for point in points {
      let then = TenureDomain.decide(act, on: subject, at: point, under: standing.edition)
      if !then.says(decision) { return point }
    }
    return limit
  }
}
