import TenureDomain

/// Compares the dates of one subscription as they stand with what calendars were told of them.
struct CalendarRevision {
  let subscription: SubscriptionID
  let account: AccountID
  let now: Timestamp
  let today: CalendarDate
  /// The dates as they stand, past ones included.
  let milestones: [Milestone]
  /// Whether something happened to the subscription on a day.
  let happened: (CalendarDate) throws -> Bool

  /// For so many days calendars go on showing what has passed or was cancelled.
  static let recentDays = 90

  /// What has changed since.
  ///
  /// - Parameter told: the last entry of each kind.
  func changes(after told: [MilestoneKind: CalendarEntryRecord]) throws -> [CalendarEntryRecord] {
    try MilestoneKind.allCases.flatMap { kind in
      try changes(kind, told[kind], milestones.first { $0.kind == kind })
    }
  }

  private func changes(
    _ kind: MilestoneKind, _ told: CalendarEntryRecord?, _ present: Milestone?
  ) throws -> [CalendarEntryRecord] {
    guard let told else { return present.flatMap { entry($0, ordinal: 1) }.map { [$0] } ?? [] }
    if told.hasPassed {
      guard let present, present.date != told.date else { return [] }
      return entry(present, ordinal: told.ordinal + 1).map { [$0] } ?? []
    }
    if let present, present.date == told.date { return confirmed(told, present).map { [$0] } ?? [] }
    if try hasHeld(told, present) {
      var passed = told
      passed.hasPassed = true
      let next = present.flatMap { entry($0, ordinal: told.ordinal + 1) }
      return [passed] + (next.map { [$0] } ?? [])
    }
    return moved(told, present).map { [$0] } ?? []
  }

  /// What was not told before; nil if it lies too far back to be told now.
  private func entry(_ present: Milestone, ordinal: Int) -> CalendarEntryRecord? {
    guard present.date >= today.adding(days: -Self.recentDays) else { return nil }
    return CalendarEntryRecord(
      account: account, subscription: subscription, kind: present.kind, ordinal: ordinal,
      date: present.date, hasPassed: present.at <= now, modified: now)
  }

  /// A date that is still what was told; nil if nothing is to be noted.
  private func confirmed(
    _ told: CalendarEntryRecord, _ present: Milestone
  ) -> CalendarEntryRecord? {
    var entry = told
    entry.hasPassed = present.at <= now
    if told.isCancelled {
      entry.isCancelled = false
      entry.sequence += 1
      entry.modified = now
    }
    return entry == told ? nil : entry
  }

  /// A date that is another one now, or none; nil if calendars know.
  private func moved(
    _ told: CalendarEntryRecord, _ present: Milestone?
  ) -> CalendarEntryRecord? {
    if told.isCancelled, present == nil { return nil }
    var entry = told
    entry.date = present?.date ?? told.date
    entry.isCancelled = present == nil
    entry.hasPassed = present.map { $0.at <= now } ?? false
    entry.sequence += 1
    entry.modified = now
    return entry
  }

  /// Whether a date that was told still held when its day came: something happened on it, or it was
  /// a billing day and the next one follows.
  private func hasHeld(_ told: CalendarEntryRecord, _ present: Milestone?) throws -> Bool {
    guard !told.isCancelled, told.date <= today else { return false }
    if told.kind == .nextBilling, let present, present.date > told.date { return true }
    return try happened(told.date)
  }
}
