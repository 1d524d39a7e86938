import TenureDomain

extension RowTaking {
  func take(_ record: PaymentRecord) throws -> Result {
    if let stored = try tx.payment(record.id, of: record.account) {
      guard stored == record else { throw differs("the payment `\(record.id)`") }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription, record.receipt)
    if batch.isDryRun { return .taken }
    for (field, entry) in [("charge", record.charge), ("settlement", record.settlement)] {
      guard let entry, try tx.entry(entry, of: record.account) == nil else { continue }
      throw Fault(
        field: field, problem: "the account has no entry `\(entry)`",
        remedy: "import its row first, in a row above")
    }
    try tx.insert(record)
    return .taken
  }

  func take(_ record: RedeemedKey) throws -> Result {
    if let stored = try tx.redeemedKey(hash: record.hash) {
      guard stored == record else {
        throw Fault(
          field: "hash", problem: "the product key was redeemed already, for something else",
          remedy: "leave the row out: a used key cannot be used again (REC-10)")
      }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }
}
