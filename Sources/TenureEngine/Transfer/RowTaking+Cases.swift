import TenureDomain

extension RowTaking {
  func take(_ record: CaseRecord) throws -> Result {
    if let stored = try tx.supportCase(record.id, of: record.account) {
      guard stored == record else { throw differs("the case `\(record.id)`") }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription, nil, record.person)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }
}
