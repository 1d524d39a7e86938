import TenureDomain

extension RowTaking {
  func take(_ record: TaskRecord) throws -> Result {
    if var stored = try tx.task(record.id) {
      stored.link?.secret = nil
      guard stored == record else { throw differs("the task `\(record.id)`") }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription, nil, record.person)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }

  func take(_ record: HoldRecord) throws -> Result {
    if let stored = try tx.hold(record.id, of: record.account) {
      guard stored == record else { throw differs("the hold `\(record.id)`") }
      return .alreadyThere
    }
    _ = try account(record.account)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }
}
