import TenureDomain
import TenurePolicy

extension Engine {
  /// What people are told of one thing that time did: one message for each whom the edition's
  /// table of notices names, in the account's language (MSG-01 to MSG-04).
  func messages(
    about item: AgendaItem, of record: SubscriptionRecord, account: AccountRecord,
    at now: Timestamp
  ) -> [OutboxRecord] {
    let facts = item.edition.facts(of: item.subject, act: nil, at: item.at)
    guard case .rule(let rule) = item.edition.notices.first(facts) else { return [] }
    let say = shelf.localizer(for: account.language)
    guard let notice = AgendaNotice(item: item, now: now, say: say).notice else { return [] }
    var record = record
    record.subscription = item.subject.subscription
    let recipients = NoticeRecipient.of(rule.conclusion.recipients, sharing: record.subscription)
    return recipients.filter { notice.kind.concerns($0.role) }.map {
      rendered(notice, $0, of: account, about: record, at: now, say)
    }
  }
}

extension NoticeKind {
  /// Whether a role is told: people with whom a subscription is shared neither pay nor choose.
  func concerns(_ role: Role) -> Bool {
    guard role == .familyMember else { return true }
    switch self {
    case .began, .renewed, .converted, .paymentDue, .reminder(.termEnds), .reminder(.nextBilling),
      .reminder(.licensesFreedBy), .reminder(.reactivableUntil):
      return false
    default: return true
    }
  }
}

/// Makes the notice of an agenda's item.
private struct AgendaNotice {
  let item: AgendaItem
  let now: Timestamp
  let say: Localizer

  private var subject: Subject { item.subject }
  private var zone: ZoneRules { subject.account.zone }
  private var timeline: Timeline { Timeline(of: subject, at: item.at, under: item.edition) }

  /// nil if nobody needs to be told.
  var notice: Notice? {
    switch item.occurrence {
    case .change(let happening): passed(happening)
    case .charge(let charge): due(charge)
    case .reminder(let reminder): reminding(reminder)
    case .deletionWarning(let date): warning(date)
    case .deletion(let goneBy): deletion(goneBy)
    }
  }

  private func passed(_ happening: Happening) -> Notice? {
    guard let kind = NoticeKind(happening) else { return nil }
    var values = ["date": say.date(zone.localDate(of: item.at))]
    if let term = subject.subscription.term { values["end"] = say.date(term.end) }
    var notice = Notice(kind: kind, values: values)
    switch kind {
    // Nobody is told that it was renewed before it is paid for.
    case .renewed where subject.chargeOfNewTerm() != nil: return nil
    case .began, .renewed, .converted:
      guard values["end"] != nil else { return nil }
      notice.values["amount"] = subject.chargeOfNewTerm().map { say.money($0.amount) }
    default:
      notice.lines = say.cause(of: subject) + say.access(of: item)
      notice.lines += say.deadlines(timeline, of: subject, at: now)
      notice.memberLines = say.memberLines(of: item)
    }
    return notice
  }

  /// What a bought term or the end of a trial costs is told with it.
  private func due(_ charge: CycleCharge) -> Notice? {
    guard charge.occasion == .cycle || charge.occasion == .renewal else { return nil }
    return Notice(
      kind: .paymentDue,
      values: [
        "amount": say.money(charge.amount), "date": say.date(charge.cycle.start),
        "start": say.date(charge.cycle.start), "end": say.date(charge.cycle.end),
      ])
  }

  private func reminding(_ reminder: Reminder) -> Notice? {
    let (milestone, timeline) = (reminder.milestone, timeline)
    // Where both fall on one day, the message about the deletion says it of the data too.
    if milestone.kind == .dataMayBeDeletedFrom, timeline[.deleted]?.date == milestone.date {
      return nil
    }
    let day = milestone.kind.bound == .before ? milestone.lastDay(in: zone) : milestone.date
    var notice = Notice(
      kind: .reminder(milestone.kind),
      values: [
        "date": say.date(day), "in": say.count("notices.in", daysLeft(milestone)),
      ])
    if milestone.kind == .termEnds { tellEnd(&notice) }
    if [.termEnds, .expired].contains(milestone.kind), subject.canBeRenewedAgain {
      notice.lines = [say.text("notices.lines.renew")]
    }
    if milestone.kind != .termEnds { notice.lines += say.cause(of: subject) }
    notice.lines += say.deadlines(timeline, of: subject, at: now, reminded: milestone.kind)
    return notice
  }

  /// A term ends in one of three ways: it is renewed, a trial becomes paid, or it is over.
  private func tellEnd(_ notice: inout Notice) {
    guard case .happening(let next) = Lifecycle.next(after: subject, under: item.edition) else {
      return
    }
    let after = subject.applying(next.changes)
    guard after.subscription.ending == nil else {
      notice.texts = NoticeKind.reminder(.expired).text
      return
    }
    if subject.subscription.kind == .trial { notice.texts = "reminder.converts" }
    notice.values["amount"] = after.chargeOfNewTerm().map { say.money($0.amount) }
  }

  /// Counted from when it is said, which may be later than it was due.
  private func daysLeft(_ milestone: Milestone) -> Int {
    max(1, milestone.date.dayNumber - zone.localDate(of: now).dayNumber)
  }

  private func warning(_ date: CalendarDate) -> Notice {
    Notice(
      kind: .deletionWarning, values: ["date": say.date(date)],
      lines: say.deadlines(timeline, of: subject, at: now, reminded: .dataMayBeDeletedFrom))
  }

  private func deletion(_ goneBy: CalendarDate?) -> Notice {
    var lines: [String] = []
    if let goneBy {
      lines = [say.text("notices.lines.gone", ["date": say.date(goneBy)])]
    }
    return Notice(
      kind: .deletionBegun, values: ["date": say.date(zone.localDate(of: item.at))], lines: lines)
  }
}

extension NoticeKind {
  /// What a happening is told as; nil for bookkeeping.
  fileprivate init?(_ happening: Happening) {
    for change in happening.changes {
      switch change {
      case .end(_, let state): self = .passed(state)
      case .state(.active): self = .began
      case .state(let state): self = .passed(state)
      case .term(_, renewed: true): self = .renewed
      case .begin: self = .converted
      default: continue
      }
      return
    }
    return nil
  }
}

extension Subject {
  /// Whether turning on recurring billing keeps it from ending.
  fileprivate var canBeRenewedAgain: Bool {
    subscription.state == .active && subscription.kind == .paid
      && subscription.recurringBilling == false && subscription.channel == .direct
  }
}
