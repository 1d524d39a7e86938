public import TenureDomain

/// What lies ahead of one subscription as events of a calendar.
public struct ForecastCalendar: Sendable {
  /// In the order of time.
  public private(set) var events: [CalendarEvent] = []
  /// How many events there are of a kind.
  private var kinds: [String: Int] = [:]

  /// What calendars were told of a date before.
  public struct Told: Sendable {
    public let ordinal: Int
    public let sequence: Int
    /// nil if it has changed since.
    public let stamp: Timestamp?

    public init(ordinal: Int, sequence: Int, stamp: Timestamp?) {
      self.ordinal = ordinal
      self.sequence = sequence
      self.stamp = stamp
    }
  }

  /// - Parameters:
  ///   - name: what identifies the subscription.
  ///   - stamp: when the answer was given, the same for the same question.
  ///   - told: what was told of a date before; nil if nothing was.
  public init(
    _ forecast: Forecast, name: String, stamp: Timestamp, account: Account, say: Localizer,
    told: (Milestone) -> Told? = { _ in nil }
  ) {
    self.init(
      forecast.entries, name: name, stamp: stamp, account: account, say: say, told: told)
  }

  init(
    _ entries: [Forecast.Entry], name: String, stamp: Timestamp, account: Account, say: Localizer,
    told: (Milestone) -> Told? = { _ in nil }
  ) {
    for entry in entries {
      let details = say.details(of: entry, account)
      for milestone in entry.milestones {
        let told = told(milestone)
        events.append(
          CalendarEvent(
            uid: CalendarEvent.uid(milestone.kind.rawValue, told?.ordinal ?? 1, of: name),
            date: entry.date, stamp: told?.stamp ?? stamp, sequence: told?.sequence ?? 0,
            summary: say.name(of: milestone.kind),
            details: say.bound(of: milestone.kind, milestone.date) + details))
      }
      guard entry.milestones.isEmpty, let summary = details.first else { continue }
      let kind = entry.state.map { "change-\($0.rawValue)" } ?? "change"
      kinds[kind, default: 0] += 1
      events.append(
        CalendarEvent(
          uid: CalendarEvent.uid(kind, kinds[kind] ?? 1, of: name), date: entry.date, stamp: stamp,
          summary: summary, details: Array(details.dropFirst())))
    }
  }
}

extension Localizer {
  /// What changes on a day that lies ahead, and what people can do from then on.
  public func details(of entry: Forecast.Entry, _ account: Account) -> [String] {
    let changes = entry.changes.compactMap { sentence($0, in: account.zone) }
    return changes + (entry.access.map { lines($0, of: account.kind) } ?? [])
  }

  /// How a date is meant, where it is not simply the day: `not before 1 May 2026`.
  public func bound(of kind: MilestoneKind, _ date: CalendarDate) -> [String] {
    kind.bound == .on ? [] : [name(of: kind.bound) + " " + self.date(date)]
  }
}
