public import TenureDomain
public import TenurePolicy

/// The answer to an act.
public struct DecisionBody: Codable, Sendable, Hashable {
  public var act: ActBody
  public var outcome: String
  public var text: String
  public var reasons: [ReasonBody]
  /// The facts on which the outcome depends, if it is undetermined.
  public var missing: [FactBody]
  /// The items of a checklist that are still open, in order.
  public var blockers: [String]
  /// What carrying it out changes; only if it is permitted.
  public var plan: PlanBody?
  /// What can be done instead.
  public var waysForward: [WayBody]

  public init(_ decision: Decision, _ zone: ZoneRules, _ say: Localizer) {
    act = ActBody(decision.act)
    outcome = decision.outcome.rawValue
    text = say.name(of: decision.outcome)
    reasons = decision.reasons.map { ReasonBody($0, decision.facts, say) }
    missing = decision.missing.map { FactBody(name: $0.path, text: say.name(of: $0)) }
    blockers = decision.blockers
    plan = decision.plan.map { PlanBody($0, zone, say) }
    waysForward = decision.waysForward.map { WayBody($0, say) }
  }
}

/// An edition by its name and its document's digest.
public struct EditionReference: Codable, Sendable, Hashable {
  public var id: String
  /// SHA-256 of the document, in hexadecimal.
  public var sha256: String

  public init(id: String, sha256: String) {
    self.id = id
    self.sha256 = sha256
  }
}

/// An instant with the wall clock of the account's zone.
public struct MomentBody: Codable, Sendable, Hashable {
  public var at: String
  /// With the zone's offset.
  public var local: String
  public var timeZone: String
  /// The version of the time zone rules that the local time was found with (D11).
  public var tzdata: String?

  public init(_ instant: Timestamp, in zone: ZoneRules, tzdata: String?) {
    at = "\(instant)"
    local = LocalTime.text(instant, in: zone)
    timeZone = zone.name
    self.tzdata = tzdata
  }
}
