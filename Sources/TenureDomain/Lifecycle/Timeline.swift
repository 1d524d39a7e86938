/// The kinds of dated milestones, in the order in which a timeline lists them.
public enum MilestoneKind: String, Word {
  case termEnds, nextBilling, accessEnds, expired, disabled, reactivableUntil
  case dataMayBeDeletedFrom, deleted, dataDeletedBy
  case frozen, storageMayBeDeletedFrom
  /// Until when users without a license of their own must be seen to, after a renewal with fewer
  /// licenses than users (STATE-24).
  case licensesFreedBy

  /// How the date is meant.
  public var bound: Bound {
    switch self {
    case .dataMayBeDeletedFrom, .storageMayBeDeletedFrom: .notBefore
    case .dataDeletedBy, .licensesFreedBy: .noLaterThan
    case .reactivableUntil: .before
    default: .on
    }
  }

  public enum Bound: String, Word {
    case on
    case notBefore = "not-before"
    case noLaterThan = "no-later-than"
    /// The date is the first on which it is too late.
    case before
  }
}

/// A milestone with its date.
public struct Milestone: Sendable, Hashable {
  public let kind: MilestoneKind
  /// The local date in the account's zone.
  public let date: CalendarDate
  /// The instant: 00:00 of the date, but for what counts in hours.
  public let at: Timestamp

  /// The day of the last moment before it.
  public func lastDay(in zone: ZoneRules) -> CalendarDate {
    zone.localDate(of: Timestamp(microseconds: at.microseconds - 1))
  }
}

/// The dated milestones of a subscription as things stand, past ones included.
public struct Timeline: Sendable, Hashable {
  /// At most one of each kind, in the order of ``MilestoneKind``.
  public var milestones: [Milestone] { entries.map { $0.milestone(in: zone) } }
  /// The facts on which further milestones depend.
  public let open: [GivenFact]
  /// How it goes on; nil where it has ended, or where facts are missing.
  public let outlook: Outlook?

  private let entries: [TimelineEntry]
  private let zone: ZoneRules

  public subscript(kind: MilestoneKind) -> Milestone? {
    for entry in entries where entry.kind == kind { return entry.milestone(in: zone) }
    return nil
  }

  /// The timeline of a subject at an instant.
  public init(of subject: Subject, at now: Timestamp, under edition: Edition) {
    let facts = edition.facts(of: subject, act: nil, at: now)
    self.init(of: subject, facts: facts, at: now, under: edition)
  }

  /// - Parameter facts: those of the subject at the instant.
  init(of subject: Subject, facts: FactSet, at now: Timestamp, under edition: Edition) {
    var builder = TimelineBuilder(subject: subject, facts: facts, now: now, edition: edition)
    builder.build()
    entries = builder.entries.compactMap { $0 }
    open = builder.open
    outlook = builder.outlook
    zone = subject.account.zone
  }
}

/// A milestone as a timeline keeps it: the instant of a whole day is looked up only when asked for.
private struct TimelineEntry: Sendable, Hashable {
  let kind: MilestoneKind
  let date: CalendarDate
  /// For what counts in hours; nil for 00:00 of the date.
  let instant: Timestamp?

  func milestone(in zone: ZoneRules) -> Milestone {
    Milestone(kind: kind, date: date, at: instant ?? zone.startOfDay(date))
  }
}

private struct TimelineBuilder {
  let subject: Subject
  let facts: FactSet
  let now: Timestamp
  let edition: Edition
  var entries = [TimelineEntry?](repeating: nil, count: Self.kinds)
  var open: [GivenFact] = []
  var outlook: Outlook?

  private static let kinds = MilestoneKind.allCases.count

  private var zone: ZoneRules { subject.account.zone }
  private var subscription: Subscription { subject.subscription }

  mutating func build() {
    if subscription.ending?.cause != .cancelled, let term = subscription.term {
      set(.termEnds, term.end)
    }
    if let ending = subscription.ending {
      follow(ending)
      return
    }
    switch subscription.state {
    case .scheduled, .active: foresee()
    case .suspended: foreseeSuspended()
    case .expired, .disabled, .deleted: break
    }
  }

  /// What follows while the paid period runs.
  private mutating func foresee() {
    if let next = nextBilling() { set(.nextBilling, next) }
    if facts[.overAssigned] == 1, let since = overAssignedSince {
      set(.licensesFreedBy, since.adding(days: edition.house.overAssignmentDays))
    }
    guard let term = subscription.term else {
      note([.term])
      return
    }
    let end = zone.startOfDay(term.end)
    if let ending = subscription.endsWithBase, ending.at <= end {
      if let next = self[.nextBilling], next.date >= ending.date { remove(.nextBilling) }
      foresee(ending)
      return
    }
    // What stays unpaid ends it before its term does; until it is paid, people see when.
    if subscription.state == .active,
      let unpaid = Lifecycle.unpaidEnding(of: subject, under: edition)?.ending, unpaid.at < end
    {
      foresee(unpaid)
      return
    }
    switch edition.termEnd.first(facts.later(by: end - now)) {
    case .rule(let rule):
      switch rule.conclusion {
      case .renew, .renewOnce:
        if subject.termGrid != nil { outlook = Outlook(.renews, on: term.end) }
      case .convert(let interval):
        if interval ?? subscription.price?.every != nil {
          outlook = Outlook(.converts, on: term.end)
        }
      case .expire: foresee(Ending(cause: .termEnd, at: end, date: term.end))
      }
    case .open(let facts): note(facts.flatMap(subject.absentInputs))
    case .none: break
    }
  }

  private mutating func foresee(_ ending: Ending) {
    outlook = Outlook(.ends, on: ending.date)
    follow(ending)
  }

