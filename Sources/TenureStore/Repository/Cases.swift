import TenureDomain
import TenureEngine

extension SQLTransaction {
  func supportCase(_ id: CaseID, of account: AccountID) throws -> CaseRecord? {
    try record(CaseRow.find, [.id(account), .id(id)], of: "cases", CaseRow.read)
  }

  func cases(_ filter: CaseFilter, _ page: PageRequest<CaseID>) throws -> [CaseRecord] {
    let query = CaseRow.list(filter, page)
    return try records(query.statement, query.values, of: "cases", CaseRow.read)
  }

  func insert(_ record: CaseRecord) throws {
    try run(CaseRow.insert, CaseRow.values(record))
  }

  func update(_ record: CaseRecord) throws {
    try run(
      CaseRow.update,
      [
        .id(record.account), .id(record.id), .integer(record.version), .word(record.state),
        .instant(record.done), .text(record.doneBy), .text(record.outcome),
      ])
  }

  func eraseCases(of person: PersonID, in account: AccountID, unnamed: Bool) throws {
    try session.run(CaseRow.erase, [.id(account), .id(person)], expecting: nil)
    if unnamed { try session.run(CaseRow.eraseUnnamed, [.id(account)], expecting: nil) }
  }
}

/// The columns of a case and the statements about cases.
enum CaseRow {
  static func read(_ row: inout RowReader) throws -> CaseRecord {
    let (account, id): (AccountID, CaseID) = (try row.id(), try row.id())
    let version = try row.integer()
    var record = CaseRecord(
      account: account, id: id, person: try row.optionalID(), subscription: try row.optionalID(),
      kind: try row.word(CaseKind.self), phone: try row.optionalText(), language: try row.text(),
      bestTime: try row.optionalText(), note: try row.optionalText(),
      act: try row.optionalWord(ActKind.self), openedBy: try row.text(),
      created: try row.instant())
    record.version = version
    record.state = try row.word(CaseState.self)
    record.done = try row.optionalInstant()
    record.doneBy = try row.optionalText()
    record.outcome = try row.optionalText()
    return record
  }

  static func values(_ record: CaseRecord) -> [SQLValue] {
    [
      .id(record.account), .id(record.id), .integer(record.version), .id(record.person),
      .id(record.subscription), .word(record.kind), .text(record.phone), .text(record.language),
      .text(record.bestTime), .text(record.note), .word(record.act), .text(record.openedBy),
      .instant(record.created), .word(record.state), .instant(record.done),
      .text(record.doneBy), .text(record.outcome),
    ]
  }

  private static let columns = """
    account, id, version, person, subscription, kind, phone, language, best_time, note, act, \
    opened_by, created, state, done, done_by, outcome
    """

  private static let select = "SELECT \(columns) FROM cases"

  static let find = Statement("\(select) WHERE account = ?1 AND id = ?2")

  static let insert = Statement(
    """
    INSERT INTO cases (\(columns))
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
    """)

  static let update = Statement(
    """
    UPDATE cases SET version = ?3, state = ?4, done = ?5, done_by = ?6, outcome = ?7
    WHERE account = ?1 AND id = ?2 AND version = ?3 - 1
    """)

  private static let forget = """
    UPDATE cases SET version = version + 1, phone = NULL, best_time = NULL, note = NULL,
      outcome = NULL
    """

  static let erase = Statement("\(forget) WHERE account = ?1 AND person = ?2")

  static let eraseUnnamed = Statement("\(forget) WHERE account = ?1 AND person IS NULL")

  /// Each combination of conditions is a text of its own, so that each finds its index.
  static func list(
    _ filter: CaseFilter, _ page: PageRequest<CaseID>
  ) -> (statement: Statement, values: [SQLValue]) {
    // No id comes before the empty text, and none after a tilde.
    let start = page.after?.text ?? (filter.isNewestFirst ? "~" : "")
    var values: [SQLValue] = [.text(start), .integer(page.limit)]
    var conditions = [filter.isNewestFirst ? "id < ?1" : "id > ?1"]
    func add(_ column: String, _ value: SQLValue) {
      values.append(value)
      conditions.append("\(column) = ?\(values.count)")
    }
    if let account = filter.account { add("account", .id(account)) }
    if let person = filter.person { add("person", .id(person)) }
    if let state = filter.state { add("state", .word(state)) }
    let order = filter.isNewestFirst ? "id DESC" : "id"
    let text = "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?2"
    return (Statement(text), values)
  }
}
