import TenureDomain

extension RowTaking {
  func take(_ record: FeedRecord) throws -> Result {
    if let stored = try tx.feeds(of: record.account).first(where: { $0.id == record.id }) {
      guard stored == record else { throw differs("the feed `\(record.id)`") }
      return .alreadyThere
    }
    _ = try account(record.account)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }

  func take(_ record: CalendarEntryRecord) throws -> Result {
    let stored = try tx.calendarEntries(of: record.subscription, of: record.account).first {
      $0.kind == record.kind && $0.ordinal == record.ordinal
    }
    if let stored {
      guard stored == record else {
        throw Fault(
          field: "ordinal",
          problem: "calendars were told something else of `\(record.kind.rawValue)` already",
          remedy: "leave the row out: programs have read what is here")
      }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription)
    if !batch.isDryRun { try tx.put(record) }
    return .taken
  }
}
