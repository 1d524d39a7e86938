import TenureDomain
import TenurePolicy

/// An account's calendar as a feed gives it.
public struct FeedText: Sendable {
  /// In iCalendar (RFC 5545).
  public let text: String
  /// Differs whenever the text does.
  public let tag: String
}

extension Engine {
  /// The most dates that a feed shows: those nearest to today.
  static let mostFeedEvents = 5_000
  /// Hours after which calendar programs should read a feed again.
  static let feedHours = 6
  /// Subscriptions that are looked at in one transaction.
  private static let feedPage = 200

  /// The dates of all subscriptions of an account, for whoever has the secret address. What is told
  /// for the first time, has moved or no longer holds is remembered.
  ///
  /// - Throws: `EngineError.notFound` if there is no such feed, if it was revoked, or if the person
  ///   who asked for it was erased.
  public func readFeed(_ secret: String) async throws -> FeedText {
    let wall = clock.now()
    let (feed, account) = try await store.read { tx in
      guard let feed = try tx.feed(hash: Credential.hash(secret)), feed.revoked == nil,
        let account = try tx.account(feed.account), try tx.isStillTrusted(feed)
      else { throw EngineError.notFound("feed") }
      return (feed, account)
    }
    let say = shelf.localizer(for: feed.language ?? account.language)
    var events: [CalendarEvent] = []
    var place: SubscriptionPlace?
    repeat {
      let page = try await feedPage(of: account, after: place, at: wall, say)
      events = nearest(events + page.events, to: account.time(wall))
      place = page.next
    } while place != nil
    events.sort { ($0.date, $0.uid) < ($1.date, $1.uid) }
    let text = CalendarText(events, title: account.name, refresh: Self.feedHours, say: say).text
    let digest = Hash.sha256(Array(text.utf8))
    return FeedText(text: text, tag: Hexadecimal.text(Array(digest.prefix(16))))
  }

  private func nearest(_ events: [CalendarEvent], to now: Timestamp) -> [CalendarEvent] {
    guard events.count > Self.mostFeedEvents else { return events }
    let today = ZoneRules.utc.localDate(of: now).dayNumber
    let sorted = events.sorted {
      (abs($0.date.dayNumber - today), $0.uid) < (abs($1.date.dayNumber - today), $1.uid)
    }
    return Array(sorted.prefix(Self.mostFeedEvents))
  }

  private struct FeedPage: Sendable {
    let events: [CalendarEvent]
    let hasChanges: Bool
    let next: SubscriptionPlace?
  }

  /// The events of some subscriptions. It writes only if there is something new to tell.
  private func feedPage(
    of account: AccountRecord, after place: SubscriptionPlace?, at wall: Timestamp,
    _ say: Localizer
  ) async throws -> FeedPage {
    let seen = try await store.read { [self] tx in
      try feedPage(account, place, wall, say, tx).page
    }
    guard seen.hasChanges else { return seen }
    return try await store.write { [self] tx in
      let opening = try tx.open(nil, account: account.id, subscription: nil)
      guard let present = opening.account else { throw EngineError.notFound("feed") }
      let (page, changes) = try feedPage(present, place, wall, say, tx)
      for change in changes { try tx.put(change) }
      return page
    }
  }

  private func feedPage(
    _ account: AccountRecord, _ place: SubscriptionPlace?, _ wall: Timestamp, _ say: Localizer,
    _ tx: any StoreReader
  ) throws -> (page: FeedPage, changes: [CalendarEntryRecord]) {
    let now = account.time(wall)
    let records = try tx.subscriptions(
      SubscriptionFilter(account: account.id, now: now),
      PageRequest(after: place, limit: Self.feedPage))
    var calendar = CalendarPage(engine: self, account: account, now: now, say: say)
    try calendar.add(records, tx)
    let next = records.count < Self.feedPage ? nil : records.last
    let page = FeedPage(
      events: calendar.events, hasChanges: !calendar.changes.isEmpty,
      next: next.map { SubscriptionPlace(account: account.id, subscription: $0.id) })
    return (page, calendar.changes)
  }
}

extension StoreReader {
  /// Whether the person who asked for a feed is still there; a program's key may have gone since.
  fileprivate func isStillTrusted(_ feed: FeedRecord) throws -> Bool {
    let parts = feed.createdBy.split(separator: "/").map(String.init)
    guard parts.count == 2, let account = AccountID(parts[0]), let id = PersonID(parts[1]) else {
      return true
    }
    guard let person = try person(id, of: account) else { return false }
    return person.erased == nil
  }
}
