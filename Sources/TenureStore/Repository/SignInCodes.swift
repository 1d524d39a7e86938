import TenureDomain
import TenureEngine

extension SQLTransaction {
  func insert(_ code: SignInCodeRecord) throws {
    var subject: [SQLValue] =
      switch code.subject {
      case .person(let person, let account): [.id(account), .id(person), .null]
      case .key(let key): [.null, .null, .id(key)]
      }
    subject.insert(contentsOf: [.text(code.identifier), .bytes(code.hash)], at: 0)
    try run(
      SignInCodeRow.insert,
      subject + [
        .instant(code.created), .instant(code.expires), .integer(code.tries), .instant(code.used),
      ])
  }

  func tryCode(_ identifier: String, at now: Timestamp) throws -> SignInCodeRecord? {
    try record(
      SignInCodeRow.attempt,
      [.text(identifier), .instant(now), .integer(SignInCodeRecord.mostTries)],
      of: "sign_in_codes", SignInCodeRow.read)
  }

  func useCode(_ identifier: String, at now: Timestamp) throws {
    try run(SignInCodeRow.use, [.text(identifier), .instant(now)])
  }

  func removeCodes(madeBefore limit: Timestamp, atMost count: Int) throws -> Int {
    try session.rows(SignInCodeRow.remove, [.instant(limit), .integer(count)]).count
  }
}

/// The columns of a code to sign in with and the statements about such codes.
enum SignInCodeRow {
  static func read(_ row: inout RowReader) throws -> SignInCodeRecord {
    SignInCodeRecord(
      identifier: try row.text(), hash: try row.bytes(), subject: try SignInSubject(&row),
      created: try row.instant(), expires: try row.instant(), tries: Int(try row.integer()),
      used: try row.optionalInstant())
  }

  private static let columns =
    "identifier, hash, account, person, key, created, expires, tries, used"

  static let insert = Statement(
    "INSERT INTO sign_in_codes (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")

  /// Locks the row while it counts, so that tries at the same time wait for each other.
  static let attempt = Statement(
    """
    UPDATE sign_in_codes SET tries = tries + 1
    WHERE identifier = ?1 AND used IS NULL AND expires > ?2 AND tries < ?3
    RETURNING \(columns)
    """)

  static let use = Statement(
    "UPDATE sign_in_codes SET used = ?2 WHERE identifier = ?1 AND used IS NULL")

  static let remove = Statement(
    """
    DELETE FROM sign_in_codes WHERE identifier IN (
      SELECT identifier FROM sign_in_codes WHERE created < ?1 ORDER BY created LIMIT ?2)
    RETURNING 1
    """)
}
