import TenureDomain
import TenureEngine

extension SQLTransaction {
  func key(_ id: KeyID) throws -> KeyRecord? {
    try record(KeyRow.find, [.id(id)], of: "keys", KeyRow.read)
  }

  func keys(_ page: PageRequest<KeyID>) throws -> [KeyRecord] {
    try records(
      KeyRow.list, [.text(page.after?.text ?? ""), .integer(page.limit)], of: "keys", KeyRow.read)
  }

  func insert(_ key: KeyRecord) throws {
    try run(
      KeyRow.insert,
      [
        .id(key.id), .bytes(key.hash), .text(key.label),
        .text(key.scopes.map(\.rawValue).joined(separator: " ")), .id(key.account),
        .word(key.role), .instant(key.created), .instant(key.revoked), .date(key.lastUsed),
      ])
  }

  func revoke(_ key: KeyID, at now: Timestamp) throws {
    try session.run(KeyRow.revoke, [.id(key), .instant(now)], expecting: nil)
  }

  func markUsed(_ key: KeyID, on day: CalendarDate) throws {
    try session.run(KeyRow.markUsed, [.id(key), .date(day)], expecting: nil)
  }
}

/// The columns of a key and the statements about keys.
enum KeyRow {
  static func read(_ row: inout RowReader) throws -> KeyRecord {
    KeyRecord(
      id: try row.id(), hash: try row.bytes(), label: try row.text(), scopes: try scopes(&row),
      account: try row.optionalID(), role: try row.optionalWord(Role.self),
      created: try row.instant(), revoked: try row.optionalInstant(),
      lastUsed: try row.optionalDate())
  }

  private static func scopes(_ row: inout RowReader) throws -> [Scope] {
    try row.text().split(separator: " ").map { word in
      guard let scope = Scope(rawValue: String(word)) else {
        throw row.unreadable("holds the scope `\(word)`")
      }
      return scope
    }
  }

  private static let select = """
    SELECT id, hash, label, scopes, account, role, created, revoked, last_used FROM keys
    """

  static let find = Statement("\(select) WHERE id = ?1")

  static let list = Statement("\(select) WHERE id > ?1 ORDER BY id LIMIT ?2")

  static let insert = Statement(
    """
    INSERT INTO keys (id, hash, label, scopes, account, role, created, revoked, last_used)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    """)

  /// The first revocation counts.
  static let revoke = Statement("UPDATE keys SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL")

  static let markUsed = Statement(
    """
    UPDATE keys SET last_used = ?2 WHERE id = ?1 AND (last_used IS NULL OR last_used < ?2)
    """)
}
