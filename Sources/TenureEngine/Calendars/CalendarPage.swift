import TenureDomain
import TenurePolicy

/// The dates of some subscriptions of an account as events of a calendar, and what calendars are
/// to be told anew.
struct CalendarPage {
  let engine: Engine
  let account: AccountRecord
  let now: Timestamp
  let say: Localizer
  private(set) var events: [CalendarEvent] = []
  private(set) var changes: [CalendarEntryRecord] = []

  init(engine: Engine, account: AccountRecord, now: Timestamp, say: Localizer) {
    self.engine = engine
    self.account = account
    self.now = now
    self.say = say
  }

  /// - Parameter records: in the order of their ids.
  mutating func add(_ records: [SubscriptionRecord], _ tx: any StoreReader) throws {
    guard let first = records.first, let last = records.last else { return }
    guard let zone = engine.zones.zone(account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(account.timeZone)`")
    }
    let recent = zone.localDate(of: now).adding(days: -CalendarRevision.recentDays)
    let told = Dictionary(
      grouping: try tx.calendarEntries(of: account.id, in: first.id...last.id, since: recent),
      by: \.subscription)
    for record in records {
      let standing = try engine.standing(of: try tx.context(of: record, in: account), at: now)
      var entries = CalendarEntries(told[record.id] ?? [])
      let changes = try revision(standing, tx).changes(after: entries.last)
      for change in changes { entries.keep(change) }
      self.changes += changes
      let shown = entries.all.filter {
        $0.isCancelled
          ? $0.modified >= now.adding(days: -CalendarRevision.recentDays) : $0.date >= recent
      }
      if !shown.isEmpty { add(shown, standing) }
    }
  }

  private func revision(_ standing: Standing, _ tx: any StoreReader) -> CalendarRevision {
    let (id, zone) = (standing.record.id, standing.zone)
    return CalendarRevision(
      subscription: id, account: account.id, now: now, today: zone.localDate(of: now),
      milestones: standing.timeline.milestones
    ) { [account] day in
      try tx.hasTimeDoneAnything(to: id, of: account.id, on: day, in: zone)
        || standing.happenings.contains { zone.localDate(of: $0.at) == day }
    }
  }

  private mutating func add(_ entries: [CalendarEntryRecord], _ standing: Standing) {
    let forecast = Forecast(of: standing.subject, after: now, under: standing.edition)
    let id = standing.record.id
    let title = standing.subject.subscription.product.map { say.product($0) } ?? id.text
    for entry in entries {
      let ahead = forecast.entries.first { ahead in
        ahead.date == entry.date && ahead.milestones.contains { $0.kind == entry.kind }
      }
      let details = ahead.map { say.details(of: $0, standing.subject.account) } ?? []
      events.append(
        CalendarEvent(
          uid: CalendarEvent.uid(
            entry.kind.rawValue, entry.ordinal, of: CalendarPage.name(id, of: account.id)),
          date: entry.date, stamp: entry.modified, sequence: entry.sequence,
          isCancelled: entry.isCancelled, summary: "\(title): \(say.name(of: entry.kind))",
          details: say.bound(of: entry.kind, entry.date) + (entry.isCancelled ? [] : details)
            + ["\(say.text("receipt.subscription")): \(id)"]))
    }
  }

  /// What identifies a subscription among those of all accounts.
  static func name(_ id: SubscriptionID, of account: AccountID) -> String { "\(account).\(id)" }
}

/// What calendars were told of one subscription.
struct CalendarEntries {
  private var entries: [Place: CalendarEntryRecord] = [:]

  private struct Place: Hashable {
    let kind: MilestoneKind
    let ordinal: Int
  }

  init(_ told: [CalendarEntryRecord]) {
    for entry in told { keep(entry) }
  }

  mutating func keep(_ entry: CalendarEntryRecord) {
    entries[Place(kind: entry.kind, ordinal: entry.ordinal)] = entry
  }

  var all: [CalendarEntryRecord] { Array(entries.values) }

  /// The last entry of each kind.
  var last: [MilestoneKind: CalendarEntryRecord] {
    Dictionary(entries.values.map { ($0.kind, $0) }) { $0.ordinal > $1.ordinal ? $0 : $1 }
  }
}

extension StoreReader {
  /// Whether the history of a subscription has something on a day that time brought about.
  fileprivate func hasTimeDoneAnything(
    to id: SubscriptionID, of account: AccountID, on day: CalendarDate, in zone: ZoneRules
  ) throws -> Bool {
    var found = false
    let types = [EventType.passed, EventType.charged, EventType.deletionBegun]
    try WholeList.each(
      { try events(of: account, subscription: id, $0) }, place: \.sequence,
      { event in
        found = found || (types.contains(event.type) && zone.localDate(of: event.at) == day)
      })
    return found
  }
}
