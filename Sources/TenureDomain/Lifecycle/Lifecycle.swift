/// One thing that time brought about: when it was due and what it changed.
public struct Happening: Sendable {
  public let at: Timestamp
  public let changes: [Change]
  /// The rule that decided it, if one did.
  public let rule: RuleHeader?
}

/// What time alone does to a subscription: state in, changes out.
public enum Lifecycle {
  /// How far time could be brought forward.
  public struct Advance: Sendable {
    public var subject: Subject
    public var happenings: [Happening]
    /// The facts without which a due milestone cannot be decided; time stops before it.
    public var missing: [GivenFact]
  }

  /// Carries out every milestone that is due up to an instant, in order, each decided at its own.
  public static func advance(
    _ subject: Subject, to now: Timestamp, under edition: (Subject) -> Edition
  ) -> Advance {
    var advance = Advance(subject: subject, happenings: [], missing: [])
    advance.subject.inferEnding(at: now)
    while true {
      switch next(after: advance.subject, under: edition(advance.subject)) {
      case .happening(let happening) where happening.at <= now:
        advance.subject = advance.subject.applying(happening.changes)
        advance.happenings.append(happening)
      case .undetermined(let at, let missing) where at <= now:
        advance.missing = missing
        return advance
      default: return advance
      }
    }
  }

  /// What comes next of its own.
  public enum Next: Sendable {
    case happening(Happening)
    case undetermined(at: Timestamp, missing: [GivenFact])
    case nothing

    /// When it comes, whether or not it is known what; nil if nothing does.
    public var at: Timestamp? {
      switch self {
      case .happening(let happening): happening.at
      case .undetermined(let at, _): at
      case .nothing: nil
      }
    }
  }

  /// The next milestone of a subject as it stands.
  public static func next(after subject: Subject, under edition: Edition) -> Next {
    let subscription = subject.subscription
    switch subscription.state {
    case .scheduled:
      guard let started = subscription.started else { return .nothing }
      let at = started.instant(in: subject.account.zone)
      let begin = Next.happening(Happening(at: at, changes: [.state(.active)], rule: nil))
      return baseEnd(of: subject, under: edition, before: begin)
    case .active:
      let termEnd = termEnd(of: subject, under: edition)
      let nonPayment = nonPayment(of: subject, under: edition, before: termEnd)
      return baseEnd(of: subject, under: edition, before: nonPayment)
    case .suspended where subscription.ending == nil: return suspensionEnd(of: subject, edition)
    case .deleted: return .nothing
    case .suspended, .expired, .disabled: return nextStage(of: subject, under: edition)
    }
  }

  private static func termEnd(of subject: Subject, under edition: Edition) -> Next {
    guard let term = subject.subscription.term else { return .nothing }
    let at = subject.account.zone.startOfDay(term.end)
    switch edition.termEnd.first(edition.facts(of: subject, act: nil, at: at)) {
    case .none: return .nothing
    case .open(let facts):
      return .undetermined(at: at, missing: facts.flatMap(subject.absentInputs))
    case .rule(let rule):
      switch rule.conclusion {
      case .renew: return renewal(of: subject, at: at, rule.header)
      case .renewOnce:
        return renewal(of: subject, at: at, rule.header, and: [.recurringBilling(false)])
      case .convert(let interval): return conversion(of: subject, at, interval, rule.header)
      case .expire:
        let ending = Ending(cause: .termEnd, at: at, date: term.end)
        return end(subject, ending, edition, rule.header)
      }
    }
  }

  /// The end for want of payment, if it comes before what comes otherwise (DUE-01 to DUE-03).
  private static func nonPayment(
    of subject: Subject, under edition: Edition, before otherwise: Next
  ) -> Next {
    guard let (ending, rule) = unpaidEnding(of: subject, under: edition) else { return otherwise }
    if let other = otherwise.at, other <= ending.at { return otherwise }
    return end(subject, ending, edition, rule)
  }

  /// How the paid period ends if what is overdue stays unpaid, and the rule that says so; nil if it
  /// does not end for that, or if nothing is overdue.
  static func unpaidEnding(
    of subject: Subject, under edition: Edition
  ) -> (ending: Ending, rule: RuleHeader)? {
    guard let arrears = subject.subscription.arrears else { return nil }
    let facts = edition.facts(of: subject, act: nil, at: arrears.since)
    guard case .rule(let rule) = edition.pastDue.first(facts),
      let days = rule.conclusion.endsAfterDays
    else { return nil }
    let zone = subject.account.zone
    let date = zone.localDate(of: arrears.since).adding(days: days)
    return (Ending(cause: .nonPayment, at: zone.startOfDay(date), date: date), rule.header)
  }

  /// The end of what an add-on was added to, if it comes before what comes otherwise (LIC-14).
  private static func baseEnd(
    of subject: Subject, under edition: Edition, before otherwise: Next
  ) -> Next {
    guard let ending = subject.subscription.endsWithBase else { return otherwise }
    if let other = otherwise.at, other < ending.at { return otherwise }
    return end(subject, ending, edition, nil)
  }

