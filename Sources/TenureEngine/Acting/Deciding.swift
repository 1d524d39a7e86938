import TenureDomain

extension Standing {
  /// Decides an act in the first of several roles that is allowed to do it, or else in the first.
  ///
  /// A person who holds several roles should not have to choose one. Whoever bought the
  /// subscription for themselves is a user of it whatever else they are (ELIG-23).
  func decide(_ act: Act, as party: ActingParty) -> (actor: Actor, decision: Decision) {
    let isPurchaser = record.purchaser.map(party.isPerson) ?? true
    var roles = party.roles
    if record.purchaser != nil, isPurchaser, !roles.contains(.user) { roles.append(.user) }
    var first: (Actor, Decision)?
    for role in roles {
      var subject = subject
      subject.actor = Actor(role: role, isPurchaser: isPurchaser)
      let decision = TenureDomain.decide(act, on: subject, at: at, under: edition)
      if decision.outcome == .permitted { return (subject.actor, decision) }
      if first == nil { first = (subject.actor, decision) }
    }
    guard let first else { preconditionFailure("an acting party has at least one role") }
    return first
  }
}

extension Decision {
  /// Whether another decision about the same question says the same, apart from the moment itself.
  func says(_ other: Decision) -> Bool {
    outcome == other.outcome && missing == other.missing && blockers == other.blockers
      && waysForward == other.waysForward
      && reasons.map(\.rule.id) == other.reasons.map(\.rule.id)
      && timeline.milestones.map(\.day) == other.timeline.milestones.map(\.day)
      && plan.map(PlanWords.init) == other.plan.map(PlanWords.init)
  }
}

extension Milestone {
  fileprivate var day: MilestoneDay { MilestoneDay(kind: kind, date: date) }
}

private struct MilestoneDay: Equatable {
  let kind: MilestoneKind
  let date: CalendarDate
}

/// What a plan says apart from the moment of its act.
private struct PlanWords: Equatable {
  let effect: Effect
  let refund: Refund?
  let charge: Charge?
  let entries: [LedgerEntry]
  let losses: [Loss]
  let open: [OpenField]
  let messages: [Message]

  init(_ plan: Plan) {
    effect = plan.effect
    refund = plan.refund
    charge = plan.charge
    entries = plan.entries
    losses = plan.losses
    open = plan.open
    messages = plan.messages
  }
}
