import TenureDomain
import TenurePolicy

extension RowTaking {
  func take(_ row: SubscriptionRow) throws -> Result {
    let account = try account(row.account)
    let stored = try tx.subscription(row.id, of: row.account)?.record
    try refuseUnknownPeople(row)
    if let history = row.history, let edition = row.edition {
      return try take(row.record(history, edition), history.milestones, stored)
    }
    let edition = try edition(of: row, account)
    if let stored {
      guard stored.subscription == row.subscription, stored.isPinned == row.isPinned,
        stored.edition == edition
      else { throw differs("the subscription `\(row.id)`") }
      return .alreadyThere
    }
    try insert(row, edition, in: account)
    return .taken
  }

  private func take(
    _ record: SubscriptionRecord, _ milestones: [MilestoneRecord], _ stored: SubscriptionRecord?
  ) throws -> Result {
    if let stored {
      var record = record
      record.hasAddOns = stored.hasAddOns
      guard stored == record else { throw differs("the subscription `\(record.id)`") }
      return .alreadyThere
    }
    var record = record
    record.hasAddOns = try !tx.addOns(of: record.id, of: record.account).isEmpty
    try tx.insert(record)
    try tx.replaceMilestones(of: record.id, of: record.account, with: milestones)
    return .taken
  }

  /// Keeps a subscription that has no history here, with what lies ahead of it.
  private func insert(
    _ row: SubscriptionRow, _ edition: EditionID, in account: AccountRecord
  ) throws {
    let now = account.time(now)
    if account.closed != nil {
      throw Fault(
        field: "account", problem: "the account `\(account.id)` is closed",
        remedy: "import the subscription into an account that is open")
    }
    if let zone = engine.zones.zone(account.timeZone), account.blockedSince(at: now, zone) != nil {
      throw Fault(
        field: "account", problem: "nobody used the account `\(account.id)` for too long",
        remedy: "report a use of it first: POST /v1/accounts/\(account.id)/usage")
    }
    let checked = DocumentReader(file: batch.name)
    let subject = try engine.subject(account, row.subscription)
    SubjectCheck(reader: checked, subject: subject).check(
      try JSONDocument.parse(Array("{}".utf8), name: batch.name))
    try checked.finish()
    var record = SubscriptionRecord(
      account: account.id, id: row.id, edition: edition, isPinned: row.isPinned,
      subscription: row.subscription, created: now)
    record.base = row.base
    record.purchaser = row.purchaser
    record.method = row.method
    record.hasAddOns = try !tx.addOns(of: row.id, of: account.id).isEmpty
    let standing = try engine.standing(of: try tx.context(of: record, in: account), at: now)
    record.mark.settled = now
    record.due = engine.due(
      of: standing.stored, after: record.mark, at: now, under: standing.edition, in: account)
    try tx.insert(record)
    try tx.replaceMilestones(
      of: record.id, of: account.id,
      with: standing.timeline.records(ahead: now, of: record))
    try appendImported(
      in: account.id, subscription: record.id, body: SubscriptionBody(record))
  }

  /// The edition that a row names, or the one in force when its term began (D5).
  private func edition(of row: SubscriptionRow, _ account: AccountRecord) throws -> EditionID {
    if let named = row.edition {
      guard let edition = engine.shelf.edition(named), named.family == account.family else {
        throw Fault(
          field: "edition", problem: "there is no edition `\(named)` for this account",
          remedy: "name an edition of `\(account.family)`, or leave it out")
      }
      return edition.id
    }
    guard let zone = engine.zones.zone(account.timeZone),
      let edition = engine.shelf.edition(
        of: account.family, on: row.subscription.term?.start ?? zone.localDate(of: now))
    else {
      throw Fault(
        field: "account", problem: "no policy answers for the account `\(account.id)`",
        remedy: "add an edition of `\(account.family)`")
    }
    return edition.id
  }

  /// A dry run does not see the people of batches before it.
  private func refuseUnknownPeople(_ row: SubscriptionRow) throws {
    if batch.isDryRun { return }
    for person in row.subscription.sharedWith
    where try tx.person(PersonID(stored: person.name), of: row.account) == nil {
      throw Fault(
        field: "sharedWith", problem: "the account has no person `\(person.name)`",
        remedy: "import the person first, in a row above or in another file")
    }
    if let purchaser = row.purchaser, try tx.person(purchaser, of: row.account) == nil {
      throw Fault(
        field: "purchaser", problem: "the account has no person `\(purchaser)`",
        remedy: "import the person first, in a row above or in another file")
    }
  }
}
