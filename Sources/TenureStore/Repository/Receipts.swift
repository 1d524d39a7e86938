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

  func messages(
    of account: AccountID, _ page: PageRequest<MessageID>
  ) throws -> [OutboxRecord] {
    try records(
      OutboxRow.listOfAccount,
      [.id(account), .text(page.after?.text ?? ""), .integer(page.limit)], of: "outbox",
      OutboxRow.read)
  }

  func insert(_ message: OutboxRecord) throws {
    try run(
      OutboxRow.insert,
      [
        .id(message.account), .id(message.id), .id(message.subscription), .id(message.receipt),
        .instant(message.at), .text(message.kind.text), .word(message.recipient),
        .id(message.person), .text(message.language), .text(message.title), .text(message.body),
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
      receipt: try row.optionalID(), at: try row.instant(),
      kind: NoticeKind(stored: try row.text()),
      recipient: try row.word(Role.self), person: try row.optionalID(), language: try row.text(),
      title: try row.text(), body: try row.text())
  }

  static let columns =
    """
    account, id, subscription, receipt, at, kind, recipient, person, language, title, body
    """

  static let list = Statement("SELECT \(columns) FROM outbox WHERE id > ?1 ORDER BY id LIMIT ?2")

  static let listOfAccount = Statement(
    "SELECT \(columns) FROM outbox WHERE account = ?1 AND id > ?2 ORDER BY id LIMIT ?3")

  static let insert = Statement(
    """
    INSERT INTO outbox (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    """)
}
