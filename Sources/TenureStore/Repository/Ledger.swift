import TenureDomain
import TenureEngine

extension SQLTransaction {
  func ledger(of account: AccountID, _ page: PageRequest<EntryID>) throws -> [LedgerRecord] {
    try EntryRow.entries(
      session.rows(
        EntryRow.list,
        [.id(account), .text(page.after?.text ?? ""), .integer(page.limit)]))
  }

  func entry(_ id: EntryID, of account: AccountID) throws -> LedgerRecord? {
    try EntryRow.entries(session.rows(EntryRow.find, [.id(account), .id(id)])).first
  }

  func insert(_ entry: LedgerRecord) throws {
    try run(
      EntryRow.insert,
      [
        .id(entry.account), .id(entry.id), .instant(entry.at), .word(entry.entry.kind),
        .id(entry.subscription), .id(entry.receipt), .id(entry.reverses),
      ])
    for (position, posting) in entry.entry.postings.enumerated() {
      try run(
        EntryRow.insertPosting,
        [
          .id(entry.account), .id(entry.id), .integer(position), .word(posting.source),
          .word(posting.destination), .integer(posting.amount.minorUnits),
          .text(posting.amount.currency.code),
        ])
    }
  }
}

/// The columns of an entry and the statements about the ledger.
enum EntryRow {
  /// Entries from rows that repeat each entry for each posting, in order.
  static func entries(_ rows: [SQLRow]) throws -> [LedgerRecord] {
    var entries: [LedgerRecord] = []
    for row in rows {
      var reader = RowReader(row, of: "entries")
      let account: AccountID = try reader.id()
      let id: EntryID = try reader.id()
      let at = try reader.instant()
      let kind = try reader.word(LedgerEntry.Kind.self)
      let subscription: SubscriptionID? = try reader.optionalID()
      let receipt: ReceiptID? = try reader.optionalID()
      let reverses: EntryID? = try reader.optionalID()
      var postings: [Posting] = []
      if let last = entries.last, last.id == id { postings = entries.removeLast().entry.postings }
      if let posting = try posting(&reader) { postings.append(posting) }
      entries.append(
        LedgerRecord(
          account: account, id: id, at: at, subscription: subscription, receipt: receipt,
          reverses: reverses, entry: LedgerEntry(kind: kind, postings: postings)))
    }
    return entries
  }

  private static func posting(_ row: inout RowReader) throws -> Posting? {
    let source = try row.optionalWord(LedgerAccount.self)
    let destination = try row.optionalWord(LedgerAccount.self)
    guard let source, let destination else { return nil }
    let amount = try row.money()
    guard amount.minorUnits >= 0 else { throw row.unreadable("holds a negative posting") }
    return Posting(source: source, destination: destination, amount: amount)
  }

  static let list = Statement(
    """
    SELECT e.account, e.id, e.at, e.kind, e.subscription, e.receipt, e.reverses,
      p.source, p.destination, p.amount, p.currency
    FROM (SELECT * FROM entries WHERE account = ?1 AND id > ?2 ORDER BY id LIMIT ?3) e
    LEFT JOIN postings p ON p.account = e.account AND p.entry = e.id
    ORDER BY e.id, p.position
    """)

  static let find = Statement(
    """
    SELECT e.account, e.id, e.at, e.kind, e.subscription, e.receipt, e.reverses,
      p.source, p.destination, p.amount, p.currency
    FROM entries e LEFT JOIN postings p ON p.account = e.account AND p.entry = e.id
    WHERE e.account = ?1 AND e.id = ?2 ORDER BY p.position
    """)

  static let insert = Statement(
    """
    INSERT INTO entries (account, id, at, kind, subscription, receipt, reverses)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """)

  static let insertPosting = Statement(
    """
    INSERT INTO postings (account, entry, position, source, destination, amount, currency)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """)
}
