import TenureDomain
import TenureEngine

extension SQLTransaction {
  func hold(_ id: HoldID, of account: AccountID) throws -> HoldRecord? {
    try record(HoldRow.find, [.id(account), .id(id)], of: "holds", HoldRow.read)
  }

  func holds(of account: AccountID, _ page: PageRequest<HoldID>) throws -> [HoldRecord] {
    try records(
      HoldRow.list, [.id(account), .text(page.after?.text ?? ""), .integer(page.limit)],
      of: "holds", HoldRow.read)
  }

  func holdsInForce(
    of account: AccountID?, at now: Timestamp, _ page: PageRequest<HoldPlace>
  ) throws -> [HoldRecord] {
    var values: [SQLValue] = [
      .instant(now), .text(page.after?.account.text ?? ""), .text(page.after?.hold.text ?? ""),
      .integer(page.limit),
    ]
    if let account { values.append(.id(account)) }
    return try records(
      account == nil ? HoldRow.inForce : HoldRow.inForceOfAccount, values, of: "holds",
      HoldRow.read)
  }

  func insert(_ hold: HoldRecord) throws {
    try run(
      HoldRow.insert,
      [
        .id(hold.account), .id(hold.id), .text(hold.reason), .flag(hold.isLegal),
        .text(hold.placedBy), .instant(hold.placed), .instant(hold.until),
        .instant(hold.released), .text(hold.releasedBy),
      ])
  }

  func release(_ hold: HoldRecord) throws {
    try session.run(
      HoldRow.release,
      [.id(hold.account), .id(hold.id), .instant(hold.released), .text(hold.releasedBy)],
      expecting: nil)
  }
}

/// The columns of a hold and the statements about holds.
enum HoldRow {
  static func read(_ row: inout RowReader) throws -> HoldRecord {
    HoldRecord(
      account: try row.id(), id: try row.id(), reason: try row.text(), isLegal: try row.flag(),
      placedBy: try row.text(), placed: try row.instant(), until: try row.optionalInstant(),
      released: try row.optionalInstant(), releasedBy: try row.optionalText())
  }

  private static let select = """
    SELECT account, id, reason, legal, placed_by, placed, until, released, released_by FROM holds
    """

  static let find = Statement("\(select) WHERE account = ?1 AND id = ?2")

  static let list = Statement(
    "\(select) WHERE account = ?1 AND id > ?2 ORDER BY id LIMIT ?3")

  private static let open = """
    \(select) WHERE released IS NULL AND (until IS NULL OR until > ?1)
      AND (account, id) > (?2, ?3)
    """

  static let inForce = Statement("\(open) ORDER BY account, id LIMIT ?4")

  static let inForceOfAccount = Statement("\(open) AND account = ?5 ORDER BY account, id LIMIT ?4")

  static let insert = Statement(
    """
    INSERT INTO holds (
      account, id, reason, legal, placed_by, placed, until, released, released_by)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    """)

  static let release = Statement(
    """
    UPDATE holds SET released = ?3, released_by = ?4
    WHERE account = ?1 AND id = ?2 AND released IS NULL
    """)
}
