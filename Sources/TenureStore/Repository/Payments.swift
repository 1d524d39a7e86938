import TenureDomain
import TenureEngine

extension SQLTransaction {
  func payment(_ id: PaymentID, of account: AccountID) throws -> PaymentRecord? {
    try record(PaymentRow.find, [.id(account), .id(id)], of: "payments", PaymentRow.read)
  }

  func payments(
    _ filter: PaymentFilter, _ page: PageRequest<PaymentPlace>
  ) throws -> [PaymentRecord] {
    let (statement, values) = PaymentRow.list(filter, page)
    return try records(statement, values, of: "payments", PaymentRow.read)
  }

  func openPayments(
    of subscription: SubscriptionID, of account: AccountID
  ) throws -> [PaymentRecord] {
    try records(
      PaymentRow.open, [.id(account), .id(subscription)], of: "payments", PaymentRow.read)
  }

  func paymentsToCollect(by now: Timestamp, atMost count: Int) throws -> [PaymentRecord] {
    try records(
      PaymentRow.toCollect, [.instant(now), .integer(count)], of: "payments", PaymentRow.read)
  }

  func insert(_ payment: PaymentRecord) throws {
    try run(PaymentRow.insert, PaymentRow.fixedValues(payment) + PaymentRow.values(payment))
  }

  func update(_ payment: PaymentRecord) throws {
    try run(
      PaymentRow.update, [.id(payment.account), .id(payment.id)] + PaymentRow.values(payment))
  }

  func voidPayments(
    of subscription: SubscriptionID, of account: AccountID, at now: Timestamp
  ) throws -> [PaymentRecord] {
    try records(
      PaymentRow.void, [.id(account), .id(subscription), .instant(now)], of: "payments",
      PaymentRow.read)
  }

  func redeemedKey(hash: [UInt8]) throws -> RedeemedKey? {
    try record(PaymentRow.findKey, [.bytes(hash)], of: "product_keys", PaymentRow.readKey)
  }

  func redeemedKeys(
    of account: AccountID, _ page: PageRequest<[UInt8]>
  ) throws -> [RedeemedKey] {
    try records(
      PaymentRow.keys, [.id(account), .bytes(page.after ?? []), .integer(page.limit)],
      of: "product_keys", PaymentRow.readKey)
  }

  func insert(_ key: RedeemedKey) throws {
    try run(
      PaymentRow.insertKey,
      [.id(key.account), .bytes(key.hash), .id(key.subscription), .instant(key.at)])
  }
}

/// The columns of a payment and the statements about payments.
enum PaymentRow {
  static func read(_ row: inout RowReader) throws -> PaymentRecord {
    let (account, id): (AccountID, PaymentID) = (try row.id(), try row.id())
    let (subscription, at): (SubscriptionID, Timestamp) = (try row.id(), try row.instant())
    var payment = PaymentRecord(
      account: account, id: id, subscription: subscription, at: at, amount: try row.money(),
      reason: try row.word(PaymentRecord.Reason.self), cycle: try cycle(&row),
      receipt: try row.optionalID())
    payment.version = try row.integer()
    payment.charge = try row.optionalID()
    payment.state = try row.word(PaymentRecord.State.self)
    payment.attempts = Int(try row.integer())
    payment.asked = try row.optionalInstant()
    payment.nextAttempt = try row.optionalInstant()
    payment.failedAt = try row.optionalInstant()
    payment.settledAt = try row.optionalInstant()
    payment.settlement = try row.optionalID()
    return payment
  }

  private static func cycle(_ row: inout RowReader) throws -> Term? {
    let (start, end) = (try row.optionalDate(), try row.optionalDate())
    guard let start, let end else { return nil }
    guard let cycle = Term(start: start, end: end) else {
      throw row.unreadable("holds a cycle that ends before it starts")
    }
    return cycle
  }

