import TenureDomain
import TenureEngine

extension SQLTransaction {
  func events(
    in time: Range<Timestamp>, types: Set<String>?, _ page: PageRequest<EventPlace>
  ) throws -> [EventRecord] {
    let after = page.after
    var values: [SQLValue] = [
      .instant(time.lowerBound), .instant(time.upperBound), .integer(page.limit),
    ]
    if let after { values += [.instant(after.at), .id(after.account), .integer(after.sequence)] }
    let types = types?.sorted() ?? []
    let statement = OperationRow.events(
      typeCount: types.count, isFirst: after == nil, from: values.count)
    return try records(
      statement, values + types.map { .text($0) }, of: "events", OperationRow.event)
  }

  func firstEvent() throws -> Timestamp? {
    try record(OperationRow.firstEvent, [], of: "events") { try $0.instant() }
  }

  func events(
    of subscription: SubscriptionPlace, before end: Timestamp, _ page: PageRequest<Int64>
  ) throws -> [EventRecord] {
    try records(
      OperationRow.earlier,
      [
        .id(subscription.account), .id(subscription.subscription), .instant(end),
        .integer(page.after ?? .max), .integer(page.limit),
      ], of: "events", OperationRow.event)
  }

  func upcoming(_ page: PageRequest<DuePlace>) throws -> [SubscriptionRecord] {
    try records(
      OperationRow.upcoming,
      [
        .instant(page.after?.due ?? Timestamp(microseconds: .min)),
        .text(page.after?.account.text ?? ""), .text(page.after?.subscription.text ?? ""),
        .integer(page.limit),
      ], of: "subscriptions", SubscriptionRow.read)
  }
}

/// The statements about what an operator reads over all accounts.
enum OperationRow {
  static func event(_ row: inout RowReader) throws -> EventRecord {
    EventRecord(
      account: try row.id(), sequence: try row.integer(), at: try row.instant(),
      subscription: try row.optionalID(), type: try row.text(), body: try row.bytes(),
      hash: try row.bytes())
  }

  private static let select =
    "SELECT account, sequence, at, subscription, type, body, hash FROM events"

  /// Those from `?1` to before `?2`, at most `?3`; then the place they come after, then the types.
  ///
  /// - Parameter count: how many parameters stand before the types.
  static func events(typeCount: Int, isFirst: Bool, from count: Int) -> Statement {
    var text = "\(select) WHERE at >= ?1 AND at < ?2"
    if !isFirst { text += " AND (at, account, sequence) < (?4, ?5, ?6)" }
    if typeCount > 0 {
      let list = (1...typeCount).map { "?\(count + $0)" }.joined(separator: ", ")
      text += " AND type IN (\(list))"
    }
    return Statement(text + " ORDER BY at DESC, account DESC, sequence DESC LIMIT ?3")
  }

  static let firstEvent = Statement("SELECT at FROM events ORDER BY at LIMIT 1")

  static let earlier = Statement(
    """
    \(select) WHERE account = ?1 AND subscription = ?2 AND at < ?3 AND sequence < ?4
    ORDER BY sequence DESC LIMIT ?5
    """)

  static let upcoming = Statement(
    """
    SELECT \(SubscriptionRow.columns) FROM subscriptions
    WHERE due IS NOT NULL AND (due, account, id) > (?1, ?2, ?3)
    ORDER BY due, account, id LIMIT ?4
    """)
}
