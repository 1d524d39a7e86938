import TenureDomain
import TenurePolicy

extension RowTaking {
  /// What the event of an imported account says: nothing personal.
  private struct ImportedAccount: Encodable {
    let account: String
    let family: String
    let kind: String
  }

  func take(_ record: AccountRecord, isHistory: Bool) throws -> Result {
    if let stored = try tx.account(record.id) {
      guard stored.isSame(as: record, withHistory: isHistory) else {
        throw differs("the account `\(record.id)`")
      }
      return .alreadyThere
    }
    if isHistory {
      try tx.insert(record)
      return .taken
    }
    try tx.insert(record.made(at: now))
    try appendImported(
      in: record.id,
      body: ImportedAccount(
        account: record.id.text, family: record.family, kind: record.kind.rawValue))
    return .taken
  }

  func take(_ record: PersonRecord) throws -> Result {
    _ = try account(record.account)
    if let stored = try tx.person(record.id, of: record.account) {
      guard stored.isSame(as: record) else { throw differs("the person `\(record.id)`") }
      return .alreadyThere
    }
    try refuseTakenAddress(record)
    try tx.insert(record.made(at: now))
    return .taken
  }

  /// An address names one person of an account.
  private func refuseTakenAddress(_ record: PersonRecord) throws {
    guard let email = record.email else { return }
    let owners = try tx.accounts(
      AccountSearch(email: email), PageRequest(after: record.account.before, limit: 1))
    guard owners.first?.id == record.account else { return }
    throw Fault(
      field: "email", problem: "another person of the account `\(record.account)` has this address",
      remedy: "give each person an address of their own, or leave it out")
  }

  func take(_ domain: String, of id: AccountID) throws -> Result {
    _ = try account(id)
    if try tx.domains(of: id).contains(domain) { return .alreadyThere }
    try tx.insert(domain: domain, of: id)
    return .taken
  }

  func take(_ record: EditionRecord) throws -> Result {
    if let stored = try tx.editions().first(where: { $0.id == record.id }) {
      guard stored.digest == record.digest else { throw differs("the edition `\(record.id)`") }
      return .alreadyThere
    }
    if let known = engine.shelf.digest(of: record.id), known != record.digest {
      throw differs("the edition `\(record.id)`")
    }
    try tx.insert(record)
    return .taken
  }
}

extension AccountRecord {
  /// Whether a row says the same. A row that tells no history says nothing of it.
  fileprivate func isSame(as row: AccountRecord, withHistory: Bool) -> Bool {
    var same = withHistory ? row : self
    (same.name, same.kind, same.family) = (row.name, row.kind, row.family)
    (same.agreement, same.program, same.segment) = (row.agreement, row.program, row.segment)
    (same.country, same.cloud, same.timeZone) = (row.country, row.cloud, row.timeZone)
    (same.language, same.billingProfile) = (row.language, row.billingProfile)
    same.storage = row.storage
    same.customDomains = customDomains
    return same == self
  }

  fileprivate func made(at now: Timestamp) -> AccountRecord {
    guard created == .unset else { return self }
    var made = self
    made.created = now
    return made
  }
}

extension PersonRecord {
  fileprivate func isSame(as row: PersonRecord) -> Bool {
    row.made(at: created) == self
  }

  fileprivate func made(at now: Timestamp) -> PersonRecord {
    guard created == .unset else { return self }
    return PersonRecord(
      account: account, id: id, name: name, email: email, language: language, roles: roles,
      created: now, erased: erased)
  }
}
