import TenureDomain
import TenureEngine

extension SQLTransaction {
  func storage(of person: PersonID, in account: AccountID) throws -> StorageRecord? {
    try record(StorageRow.find, [.id(account), .id(person)], of: "storage", StorageRow.read)
  }

  func storage(of account: AccountID) throws -> [StorageRecord] {
    try records(StorageRow.list, [.id(account)], of: "storage", StorageRow.read)
  }

  func keep(_ storage: StorageRecord) throws {
    try run(StorageRow.keep, StorageRow.values(storage))
  }

  func forgetStorage(of person: PersonID, in account: AccountID) throws {
    try session.run(StorageRow.forget, [.id(account), .id(person)], expecting: nil)
  }

  func keepClocks(of account: AccountRecord) throws {
    try run(
      AccountRow.keepClocks,
      [
        .id(account.id), .instant(account.due), .instant(account.lastUsed),
        .instant(account.inactivityTold),
      ])
  }

  func revokeKeys(of account: AccountID, at now: Timestamp) throws -> [KeyID] {
    try records(KeyRow.revokeAll, [.id(account), .instant(now)], of: "keys") { try $0.id() }
  }
}

/// The columns of a person's storage and the statements about it.
enum StorageRow {
  static func read(_ row: inout RowReader) throws -> StorageRecord {
    var record = StorageRecord(
      account: try row.id(), person: try row.id(),
      use: StorageUse(used: try row.integer(), mail: try row.optionalInteger()),
      reported: try row.instant(), settled: try row.instant(),
      clock: StorageClock(
        overSince: try row.optionalDate(), warnedOn: try row.optionalDate()))
    record.overTold = try row.optionalInstant()
    record.freezeTold = try row.optionalInstant()
    record.frozenTold = try row.optionalInstant()
    record.reopened = try row.optionalDate()
    record.deletionBegun = try row.optionalInstant()
    return record
  }

  static func values(_ storage: StorageRecord) -> [SQLValue] {
    [
      .id(storage.account), .id(storage.person), .integer(storage.use.used),
      .integer(storage.use.mail), .instant(storage.reported), .instant(storage.settled),
      .date(storage.clock.overSince), .date(storage.clock.warnedOn), .instant(storage.overTold),
      .instant(storage.freezeTold), .instant(storage.frozenTold), .date(storage.reopened),
      .instant(storage.deletionBegun),
    ]
  }

  private static let columns = """
    account, person, used, mail, reported, settled, over_since, deletion_warned, over_told, \
    freeze_told, frozen_told, reopened, deletion_begun
    """

  static let find = Statement(
    "SELECT \(columns) FROM storage WHERE account = ?1 AND person = ?2")

  static let list = Statement(
    "SELECT \(columns) FROM storage WHERE account = ?1 ORDER BY person")

  static let forget = Statement("DELETE FROM storage WHERE account = ?1 AND person = ?2")

  static let keep = Statement(
    """
    INSERT INTO storage (\(columns))
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    ON CONFLICT (account, person) DO UPDATE SET used = ?3, mail = ?4, reported = ?5,
      settled = ?6, over_since = ?7, deletion_warned = ?8, over_told = ?9, freeze_told = ?10,
      frozen_told = ?11, reopened = ?12, deletion_begun = ?13
    """)
}

extension AccountRow {
  static let keepClocks = Statement(
    "UPDATE accounts SET due = ?2, last_used = ?3, inactivity_told = ?4 WHERE id = ?1")
}

extension KeyRow {
  static let revokeAll = Statement(
    "UPDATE keys SET revoked = ?2 WHERE account = ?1 AND revoked IS NULL RETURNING id")
}
