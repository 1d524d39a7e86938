import TenureDomain
import TenureEngine

extension SQLTransaction {
  func latestEvents(
    of account: AccountID, subscription: SubscriptionID?, _ request: LatestRequest<Int64>
  ) throws -> [EventRecord] {
    var values: [SQLValue] = [
      .id(account), .integer(request.before ?? .max), .integer(request.limit),
    ]
    if let subscription { values.append(.id(subscription)) }
    let statement = subscription == nil ? EventRow.latest : EventRow.latestOfSubscription
    return try records(statement, values, of: "events", EventRow.read)
  }

  func latestEntries(
    of account: AccountID, _ request: LatestRequest<EntryID>
  ) throws -> [LedgerRecord] {
    try EntryRow.entries(
      session.rows(
        EntryRow.latest,
        [.id(account), .text(request.before?.text ?? Self.last), .integer(request.limit)]))
  }

  func latestMessages(
    of account: AccountID, _ request: LatestRequest<MessageID>
  ) throws -> [OutboxRecord] {
    try records(
      OutboxRow.latest,
      [.id(account), .text(request.before?.text ?? Self.last), .integer(request.limit)],
      of: "outbox", OutboxRow.read)
  }

  func ledgerTotals(of account: AccountID) throws -> [LedgerTotal] {
    try records(EntryRow.totals, [.id(account)], of: "entries") {
      LedgerTotal(
        kind: try $0.word(LedgerEntry.Kind.self), source: try $0.word(LedgerAccount.self),
        destination: try $0.word(LedgerAccount.self), amount: try $0.money())
    }
  }

  /// Comes after every identifier: these are made of letters, digits, `_` and `-`.
  private static let last = "~"
}

extension EventRow {
  static let latest = Statement(
    "\(select) WHERE e.account = ?1 AND e.sequence < ?2 ORDER BY e.sequence DESC LIMIT ?3")

  static let latestOfSubscription = Statement(
    """
    \(select) WHERE e.account = ?1 AND e.subscription = ?4 AND e.sequence < ?2
    ORDER BY e.sequence DESC LIMIT ?3
    """)
}

extension OutboxRow {
  static let latest = Statement(
    "SELECT \(columns) FROM outbox WHERE account = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3")
}

extension EntryRow {
  static let latest = Statement(
    """
    SELECT e.account, e.id, e.at, e.kind, e.subscription, e.receipt, e.reverses,
      p.source, p.destination, p.amount, p.currency
    FROM (SELECT * FROM entries WHERE account = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3) e
    LEFT JOIN postings p ON p.account = e.account AND p.entry = e.id
    ORDER BY e.id DESC, p.position
    """)

  static let totals = Statement(
    """
    SELECT e.kind, p.source, p.destination, CAST(SUM(p.amount) AS BIGINT), p.currency
    FROM entries e JOIN postings p ON p.account = e.account AND p.entry = e.id
    WHERE e.account = ?1
    GROUP BY e.kind, p.source, p.destination, p.currency
    ORDER BY p.currency, e.kind, p.source, p.destination
    """)
}
