import TenureDomain
import TenureEngine

extension SQLTransaction {
  func events(
    of account: AccountID, subscription: SubscriptionID?, _ page: PageRequest<Int64>
  ) throws -> [EventRecord] {
    var values: [SQLValue] = [.id(account), .integer(page.after ?? 0), .integer(page.limit)]
    if let subscription { values.append(.id(subscription)) }
    let statement = subscription == nil ? EventRow.list : EventRow.listOfSubscription
    return try records(statement, values, of: "events", EventRow.read)
  }

  func chainHead(of account: AccountID) throws -> ChainHead {
    try record(ChainRow.head.plain, [.id(account)], of: "chains", ChainRow.read) ?? .beginning
  }

  func append(_ event: EventRecord) throws {
    try run(
      ChainRow.advance, [.id(event.account), .integer(event.sequence), .bytes(event.hash)])
    try run(
      EventRow.insert,
      [
        .id(event.account), .integer(event.sequence), .instant(event.at),
        .id(event.subscription), .text(event.type), .bytes(event.body), .bytes(event.hash),
      ])
    guard let personal = event.personal else { return }
    try run(
      EventRow.insertPersonal,
      [
        .id(event.account), .integer(event.sequence), .id(personal.person),
        .bytes(personal.salt), .bytes(personal.data),
      ])
  }

  func erasePersonalParts(of person: PersonID, of account: AccountID) throws {
    try session.run(EventRow.erase, [.id(account), .id(person)], expecting: nil)
  }
}

extension ChainHead {
  /// Where every history begins.
  static let beginning = ChainHead(sequence: 0, hash: [UInt8](repeating: 0, count: 32))
}

/// The statements about the end of an account's history.
enum ChainRow {
  static func read(_ row: inout RowReader) throws -> ChainHead {
    ChainHead(sequence: try row.integer(), hash: try row.bytes())
  }

  static let head = LockingStatement("SELECT sequence, hash FROM chains WHERE account = ?1")

  static let begin = Statement("INSERT INTO chains (account, sequence, hash) VALUES (?1, 0, ?2)")

  static let advance = Statement(
    "UPDATE chains SET sequence = ?2, hash = ?3 WHERE account = ?1 AND sequence = ?2 - 1")
}

/// The columns of an event and the statements about events.
enum EventRow {
  static func read(_ row: inout RowReader) throws -> EventRecord {
    EventRecord(
      account: try row.id(), sequence: try row.integer(), at: try row.instant(),
      subscription: try row.optionalID(), type: try row.text(), body: try row.bytes(),
      hash: try row.bytes(), personal: try personal(&row))
  }

  private static func personal(_ row: inout RowReader) throws -> EventRecord.PersonalPart? {
    let person: PersonID? = try row.optionalID()
    guard let salt = try row.optionalBytes(), let data = try row.optionalBytes() else {
      return nil
    }
    return EventRecord.PersonalPart(person: person, salt: salt, data: data)
  }

  static let select = """
    SELECT e.account, e.sequence, e.at, e.subscription, e.type, e.body, e.hash,
      p.person, p.salt, p.data
    FROM events e
    LEFT JOIN event_personal p ON p.account = e.account AND p.sequence = e.sequence
    """

  static let list = Statement(
    "\(select) WHERE e.account = ?1 AND e.sequence > ?2 ORDER BY e.sequence LIMIT ?3")

  static let listOfSubscription = Statement(
    """
    \(select) WHERE e.account = ?1 AND e.subscription = ?4 AND e.sequence > ?2
    ORDER BY e.sequence LIMIT ?3
    """)

  static let insert = Statement(
    """
    INSERT INTO events (account, sequence, at, subscription, type, body, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """)

  static let insertPersonal = Statement(
    """
    INSERT INTO event_personal (account, sequence, person, salt, data)
    VALUES (?1, ?2, ?3, ?4, ?5)
    """)

  static let erase = Statement("DELETE FROM event_personal WHERE account = ?1 AND person = ?2")
}
