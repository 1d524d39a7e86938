import TenureDomain

extension RowText {
  /// The secret itself is kept nowhere. Its hash lets an address that was given out lead here after
  /// a restore, too.
  init(_ feed: FeedRecord) {
    self.init()
    text("account", feed.account)
    text("id", feed.id)
    text("hash", Hexadecimal.text(feed.hash))
    text("label", feed.label)
    text("language", feed.language)
    text("createdBy", feed.createdBy)
    text("created", feed.created)
    text("revoked", feed.revoked)
  }

  init(_ entry: CalendarEntryRecord) {
    self.init()
    text("account", entry.account)
    text("subscription", entry.subscription)
    word("kind", entry.kind)
    number("ordinal", entry.ordinal)
    text("date", entry.date)
    number("sequence", entry.sequence)
    truth("cancelled", entry.isCancelled)
    truth("passed", entry.hasPassed)
    text("modified", entry.modified)
  }
}