  /// The renewal that left more users than licenses; the latest one if none was seen.
  private var overAssignedSince: CalendarDate? {
    subscription.overAssignedSince ?? (subscription.renewed ? subscription.term?.start : nil)
  }

  private mutating func foreseeSuspended() {
    guard let term = subscription.term else {
      note([.term])
      return
    }
    set(.reactivableUntil, term.end)
    foresee(Ending(cause: .suspended, at: zone.startOfDay(term.end), date: term.end))
  }

  /// The end of the paid period: of the charge cycle that runs now (D16).
  private func nextBilling() -> CalendarDate? {
    guard let term = subscription.term else { return nil }
    // What has not begun is charged when it begins (REC-21).
    if subscription.state == .scheduled { return term.start }
    guard subscription.kind != .trial, let grid = subject.chargeGrid else { return term.end }
    let today = max(zone.localDate(of: now), term.start)
    return today < term.end ? min(grid.term(containing: today).end, term.end) : term.end
  }

  /// The milestones after an ending, past or foreseen.
  private mutating func follow(_ ending: Ending) {
    var facts = facts.later(by: ending.at - now)
    facts[.ending] = ending.cause.code
    guard case .rule(let lifecycle) = edition.lifecycle.first(facts) else {
      noteOpen(edition.lifecycle.first(facts))
      return
    }
    place(lifecycle.conclusion, ending, facts)
    guard case .rule(let retention) = edition.retention.first(facts) else {
      noteOpen(edition.retention.first(facts))
      return
    }
    place(retention.conclusion, ending)
    placeStorage(facts, ending)
  }

  private mutating func place(_ rule: LifecycleRule, _ ending: Ending, _ facts: FactSet) {
    place(.expired, rule.days(until: .expired), after: ending)
    place(.disabled, rule.days(until: .disabled), after: ending)
    place(.deleted, rule.days(until: .deleted), after: ending)
    if let requested = subscription.deletionRequested {
      let at = requested.adding(hours: edition.house.deletionDelayHours)
      if self[.deleted].map({ at < $0.milestone(in: zone).at }) ?? true { set(.deleted, at) }
    }
    place(.accessEnds, accessEnds(rule, facts), after: ending)
    switch rule.reactivable {
    case .untilDeleted:
      if let deleted = self[.deleted] { set(.reactivableUntil, deleted.date, deleted.instant) }
    case .untilTermEnd:
      guard let term = subscription.term else { return }
      let deleted = self[.deleted]?.date ?? term.end
      set(.reactivableUntil, min(term.end, deleted))
    case .never, .always: break
    }
  }

  private mutating func place(_ kind: MilestoneKind, _ days: Int?, after ending: Ending) {
    if let days { set(kind, ending.date.adding(days: days)) }
  }

  /// Days until the first state in which users no longer have full access.
  private func accessEnds(_ rule: LifecycleRule, _ facts: FactSet) -> Int? {
    var days = 0
    for stage in rule.stages {
      if !hasFullAccess(in: stage.state, facts) { return days }
      guard let length = stage.days else { return nil }
      days += length
    }
    return hasFullAccess(in: .deleted, facts) ? nil : days
  }

  private func hasFullAccess(in state: SubscriptionState, _ facts: FactSet) -> Bool {
    var facts = facts
    facts[.state] = state.code
    guard case .rule(let access) = edition.access.first(facts) else { return true }
    return access.conclusion.users == .full
  }

  private mutating func place(_ rule: RetentionRule, _ ending: Ending) {
    if let days = rule.deletedByDays { set(.dataDeletedBy, ending.date.adding(days: days)) }
    if let requested = subscription.deletionRequested {
      set(.dataMayBeDeletedFrom, requested)
      return
    }
    switch rule.mayBeDeleted {
    case .after(let days): set(.dataMayBeDeletedFrom, ending.date.adding(days: days))
    case .whenDeleted:
      if let deleted = self[.deleted] { set(.dataMayBeDeletedFrom, deleted.date) }
    case .never: break
    }
  }

  /// Frozen and deletable dates of the owner's cloud storage, if it will be over its quota.
  private mutating func placeStorage(_ facts: FactSet, _ ending: Ending) {
    guard !edition.storage.rules.isEmpty else { return }
    guard case .rule(let rule) = edition.storage.first(facts) else {
      noteOpen(edition.storage.first(facts))
      return
    }
    guard let storage = subject.account.storage else {
      note([.storage])
      return
    }
    guard storage.used > storage.quota(free: rule.conclusion.cloud) else { return }
    set(.frozen, ending.date.adding(months: rule.conclusion.frozenAfterMonths))
    set(
      .storageMayBeDeletedFrom,
      ending.date.adding(months: rule.conclusion.mayBeDeletedAfterMonths))
  }

  private subscript(kind: MilestoneKind) -> TimelineEntry? { entries[Int(kind.code)] }

  private mutating func remove(_ kind: MilestoneKind) { entries[Int(kind.code)] = nil }

  private mutating func set(_ kind: MilestoneKind, _ instant: Timestamp) {
    set(kind, zone.localDate(of: instant), instant)
  }

  private mutating func set(
    _ kind: MilestoneKind, _ date: CalendarDate, _ instant: Timestamp? = nil
  ) {
    entries[Int(kind.code)] = TimelineEntry(kind: kind, date: date, instant: instant)
  }

  private mutating func noteOpen(_ finding: Table<some Sendable>.Finding) {
    if case .open(let facts) = finding { note(facts.flatMap(subject.absentInputs)) }
  }

  private mutating func note(_ facts: [GivenFact]) {
    for fact in facts where !open.contains(fact) { open.append(fact) }
  }
}
