/// When the data that a subscription leaves behind may go, and until when its people must have been
/// warned.
///
/// A warning that comes late moves the first day on which anything may go, so that nobody loses
/// data unwarned; it never moves the day by which the data is promised to be gone.
struct DataDates {
  let timeline: Timeline
  /// The warning that is still to be given: when, and of which day.
  private(set) var warning: (at: Timestamp, mayGoFrom: CalendarDate)?
  /// When the deletion begins; nil while a warning comes first, or if nothing is to be deleted.
  private(set) var deletion: Timestamp?
  private(set) var mayGoFrom: CalendarDate?
  let goneBy: CalendarDate?

  init(_ subject: Subject, _ mark: AgendaMark, under edition: Edition, at now: Timestamp) {
    timeline = Timeline(of: subject, at: now, under: edition)
    goneBy = timeline[.dataDeletedBy]?.date
    guard let ending = subject.subscription.ending, mark.deletionBegun == nil,
      let mayGo = timeline[.dataMayBeDeletedFrom]
    else { return }
    let zone = subject.account.zone
    let notice = edition.house.deletionNoticeDays
    // Whoever asked for the deletion knows of it.
    if subject.subscription.deletionRequested != nil || subject.subscription.accountClosed
      || notice == 0
    {
      mayGoFrom = mayGo.date
      deletion = mayGo.at
      return
    }
    guard let warned = mark.deletionWarned else {
      mayGoFrom = mayGo.date
      let at = max(zone.startOfDay(mayGo.date.adding(days: -notice)), ending.at)
      warning = (at, mayGo.date)
      return
    }
    var date = max(mayGo.date, zone.localDate(of: warned).adding(days: notice))
    if let goneBy { date = max(mayGo.date, min(date, goneBy)) }
    mayGoFrom = date
    deletion = zone.startOfDay(date)
  }

  /// The dates of the timeline; where a late warning moved the first day on which data may go, the
  /// day to which it did.
  func milestones(in zone: ZoneRules) -> [Milestone] {
    timeline.milestones.map { milestone in
      guard milestone.kind == .dataMayBeDeletedFrom, let mayGoFrom, mayGoFrom != milestone.date
      else { return milestone }
      return Milestone(kind: milestone.kind, date: mayGoFrom, at: zone.startOfDay(mayGoFrom))
    }
  }
}
