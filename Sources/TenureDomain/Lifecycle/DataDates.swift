/// When the data that a subscription leaves behind is deleted, and when its people are warned.
///
/// The documents say from when it may go and by when it is gone. In between it stays as long as
/// reactivating brings it back, because that is promised with all data intact (REA-02). A warning
/// that comes late moves the first day, so that nobody loses data unwarned; nothing moves the day
/// by which the data is promised to be gone.
struct DataDates {
  let timeline: Timeline
  /// The warning that is still to be given.
  private(set) var warning: Timestamp?
  /// When the deletion begins; nil while a warning comes first, or if nothing is to be deleted.
  private(set) var deletion: Timestamp?
  /// The first day on which anything goes.
  private(set) var goesFrom: CalendarDate?
  /// The day by which everything is gone; nil if none is promised.
  let goneBy: CalendarDate?

  init(_ subject: Subject, _ mark: AgendaMark, under edition: Edition, at now: Timestamp) {
    timeline = Timeline(of: subject, at: now, under: edition)
    goneBy = timeline[.dataDeletedBy]?.date
    guard let ending = subject.subscription.ending, mark.deletionBegun == nil,
      let mayGo = timeline[.dataMayBeDeletedFrom]
    else { return }
    let notice = edition.house.deletionNoticeDays
    // Whoever asked for the deletion knows of it, and asked for it at once (D14).
    if subject.subscription.deletionRequested != nil || subject.subscription.accountClosed {
      goesFrom = mayGo.date
      deletion = mayGo.at
      return
    }
    var first = max(mayGo.date, timeline[.reactivableUntil]?.date ?? mayGo.date)
    if let goneBy { first = min(first, goneBy) }
    let zone = subject.account.zone
    guard notice > 0, mark.deletionWarned == nil else {
      if let warned = mark.deletionWarned {
        first = max(first, zone.localDate(of: warned).adding(days: notice))
      }
      if let goneBy { first = min(first, max(goneBy, mayGo.date)) }
      goesFrom = first
      deletion = zone.startOfDay(first)
      return
    }
    goesFrom = first
    warning = max(zone.startOfDay(first.adding(days: -notice)), ending.at)
  }

  /// The dates of the timeline, but with the day on which data really goes.
  func milestones(in zone: ZoneRules) -> [Milestone] {
    timeline.milestones.map { milestone in
      guard milestone.kind == .dataMayBeDeletedFrom, let goesFrom, goesFrom != milestone.date
      else { return milestone }
      return Milestone(kind: milestone.kind, date: goesFrom, at: zone.startOfDay(goesFrom))
    }
  }
}
