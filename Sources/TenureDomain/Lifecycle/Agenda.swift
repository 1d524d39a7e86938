/// How far the agenda of a subscription was carried out.
public struct AgendaMark: Sendable, Hashable {
  /// Everything that was due at this instant or before it is done; nil if nobody has begun, and
  /// then it begins at the moment of the first look.
  public var settled: Timestamp?
  /// When its people were warned that their data is about to go; nil if they were not.
  public var deletionWarned: Timestamp?
  /// When the deletion of its data was given to whoever carries it out.
  public var deletionBegun: Timestamp?

  public init(
    settled: Timestamp? = nil, deletionWarned: Timestamp? = nil, deletionBegun: Timestamp? = nil
  ) {
    self.settled = settled
    self.deletionWarned = deletionWarned
    self.deletionBegun = deletionBegun
  }
}

/// One thing that time does about a subscription.
public enum Occurrence: Sendable {
  /// It changes: a state, a term, a trial's end.
  case change(Happening)
  /// A charge cycle begins and is to be paid.
  case charge(CycleCharge)
  /// Its people are told of a date that lies ahead.
  case reminder(Reminder)
  /// Its people are told that what they left behind goes from this day on.
  case deletionWarning(goesFrom: CalendarDate)
  /// What was left behind goes now, and is gone by the date; nil if none is promised.
  case deletion(goneBy: CalendarDate?)
}

/// An occurrence with its due instant, in the edition that decided it.
public struct AgendaItem: Sendable {
  /// When it was due, however late it is carried out.
  public let at: Timestamp
  public let occurrence: Occurrence
  /// The subscription once it has happened.
  public let subject: Subject
  public let edition: Edition
}

/// A charge for one cycle.
public struct CycleCharge: Sendable, Hashable {
  public let cycle: Term
  public let amount: Money
  public let occasion: Occasion

  /// Why a cycle begins.
  public enum Occasion: String, Word {
    /// What was bought to begin later begins (REC-21).
    case purchase
    /// A further term.
    case renewal
    /// A trial becomes paid (D15).
    case conversion
    /// A further cycle of the same term.
    case cycle
  }
}

/// A date that lies ahead, and how many days before it people are told.
public struct Reminder: Sendable, Hashable {
  public let milestone: Milestone
  public let days: Int
}

/// What time does about a subscription up to an instant: every occurrence in order, each decided at
/// its own due instant.
///
/// A pure function of the subscription and the mark, so that it is the same for a worker that was
/// away for months, for one that looks each second, and for an act that comes before either.
public struct Agenda: Sendable {
  /// What was due, in order.
  public private(set) var items: [AgendaItem] = []
  /// The subscription afterwards.
  public private(set) var subject: Subject
  public private(set) var mark: AgendaMark
  /// When something is due next; nil if nothing is.
  public private(set) var next: Timestamp?
  /// The facts without which a due change cannot be decided; time stops before it.
  public private(set) var missing: [GivenFact] = []

  /// - Parameters:
  ///   - now: the present. Occurrences up to it are carried out; reminders of dates that have
  ///     passed by then are left out.
  ///   - edition: the edition that answers for a subject's current term.
  public init(
    of subject: Subject, after mark: AgendaMark, to now: Timestamp,
    under edition: (Subject) -> Edition
  ) {
    self.subject = subject
    self.mark = mark
    begin(at: now)
    while let stop = nextStop(edition(self.subject), now), stop.at <= now {
      carryOut(stop, edition, now)
      if !missing.isEmpty { break }
    }
    if missing.isEmpty { self.mark.settled = max(self.mark.settled ?? now, now) }
    next = nextStop(edition(self.subject), now)?.at
  }

  /// When something is due, whether in the past or ahead; nil if nothing is.
  public static func due(
    of subject: Subject, after mark: AgendaMark, at now: Timestamp, under edition: Edition
  ) -> Timestamp? {
    var agenda = Agenda(untouched: subject, mark)
    agenda.begin(at: now)
    return agenda.nextStop(edition, now)?.at
  }

  private init(untouched subject: Subject, _ mark: AgendaMark) {
    self.subject = subject
    self.mark = mark
  }

  /// Without an ending no data is about to go, whatever was said about an earlier one.
  private mutating func begin(at now: Timestamp) {
    subject.inferEnding(at: now)
    if mark.settled == nil { mark.settled = now }
    forgetDeletion()
  }

  private mutating func forgetDeletion() {
    guard subject.subscription.ending == nil else { return }
    mark.deletionWarned = nil
    mark.deletionBegun = nil
  }

  /// What comes next, and when.
  private struct Stop {
    let at: Timestamp
    /// All that falls on the instant, in order; a change stands alone.
    var causes: [Cause]

    var isChange: Bool {
      if case .change = causes.first { true } else { false }
    }

    enum Cause {
      case change(Lifecycle.Next)
      case cycle(Term)
      case reminders([PlannedReminder])
      case warning
      case deletion(goneBy: CalendarDate?)
    }
  }

