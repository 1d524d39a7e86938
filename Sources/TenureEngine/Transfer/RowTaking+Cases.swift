import TenureDomain

extension RowTaking {
  func take(_ record: CaseRecord) throws -> Result {
    if let stored = try tx.supportCase(record.id, of: record.account) {
      guard stored == record else { throw differs("the case `\(record.id)`") }
      return .alreadyThere
    }
    _ = try account(record.account)
    if batch.isDryRun { return .taken }
    if let subscription = record.subscription,
      try tx.subscription(subscription, of: record.account) == nil
    {
      throw Fault(
        field: "subscription", problem: "the account has no subscription `\(subscription)`",
        remedy: "import its row first, in a row above")
    }
    if let person = record.person, try tx.person(person, of: record.account) == nil {
      throw Fault(
        field: "person", problem: "the account has no person `\(person)`",
        remedy: "import its row first, in a row above")
    }
    try tx.insert(record)
    return .taken
  }
}
