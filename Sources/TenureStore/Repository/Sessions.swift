import TenureDomain
import TenureEngine

extension SQLTransaction {
  func session(hash: [UInt8]) throws -> SessionRecord? {
    try record(SessionRow.find, [.bytes(hash)], of: "sessions", SessionRow.read)
  }

  func sessions(of person: PersonID, of account: AccountID) throws -> [SessionRecord] {
    try records(
      SessionRow.list, [.id(account), .id(person)], of: "sessions", SessionRow.read)
  }

  func sessions(of key: KeyID) throws -> [SessionRecord] {
    try records(SessionRow.listOfKey, [.id(key)], of: "key_sessions", SessionRow.read)
  }

  func insert(_ session: SessionRecord) throws {
    let values: [SQLValue] = [
      .id(session.id), .bytes(session.hash), .instant(session.created), .instant(session.expires),
      .instant(session.ended),
    ]
    switch session.subject {
    case .person(let person, let account):
      try run(SessionRow.insert, [.id(account), .id(person)] + values)
    case .key(let key):
      try run(SessionRow.insertOfKey, [.id(key)] + values)
    }
  }

  func end(_ id: SessionID, at now: Timestamp) throws {
    for statement in [SessionRow.end, SessionRow.endOfKey] {
      try session.run(statement, [.id(id), .instant(now)], expecting: nil)
    }
  }

  func endSessions(of account: AccountID, at now: Timestamp) throws {
    try session.run(SessionRow.endAll, [.id(account), .instant(now)], expecting: nil)
  }

  func endSessions(of key: KeyID, at now: Timestamp) throws {
    try session.run(SessionRow.endAllOfKey, [.id(key), .instant(now)], expecting: nil)
  }
}

/// The columns of a session and the statements about sessions: those of people, and those that
/// speak for a key, in a table of their own.
enum SessionRow {
  static func read(_ row: inout RowReader) throws -> SessionRecord {
    SessionRecord(
      id: try row.id(), hash: try row.bytes(), subject: try SignInSubject(&row),
      created: try row.instant(), expires: try row.instant(), ended: try row.optionalInstant())
  }

  private static let ofPerson = """
    SELECT id, hash, account, person, NULL, created, expires, ended FROM sessions
    """

  private static let ofKey = """
    SELECT id, hash, NULL, NULL, key, created, expires, ended FROM key_sessions
    """

  static let find = Statement("\(ofPerson) WHERE hash = ?1 UNION ALL \(ofKey) WHERE hash = ?1")

  static let list = Statement("\(ofPerson) WHERE account = ?1 AND person = ?2 ORDER BY id")

  static let listOfKey = Statement("\(ofKey) WHERE key = ?1 ORDER BY id")

  static let insert = Statement(
    """
    INSERT INTO sessions (account, person, id, hash, created, expires, ended)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """)

  static let insertOfKey = Statement(
    """
    INSERT INTO key_sessions (key, id, hash, created, expires, ended)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    """)

  static let end = Statement("UPDATE sessions SET ended = ?2 WHERE id = ?1 AND ended IS NULL")

  static let endOfKey = Statement(
    "UPDATE key_sessions SET ended = ?2 WHERE id = ?1 AND ended IS NULL")

  static let endAll = Statement(
    "UPDATE sessions SET ended = ?2 WHERE account = ?1 AND ended IS NULL")

  static let endAllOfKey = Statement(
    "UPDATE key_sessions SET ended = ?2 WHERE key = ?1 AND ended IS NULL")
}

extension SignInSubject {
  /// Reads account, person and key.
  init(_ row: inout RowReader) throws {
    let account: AccountID? = try row.optionalID()
    let person: PersonID? = try row.optionalID()
    let key: KeyID? = try row.optionalID()
    switch (account, person, key) {
    case (let account?, let person?, nil): self = .person(person, of: account)
    case (nil, nil, let key?): self = .key(key)
    default: throw row.unreadable("speaks for nobody, or for two,")
    }
  }
}