  /// The earliest stop. At one instant the change comes before the others, because they speak of
  /// the subscription as it then is.
  private func nextStop(_ edition: Edition, _ now: Timestamp) -> Stop? {
    var first: Stop?
    func offer(_ at: Timestamp?, _ cause: @autoclosure () -> Stop.Cause) {
      guard let at else { return }
      if let known = first, known.at == at {
        if !known.isChange { first?.causes.append(cause()) }
      } else if first.map({ at < $0.at }) ?? true {
        first = Stop(at: at, causes: [cause()])
      }
    }
    let change = Lifecycle.next(after: subject, under: edition)
    offer(change.at, .change(change))
    let settled = mark.settled ?? now
    if let cycle = nextCycle(after: settled) {
      offer(subject.account.zone.startOfDay(cycle.start), .cycle(cycle))
    }
    let dates = DataDates(subject, mark, under: edition, at: settled)
    if let reminders = nextReminders(dates, after: settled, edition) {
      offer(reminders.at, .reminders(reminders.all))
    }
    if let warning = dates.warning {
      offer(max(warning, settled), .warning)
    } else if let deletion = dates.deletion {
      offer(max(deletion, settled), .deletion(goneBy: dates.goneBy))
    }
    return first
  }

  private mutating func carryOut(
    _ stop: Stop, _ edition: (Subject) -> Edition, _ now: Timestamp
  ) {
    for cause in stop.causes { carryOut(cause, at: stop.at, edition, now) }
    guard missing.isEmpty else { return }
    // A change may begin what is due at its own instant, so that instant is not over with it.
    let settled =
      stop.isChange ? Timestamp(microseconds: stop.at.microseconds - 1) : stop.at
    mark.settled = max(mark.settled ?? settled, settled)
  }

  private mutating func carryOut(
    _ cause: Stop.Cause, at instant: Timestamp, _ edition: (Subject) -> Edition, _ now: Timestamp
  ) {
    let present = edition(subject)
    func add(_ occurrence: Occurrence) {
      items.append(
        AgendaItem(at: instant, occurrence: occurrence, subject: subject, edition: present))
    }
    switch cause {
    case .change(.undetermined(_, let facts)): missing = facts
    case .change(.nothing): break
    case .change(.happening(let happening)): carryOut(happening, under: edition)
    case .cycle(let cycle):
      if let charge = subject.charge(for: cycle, .cycle) { add(.charge(charge)) }
    case .reminders(let reminders):
      // Of several that are late only the last says anything new; one of a date that has passed
      // says nothing at all.
      for planned in reminders where planned.isWorthSaying(at: now) {
        add(.reminder(planned.reminder))
      }
    case .warning:
      mark.deletionWarned = now
      if let date = DataDates(subject, mark, under: present, at: now).goesFrom {
        add(.deletionWarning(goesFrom: date))
      }
    case .deletion(let goneBy):
      mark.deletionBegun = now
      add(.deletion(goneBy: goneBy))
    }
  }

  private mutating func carryOut(_ happening: Happening, under edition: (Subject) -> Edition) {
    subject = subject.applying(happening.changes)
    forgetDeletion()
    let after = edition(subject)
    items.append(
      AgendaItem(
        at: happening.at, occurrence: .change(happening), subject: subject, edition: after))
    // What began before anybody kept this mark was charged by whoever kept it then.
    guard let occasion = happening.occasion, happening.at > mark.settled ?? happening.at,
      let charge = subject.chargeOfNewTerm(occasion)
    else { return }
    items.append(
      AgendaItem(at: happening.at, occurrence: .charge(charge), subject: subject, edition: after))
  }
}

extension Happening {
  /// Why a paid term begins with it; nil if none does.
  var occasion: CycleCharge.Occasion? {
    for change in changes {
      switch change {
      case .term(_, renewed: true): return .renewal
      case .begin: return .conversion
      case .state(.active): return .purchase
      default: continue
      }
    }
    return nil
  }
}

// MARK: - Charges

extension Agenda {
  /// The next cycle within the term, after an instant; the term's first comes with its beginning.
  private func nextCycle(after settled: Timestamp) -> Term? {
    let subscription = subject.subscription
    guard subscription.state == .active, subject.isCharged, let term = subscription.term,
      let grid = subject.chargeGrid
    else { return nil }
    let day = max(subject.account.zone.localDate(of: settled), term.start)
    let next = grid.boundary(grid.index(containing: day) + 1)
    return next < term.end ? grid.term(containing: next) : nil
  }
}

// MARK: - Reminders

/// A reminder with the moment from which another one of the same date takes its place.
private struct PlannedReminder {
  let reminder: Reminder
  let overtakenAt: Timestamp

  func isWorthSaying(at now: Timestamp) -> Bool {
    now < reminder.milestone.at && now < overtakenAt
  }
}

extension Agenda {
  /// The reminders that are due next after an instant.
  private func nextReminders(
    _ dates: DataDates, after settled: Timestamp, _ edition: Edition
  ) -> (at: Timestamp, all: [PlannedReminder])? {
    let facts = edition.facts(of: subject, act: nil, at: settled)
    guard case .rule(let rule) = edition.notices.first(facts), !rule.conclusion.reminders.isEmpty
    else { return nil }
    let zone = subject.account.zone
    var first: (at: Timestamp, all: [PlannedReminder])?
    for milestone in dates.milestones(in: zone) {
      var overtakenAt = milestone.at
      // From the one nearest to the date to the one farthest from it.
      for days in rule.conclusion.reminders[milestone.kind] ?? [] {
        let at = zone.startOfDay(milestone.date.adding(days: -days))
        let planned = PlannedReminder(
          reminder: Reminder(milestone: milestone, days: days), overtakenAt: overtakenAt)
        overtakenAt = at
        guard at > settled, at <= first?.at ?? at else { continue }
        first = first?.at == at ? (at, (first?.all ?? []) + [planned]) : (at, [planned])
      }
    }
    return first
  }
}
