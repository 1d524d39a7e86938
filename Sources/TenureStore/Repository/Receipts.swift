import TenureDomain
import TenureEngine

extension SQLTransaction {
  func receipt(_ id: ReceiptID) throws -> ReceiptRecord? {
    try record(ReceiptRow.find, [.id(id)], of: "receipts", ReceiptRow.read)
  }

  func receipts(
    of account: AccountID, _ page: PageRequest<ReceiptID>
  ) throws -> [ReceiptRecord] {
    try records(
      ReceiptRow.list, [.id(account), .text(page.after?.text ?? ""), .integer(page.limit)],
      of: "receipts", ReceiptRow.read)
  }

  func insert(_ receipt: ReceiptRecord) throws {
    try run(
      ReceiptRow.insert,
      [
        .id(receipt.account), .id(receipt.id), .id(receipt.subscription), .instant(receipt.at),
        .text(receipt.key), .bytes(receipt.payload), .bytes(receipt.signature),
      ])
  }

  func outbox(_ page: PageRequest<MessageID>) throws -> [OutboxRecord] {
    try records(
      OutboxRow.list, [.text(page.after?.text ?? ""), .integer(page.limit)], of: "outbox",
      OutboxRow.read)
  }

  func insert(_ message: OutboxRecord) throws {
    try run(
      OutboxRow.insert,
      [
        .id(message.account), .id(message.id), .id(message.subscription), .id(message.receipt),
        .instant(message.at), .text(message.subject), .word(message.recipient),
      ])
  }
}

/// The columns of a receipt and the statements about receipts.
enum ReceiptRow {
  static func read(_ row: inout RowReader) throws -> ReceiptRecord {
    ReceiptRecord(
      id: try row.id(), account: try row.id(), subscription: try row.optionalID(),
      at: try row.instant(), key: try row.text(), payload: try row.bytes(),
      signature: try row.bytes())
  }

  private static let select =
    "SELECT id, account, subscription, at, signing_key, payload, signature FROM receipts"

  static let find = Statement("\(select) WHERE id = ?1")

  static let list = Statement("\(select) WHERE account = ?1 AND id > ?2 ORDER BY id LIMIT ?3")

  static let insert = Statement(
    """
    INSERT INTO receipts (account, id, subscription, at, signing_key, payload, signature)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """)
}

/// The columns of a message and the statements about the outbox.
enum OutboxRow {
  static func read(_ row: inout RowReader) throws -> OutboxRecord {
    OutboxRecord(
      account: try row.id(), id: try row.id(), subscription: try row.optionalID(),
      receipt: try row.optionalID(), at: try row.instant(), subject: try row.text(),
      recipient: try row.word(Role.self))
  }

  static let list = Statement(
    """
    SELECT account, id, subscription, receipt, at, subject, recipient
    FROM outbox WHERE id > ?1 ORDER BY id LIMIT ?2
    """)

  static let insert = Statement(
    """
    INSERT INTO outbox (account, id, subscription, receipt, at, subject, recipient)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """)
}
