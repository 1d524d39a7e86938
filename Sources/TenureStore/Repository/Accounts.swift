import Foundation
import TenureDomain
import TenureEngine

extension SQLTransaction {
  func account(_ id: AccountID) throws -> AccountRecord? {
    try record(AccountRow.find.plain, [.id(id)], of: "accounts", AccountRow.read)
  }

  func accounts(
    _ search: AccountSearch, _ page: PageRequest<AccountID>
  ) throws -> [AccountRecord] {
    var values: [SQLValue] = [.text(page.after?.text ?? ""), .integer(page.limit)]
    if let name = search.name {
      let key = AccountRow.key(of: name)
      // Every name that begins so sorts below the last character there is.
      values += [.text(key), .text(key + "\u{10FFFF}")]
    }
    if let domain = search.domain { values.append(.text(domain.lowercased())) }
    if let email = search.email { values.append(.text(email.lowercased())) }
    if let text = search.text { values += AccountRow.bounds(text) }
    return try records(AccountRow.list(search), values, of: "accounts", AccountRow.read)
  }

  func insert(_ account: AccountRecord) throws {
    try run(AccountRow.insert, AccountRow.values(account) + [.instant(account.created)])
    try run(ChainRow.begin, [.id(account.id), .bytes(ChainHead.beginning.hash)])
  }

  func update(_ account: AccountRecord) throws {
    try run(AccountRow.update, AccountRow.values(account))
  }

  func domains(of account: AccountID) throws -> [String] {
    try records(AccountRow.domains, [.id(account)], of: "domains") { try $0.text() }
  }

  func insert(domain: String, of account: AccountID) throws {
    try run(AccountRow.insertDomain, [.id(account), .text(domain)])
  }

  func remove(domain: String, of account: AccountID) throws -> Bool {
    let removed = try session.rows(AccountRow.removeDomain, [.id(account), .text(domain)])
    return !removed.isEmpty
  }
}

/// The columns of an account and the statements about it.
enum AccountRow {
  static let find = LockingStatement("SELECT \(columns) FROM accounts a WHERE a.id = ?1")

  static func read(_ row: inout RowReader) throws -> AccountRecord {
    var account = AccountRecord(
      id: try row.id(), version: try row.integer(), name: try row.text(),
      kind: try row.word(AccountKind.self), family: try row.text(),
      agreement: try row.optionalWord(Agreement.self),
      program: try row.optionalWord(Program.self), segment: try row.word(Segment.self),
      country: try country(&row), cloud: try row.word(Cloud.self), timeZone: try row.text(),
      language: try row.text(), billingProfile: try row.optionalText(),
      storage: try storage(&row), created: try row.instant(), closed: try row.optionalInstant(),
      customDomains: Int(try row.integer()))
    account.clock = try row.optionalInstant()
    account.due = try row.optionalInstant()
    account.lastUsed = try row.optionalInstant()
    account.inactivityTold = try row.optionalInstant()
    account.blocked = try row.optionalInstant()
    return account
  }

  private static func country(_ row: inout RowReader) throws -> Country? {
    guard let code = try row.optionalText() else { return nil }
    guard let country = Country(code) else { throw row.unreadable("holds the country `\(code)`") }
    return country
  }

  private static func storage(_ row: inout RowReader) throws -> StorageUse? {
    let (used, mail) = (try row.optionalInteger(), try row.optionalInteger())
    return used.map { StorageUse(used: $0, mail: mail) }
  }

  /// The parameters `?1` to `?22`.
  static func values(_ account: AccountRecord) -> [SQLValue] {
    [
      .id(account.id), .integer(account.version), .text(account.name),
      .text(key(of: account.name)), .word(account.kind), .text(account.family),
      .word(account.agreement), .word(account.program), .word(account.segment),
      .text(account.country?.description), .word(account.cloud), .text(account.timeZone),
      .text(account.language), .text(account.billingProfile), .integer(account.storage?.used),
      .integer(account.storage?.mail), .instant(account.closed), .instant(account.clock),
      .instant(account.due), .instant(account.lastUsed), .instant(account.inactivityTold),
      .instant(account.blocked),
    ]
  }

  /// What a name is found by: in lower case, and an accented letter always written in one way.
  static func key(of name: String) -> String {
    let isPlain = name.utf8.allSatisfy { $0 < 128 }
    return isPlain
      ? name.lowercased() : name.precomposedStringWithCanonicalMapping.lowercased()
  }

  /// The accounts after `?1`, at most `?2`, that a search finds; what it searches for follows.
  static func list(_ search: AccountSearch) -> Statement {
    var text = "SELECT \(columns) FROM accounts a WHERE a.id > ?1"
    var parameter = 3
    if search.name != nil {
      text +=
        " AND a.id IN (SELECT n.id FROM accounts n WHERE n.name_key >= ?3 AND n.name_key < ?4)"
      parameter = 5
    }
    if search.domain != nil {
      text += " AND a.id IN (SELECT d.account FROM domains d WHERE d.domain = ?\(parameter))"
      parameter += 1
    }
    if search.email != nil {
      text += " AND a.id IN (SELECT p.account FROM people p WHERE p.email = ?\(parameter))"
      parameter += 1
    }
    if search.text != nil { text += " AND a.id IN (\(found(from: parameter)))" }
    return Statement(text + " ORDER BY a.id LIMIT ?2")
  }

  private static let columns = """
    a.id, a.version, a.name, a.kind, a.family, a.agreement, a.program, a.segment, a.country, \
    a.cloud, a.time_zone, a.language, a.billing_profile, a.storage_used, a.storage_mail, \
    a.created, a.closed, (SELECT count(*) FROM domains d WHERE d.account = a.id), \
    a.clock, a.due, a.last_used, a.inactivity_told, a.blocked
    """

  static let insert = Statement(
    """
    INSERT INTO accounts (id, version, name, name_key, kind, family, agreement, program, segment,
      country, cloud, time_zone, language, billing_profile, storage_used, storage_mail, closed,
      clock, due, last_used, inactivity_told, blocked, created)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
      ?20, ?21, ?22, ?23)
    """)

  static let update = Statement(
    """
    UPDATE accounts SET version = ?2, name = ?3, name_key = ?4, kind = ?5, family = ?6,
      agreement = ?7, program = ?8, segment = ?9, country = ?10, cloud = ?11, time_zone = ?12,
      language = ?13, billing_profile = ?14, storage_used = ?15, storage_mail = ?16, closed = ?17,
      clock = ?18, due = ?19, last_used = ?20, inactivity_told = ?21, blocked = ?22
    WHERE id = ?1 AND version = ?2 - 1
    """)

  static let domains = Statement("SELECT domain FROM domains WHERE account = ?1 ORDER BY domain")

  static let insertDomain = Statement("INSERT INTO domains (account, domain) VALUES (?1, ?2)")

  static let removeDomain = Statement(
    "DELETE FROM domains WHERE account = ?1 AND domain = ?2 RETURNING domain")
}
