import TenureDomain
import TenurePolicy

extension Engine {
  /// What lies ahead of a subscription as a calendar (RFC 5545). Its dates have the ids that they
  /// have in the calendar of the account.
  public func calendar(
    of id: SubscriptionID, in account: AccountID, by caller: Caller, language: String? = nil
  ) async throws -> String {
    try caller.may(.readSubscriptions, in: account)
    let wall = clock.now()
    return try await store.read { [self] tx in
      let context = try tx.context(of: id, of: account)
      let now = context.account.time(wall)
      let standing = try standing(of: context, at: now)
      let say = shelf.localizer(for: language ?? standing.account.language)
      let forecast = Forecast(of: standing.subject, after: now, under: standing.edition)
      let today = standing.zone.localDate(of: now)
      let told = CalendarEntries(try tx.calendarEntries(of: account, in: id...id, since: today))
        .last
      let calendar = ForecastCalendar(
        forecast, name: CalendarPage.name(id, of: account), stamp: now,
        account: standing.subject.account, say: say
      ) { Self.told($0, told[$0.kind]) }
      let title = standing.subject.subscription.product.map { say.product($0) } ?? id.text
      return CalendarText(calendar.events, title: title, say: say).text
    }
  }

  /// What calendars know of a date: what they were told, or what they will be told next.
  private static func told(
    _ milestone: Milestone, _ entry: CalendarEntryRecord?
  ) -> ForecastCalendar.Told? {
    guard let entry else { return nil }
    if entry.hasPassed, entry.date != milestone.date {
      return ForecastCalendar.Told(ordinal: entry.ordinal + 1, sequence: 0, stamp: nil)
    }
    let isSame = entry.date == milestone.date && !entry.isCancelled
    return ForecastCalendar.Told(
      ordinal: entry.ordinal, sequence: entry.sequence + (isSame ? 0 : 1),
      stamp: isSame ? entry.modified : nil)
  }
}
