import TenureDomain

extension RowTaking {
  func take(_ record: StorageRecord) throws -> Result {
    if let stored = try tx.storage(of: record.person, in: record.account) {
      guard stored == record else {
        throw Fault(
          field: "person", problem: "other storage of `\(record.person)` was reported already",
          remedy: "leave the row out; what has changed since is reported through the API")
      }
      return .alreadyThere
    }
    try refuseStrangers(record.account, nil, nil, record.person)
    if !batch.isDryRun { try tx.keep(record) }
    return .taken
  }
}
