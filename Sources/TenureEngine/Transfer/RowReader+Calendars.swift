import TenureDomain
import TenurePolicy

extension RowReader {
  func feed(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "id", "hash", "label", "createdBy", "created"],
        optional: ["language", "revoked"]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Feed.self),
      let hash = hexadecimal(members["hash"], bytes: 32),
      let label = members["label"].flatMap(reader.text),
      let createdBy = members["createdBy"].flatMap(reader.text),
      let created = instant(members["created"])
    else { return nil }
    return .feed(
      FeedRecord(
        account: account, id: id, hash: hash, label: label,
        language: members["language"].flatMap(reader.text), createdBy: createdBy,
        created: created, revoked: instant(members["revoked"])))
  }

  func calendarEntry(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node,
        required: [
          "account", "subscription", "kind", "ordinal", "date", "sequence", "cancelled", "passed",
          "modified",
        ]),
      let account = identifier(members["account"], Named.Account.self),
      let subscription = identifier(members["subscription"], Named.Subscription.self),
      let kind = members["kind"].flatMap({ reader.word($0, MilestoneKind.self) }),
      let ordinal = members["ordinal"].flatMap({ reader.integer($0, in: 1...Int.max) }),
      let date = date(members["date"]),
      let sequence = members["sequence"].flatMap({ reader.integer($0, in: 0...Int.max) }),
      let isCancelled = members["cancelled"].flatMap(reader.boolean),
      let hasPassed = members["passed"].flatMap(reader.boolean),
      let modified = instant(members["modified"])
    else { return nil }
    return .calendarEntry(
      CalendarEntryRecord(
        account: account, subscription: subscription, kind: kind, ordinal: ordinal, date: date,
        sequence: sequence, isCancelled: isCancelled, hasPassed: hasPassed, modified: modified))
  }
}
