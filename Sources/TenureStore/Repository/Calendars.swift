import TenureDomain
import TenureEngine

extension SQLTransaction {
  func feed(hash: [UInt8]) throws -> FeedRecord? {
    try record(FeedRow.find, [.bytes(hash)], of: "feeds", FeedRow.read)
  }

  func feeds(of account: AccountID) throws -> [FeedRecord] {
    try records(FeedRow.list, [.id(account)], of: "feeds", FeedRow.read)
  }

  func insert(_ feed: FeedRecord) throws {
    try run(
      FeedRow.insert,
      [
        .id(feed.account), .id(feed.id), .bytes(feed.hash), .text(feed.label),
        .text(feed.language), .text(feed.createdBy), .instant(feed.created),
        .instant(feed.revoked),
      ])
  }

  func revoke(_ feed: FeedID, of account: AccountID, at now: Timestamp) throws {
    try session.run(FeedRow.revoke, [.id(account), .id(feed), .instant(now)], expecting: nil)
  }

  func calendarEntries(
    of account: AccountID, in subscriptions: ClosedRange<SubscriptionID>, since day: CalendarDate
  ) throws -> [CalendarEntryRecord] {
    try records(
      CalendarEntryRow.list,
      [
        .id(account), .id(subscriptions.lowerBound), .id(subscriptions.upperBound), .date(day),
      ],
      of: "calendar_entries", CalendarEntryRow.read)
  }

  func put(_ entry: CalendarEntryRecord) throws {
    try run(
      CalendarEntryRow.put,
      [
        .id(entry.account), .id(entry.subscription), .word(entry.kind), .integer(entry.ordinal),
        .date(entry.date), .integer(entry.sequence), .flag(entry.isCancelled),
        .flag(entry.hasPassed), .instant(entry.modified),
      ])
  }
}

/// The columns of a feed and the statements about feeds.
enum FeedRow {
  static func read(_ row: inout RowReader) throws -> FeedRecord {
    FeedRecord(
      account: try row.id(), id: try row.id(), hash: try row.bytes(), label: try row.text(),
      language: try row.optionalText(), createdBy: try row.text(), created: try row.instant(),
      revoked: try row.optionalInstant())
  }

  private static let select =
    "SELECT account, id, hash, label, language, created_by, created, revoked FROM feeds"

  static let find = Statement("\(select) WHERE hash = ?1")

  static let list = Statement("\(select) WHERE account = ?1 ORDER BY id")

  static let insert = Statement(
    """
    INSERT INTO feeds (account, id, hash, label, language, created_by, created, revoked)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    """)

  /// The first revocation counts.
  static let revoke = Statement(
    "UPDATE feeds SET revoked = ?3 WHERE account = ?1 AND id = ?2 AND revoked IS NULL")
}

/// The columns of a calendar entry and the statements about them.
enum CalendarEntryRow {
  static func read(_ row: inout RowReader) throws -> CalendarEntryRecord {
    CalendarEntryRecord(
      account: try row.id(), subscription: try row.id(), kind: try row.word(MilestoneKind.self),
      ordinal: Int(try row.integer()), date: try row.date(), sequence: Int(try row.integer()),
      isCancelled: try row.flag(), hasPassed: try row.flag(), modified: try row.instant())
  }

  static let list = Statement(
    """
    SELECT account, subscription, kind, ordinal, date, sequence, cancelled, passed, modified
    FROM calendar_entries e
    WHERE account = ?1 AND subscription >= ?2 AND subscription <= ?3 AND (date >= ?4
      OR NOT EXISTS (SELECT 1 FROM calendar_entries l WHERE l.account = e.account
        AND l.subscription = e.subscription AND l.kind = e.kind AND l.ordinal > e.ordinal))
    ORDER BY account, subscription, kind, ordinal
    """)

  static let put = Statement(
    """
    INSERT INTO calendar_entries
      (account, subscription, kind, ordinal, date, sequence, cancelled, passed, modified)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT (account, subscription, kind, ordinal) DO UPDATE SET date = ?5, sequence = ?6,
      cancelled = ?7, passed = ?8, modified = ?9
    """)
}