  /// How the paid period of a subject ended, or will end if nobody asks for anything; nil if it
  /// goes on.
  public static func ending(of subject: Subject, under edition: Edition) -> Ending? {
    if let ending = subject.subscription.ending { return ending }
    guard case .happening(let next) = next(after: subject, under: edition) else { return nil }
    for case .end(let ending, _) in next.changes { return ending }
    return nil
  }

  private static func renewal(
    of subject: Subject, at: Timestamp, _ rule: RuleHeader, and further: [Change] = []
  ) -> Next {
    guard let grid = subject.termGrid, let end = subject.subscription.term?.end else {
      return .undetermined(at: at, missing: [.started, .interval].filter(subject.isMissing))
    }
    var changes: [Change] = [.term(grid.term(containing: end), renewed: true)]
    if let licenses = subject.subscription.licensesAtRenewal {
      changes += [.licenses(licenses), .licensesAtRenewal(nil)]
    }
    if let product = subject.subscription.productAtRenewal {
      changes += [.product(product), .productAtRenewal(nil)]
    }
    if let since = overAssignment(after: changes, to: subject, on: end) {
      changes.append(.overAssignedSince(since))
    }
    return .happening(Happening(at: at, changes: changes + further, rule: rule))
  }

  /// The date since which more licenses are in use than were bought, if a renewal brings that
  /// about.
  private static func overAssignment(
    after changes: [Change], to subject: Subject, on date: CalendarDate
  ) -> CalendarDate? {
    let renewed = subject.applying(changes).subscription
    guard let purchased = renewed.licenses.purchased, let assigned = renewed.licenses.assigned,
      assigned > purchased
    else { return nil }
    return renewed.overAssignedSince ?? date
  }

  private static func conversion(
    of subject: Subject, _ at: Timestamp, _ interval: BillingInterval?, _ rule: RuleHeader
  ) -> Next {
    guard let interval = interval ?? subject.subscription.price?.every,
      let start = subject.subscription.term?.end
    else { return .undetermined(at: at, missing: [.price]) }
    let term = TermGrid(anchor: start, interval: interval).term(at: 0)
    return .happening(
      Happening(at: at, changes: [.kind(.paid), .begin(at, term, interval)], rule: rule))
  }

  private static func suspensionEnd(of subject: Subject, _ edition: Edition) -> Next {
    guard let term = subject.subscription.term else { return .nothing }
    let at = subject.account.zone.startOfDay(term.end)
    return end(subject, Ending(cause: .suspended, at: at, date: term.end), edition, nil)
  }

  private static func end(
    _ subject: Subject, _ ending: Ending, _ edition: Edition, _ rule: RuleHeader?
  ) -> Next {
    var ended = subject
    ended.subscription.ending = ending
    switch edition.lifecycle.first(edition.facts(of: ended, act: nil, at: ending.at)) {
    case .none: return .nothing
    case .open(let facts):
      return .undetermined(at: ending.at, missing: facts.flatMap(subject.absentInputs))
    case .rule(let lifecycle):
      let state = lifecycle.conclusion.firstState
      return .happening(
        Happening(
          at: ending.at, changes: [.end(ending, state), .recurringBilling(false)],
          rule: rule ?? lifecycle.header))
    }
  }

  /// The end of the present stage, or of the delay after an explicit deletion.
  private static func nextStage(of subject: Subject, under edition: Edition) -> Next {
    var due: (at: Timestamp, state: SubscriptionState, rule: RuleHeader?)?
    if let requested = subject.subscription.deletionRequested {
      due = (requested.adding(hours: edition.house.deletionDelayHours), .deleted, nil)
    }
    if let ending = subject.subscription.ending,
      case .rule(let rule) = edition.lifecycle.first(
        edition.facts(of: subject, act: nil, at: ending.at)),
      let state = rule.conclusion.state(after: subject.subscription.state),
      let days = rule.conclusion.days(until: state)
    {
      let at = subject.account.zone.startOfDay(ending.date.adding(days: days))
      if due.map({ at < $0.at }) ?? true { due = (at, state, rule.header) }
    }
    guard let due else { return .nothing }
    return .happening(Happening(at: due.at, changes: [.state(due.state)], rule: due.rule))
  }
}

extension LifecycleRule {
  /// The state that an ending leads to at once.
  var firstState: SubscriptionState {
    stages.first { $0.days != 0 }?.state ?? .deleted
  }

  /// The state that follows another, nil if none does.
  func state(after state: SubscriptionState) -> SubscriptionState? {
    guard let index = stages.firstIndex(where: { $0.state == state }), stages[index].days != nil
    else { return nil }
    return stages[(index + 1)...].first { $0.days != 0 }?.state ?? .deleted
  }
}

extension Subject {
  func isMissing(_ given: GivenFact) -> Bool {
    switch given {
    case .started: subscription.started == nil
    case .interval: subscription.interval == nil
    default: false
    }
  }

  /// Takes a subscription that was told to be past its end, without its history, to have ended with
  /// its term.
  mutating func inferEnding(at now: Timestamp) {
    guard subscription.ending == nil, let term = subscription.term else { return }
    switch subscription.state {
    case .expired, .disabled, .deleted:
      let end = account.zone.startOfDay(term.end)
      if end <= now {
        subscription.ending = Ending(cause: .termEnd, at: end, date: term.end)
      }
    default: return
    }
  }
}
