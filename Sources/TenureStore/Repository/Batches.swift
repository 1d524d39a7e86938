import TenureDomain
import TenureEngine

extension SQLTransaction {
  func batch(_ id: BatchID, of account: AccountID) throws -> BatchRecord? {
    try record(BatchRow.find, [.id(account), .id(id)], of: "batches", BatchRow.read)
  }

  func unfinishedBatches() throws -> [BatchRecord] {
    try records(BatchRow.unfinished, [], of: "batches", BatchRow.read)
  }

  func batchItems(
    of batch: BatchID, of account: AccountID, waiting: Bool, _ page: PageRequest<Int>
  ) throws -> [BatchItemRecord] {
    try records(
      waiting ? BatchRow.waitingItems : BatchRow.items,
      [.id(account), .id(batch), .integer(page.after ?? -1), .integer(page.limit)],
      of: "batch_items", BatchRow.readItem)
  }

  func insert(_ batch: BatchRecord, items: [SubscriptionID]) throws {
    try run(
      BatchRow.insert,
      [
        .id(batch.account), .id(batch.id), .instant(batch.created), .bytes(batch.request),
        .integer(batch.total), .integer(batch.done),
      ])
    for (position, subscription) in items.enumerated() {
      try run(
        BatchRow.insertItem,
        [.id(batch.account), .id(batch.id), .integer(position), .id(subscription)])
    }
  }

  func finish(_ item: BatchItemRecord, of batch: BatchID, of account: AccountID) throws {
    try run(
      BatchRow.finish,
      [
        .id(account), .id(batch), .integer(item.position), .text(item.outcome),
        .id(item.receipt),
      ])
    try run(BatchRow.countFinished, [.id(account), .id(batch)])
  }
}

/// The columns of a batch and the statements about batches and their items.
enum BatchRow {
  static func read(_ row: inout RowReader) throws -> BatchRecord {
    BatchRecord(
      account: try row.id(), id: try row.id(), created: try row.instant(),
      request: try row.bytes(), total: Int(try row.integer()), done: Int(try row.integer()))
  }

  static func readItem(_ row: inout RowReader) throws -> BatchItemRecord {
    BatchItemRecord(
      position: Int(try row.integer()), subscription: try row.id(),
      outcome: try row.optionalText(), receipt: try row.optionalID())
  }

  private static let select = "SELECT account, id, created, request, total, done FROM batches"

  static let find = Statement("\(select) WHERE account = ?1 AND id = ?2")

  static let unfinished = Statement(
    "\(select) WHERE done < total ORDER BY created, account, id")

  static let insert = Statement(
    """
    INSERT INTO batches (account, id, created, request, total, done)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    """)

  static let insertItem = Statement(
    "INSERT INTO batch_items (account, batch, position, subscription) VALUES (?1, ?2, ?3, ?4)")

  private static let selectItems = """
    SELECT position, subscription, outcome, receipt FROM batch_items
    WHERE account = ?1 AND batch = ?2 AND position > ?3
    """

  static let items = Statement("\(selectItems) ORDER BY position LIMIT ?4")

  static let waitingItems = Statement(
    "\(selectItems) AND outcome IS NULL ORDER BY position LIMIT ?4")

  /// An item gets one result only.
  static let finish = Statement(
    """
    UPDATE batch_items SET outcome = ?4, receipt = ?5
    WHERE account = ?1 AND batch = ?2 AND position = ?3 AND outcome IS NULL
    """)

  static let countFinished = Statement(
    "UPDATE batches SET done = done + 1 WHERE account = ?1 AND id = ?2")
}