  /// The key, then what never changes.
  static func fixedValues(_ payment: PaymentRecord) -> [SQLValue] {
    [
      .id(payment.account), .id(payment.id), .id(payment.subscription), .instant(payment.at),
      .integer(payment.amount.minorUnits), .text(payment.amount.currency.code),
      .word(payment.reason), .date(payment.cycle?.start), .date(payment.cycle?.end),
      .id(payment.receipt),
    ]
  }

  /// What changes.
  static func values(_ payment: PaymentRecord) -> [SQLValue] {
    [
      .integer(payment.version), .id(payment.charge), .word(payment.state),
      .integer(payment.attempts), .instant(payment.asked), .instant(payment.nextAttempt),
      .instant(payment.failedAt), .instant(payment.settledAt), .id(payment.settlement),
    ]
  }

  private static let fixed = [
    "account", "id", "subscription", "at", "amount", "currency", "reason", "cycle_start",
    "cycle_end", "receipt",
  ]
  private static let changing = [
    "version", "charge", "state", "attempts", "asked", "next_attempt", "failed_at", "settled_at",
    "settlement",
  ]
  private static let names = fixed + changing
  private static let columns = names.joined(separator: ", ")
  private static let select = "SELECT \(columns) FROM payments"

  static let find = Statement("\(select) WHERE account = ?1 AND id = ?2")

  static let open = Statement(
    """
    \(select) WHERE account = ?1 AND subscription = ?2
      AND state IN ('due', 'failed', 'charged-back')
    ORDER BY id
    """)

  static let toCollect = Statement(
    """
    \(select) p WHERE next_attempt <= ?1 AND EXISTS (
      SELECT 1 FROM accounts a WHERE a.id = p.account AND a.clock IS NULL)
    ORDER BY next_attempt, account, id LIMIT ?2
    """)

  static let insert = Statement(
    """
    INSERT INTO payments (\(columns))
    VALUES (\((1...names.count).map { "?\($0)" }.joined(separator: ", ")))
    """)

  private static let assignments = changing.enumerated().map { "\($1) = ?\($0 + 3)" }
    .joined(separator: ", ")

  static let update = Statement(
    """
    UPDATE payments SET \(assignments)
    WHERE account = ?1 AND id = ?2 AND version = ?3 - 1
    """)

  static let void = Statement(
    """
    UPDATE payments SET state = 'voided', version = version + 1, asked = NULL,
      next_attempt = NULL, settled_at = ?3
    WHERE account = ?1 AND subscription = ?2 AND state IN ('due', 'failed')
    RETURNING \(columns)
    """)

  static func readKey(_ row: inout RowReader) throws -> RedeemedKey {
    RedeemedKey(
      account: try row.id(), hash: try row.bytes(), subscription: try row.id(),
      at: try row.instant())
  }

  private static let selectKey = "SELECT account, hash, subscription, at FROM product_keys"

  static let findKey = Statement("\(selectKey) WHERE hash = ?1")

  static let keys = Statement(
    "\(selectKey) WHERE account = ?1 AND hash > ?2 ORDER BY hash LIMIT ?3")

  static let insertKey = Statement(
    "INSERT INTO product_keys (account, hash, subscription, at) VALUES (?1, ?2, ?3, ?4)")

  /// Each combination of conditions is a text of its own, so that each finds its index.
  static func list(
    _ filter: PaymentFilter, _ page: PageRequest<PaymentPlace>
  ) -> (Statement, [SQLValue]) {
    var conditions: [String] = []
    var values: [SQLValue] = [.integer(page.limit)]
    func bind(_ value: SQLValue) -> String {
      values.append(value)
      return "?\(values.count)"
    }
    if let state = filter.state { conditions.append("state = \(bind(.word(state)))") }
    if let account = filter.account { conditions.append("account = \(bind(.id(account)))") }
    if let after = page.after {
      let place = "(\(bind(.id(after.account))), \(bind(.id(after.payment))))"
      conditions.append("(account, id) > \(place)")
    }
    let condition = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return (Statement("\(select)\(condition) ORDER BY account, id LIMIT ?1"), values)
  }
}
