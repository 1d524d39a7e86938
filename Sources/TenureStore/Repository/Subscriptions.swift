import TenureDomain
import TenureEngine

extension SQLTransaction {
  func subscription(
    _ id: SubscriptionID, of account: AccountID
  ) throws -> SubscriptionInContext? {
    let found = try session.rows(of: [
      (AccountRow.find.plain, [.id(account)]),
      (SubscriptionRow.find.plain, [.id(account), .id(id)]),
    ])
    guard let accountRow = found[0].first, let row = found[1].first else { return nil }
    var accountReader = RowReader(accountRow, of: "accounts")
    var reader = RowReader(row, of: "subscriptions")
    return try context(
      of: try SubscriptionRow.read(&reader), in: try AccountRow.read(&accountReader))
  }

  func addOns(of base: SubscriptionID, of account: AccountID) throws -> [SubscriptionRecord] {
    try records(SubscriptionRow.addOns, [.id(account), .id(base)], of: "subscriptions") {
      try SubscriptionRow.read(&$0)
    }.sorted { $0.id < $1.id }
  }

  func subscriptions(
    _ filter: SubscriptionFilter, _ page: PageRequest<SubscriptionPlace>
  ) throws -> [SubscriptionRecord] {
    let query = SubscriptionQuery(filter, page, try rarity(of: filter))
    return try records(
      query.statement, query.values, of: "subscriptions", SubscriptionRow.read)
  }

  private func rarity(of filter: SubscriptionFilter) throws -> SubscriptionQuery.Rarity {
    let bounds = [filter.state == nil ? nil : filter.now, filter.dueBefore]
    let counts = try session.rows(
      of: bounds.compactMap(\.self).map { bound in
        let limit = SQLValue.integer(SubscriptionQuery.Rarity.limit)
        return (SubscriptionQuery.Rarity.count, [.instant(bound), limit])
      })
    var areRare = counts.map { $0.first?.first != .integer(SubscriptionQuery.Rarity.limit) }[...]
    return SubscriptionQuery.Rarity(
      isOverdueRare: bounds[0] == nil ? false : areRare.removeFirst(),
      isDueRare: bounds[1] == nil ? false : areRare.removeFirst())
  }

  func editionsInUse() throws -> [EditionID] {
    try records(SubscriptionRow.editions, [], of: "subscriptions", SubscriptionRow.edition)
  }

  func insert(_ subscription: SubscriptionRecord) throws {
    try run(
      SubscriptionRow.insert,
      SubscriptionRow.values(subscription) + [.instant(subscription.created)])
    if let base = subscription.base {
      try session.run(
        SubscriptionRow.markBase, [.id(subscription.account), .id(base)], expecting: nil)
    }
  }

  func update(_ subscription: SubscriptionRecord) throws {
    let place = WorkPlace(account: subscription.account, subscription: subscription.id)
    if let stored = opened[place], SubscriptionRow.haveSameIndexedFacts(stored, subscription) {
      try run(SubscriptionRow.updateOthers, SubscriptionRow.valuesOfOthers(subscription))
    } else {
      try run(SubscriptionRow.update, SubscriptionRow.values(subscription))
    }
    if opened[place] != nil { opened[place] = subscription }
    // When and how its add-ons end may have changed with it.
    if subscription.hasAddOns {
      try session.run(
        SubscriptionRow.wakeAddOns,
        [
          .id(subscription.account), .id(subscription.id),
          .instant(subscription.mark.settled ?? subscription.created),
        ], expecting: nil)
    }
  }

  func milestones(
    of subscription: SubscriptionID, of account: AccountID
  ) throws -> [MilestoneRecord] {
    try records(MilestoneRow.list, [.id(account), .id(subscription)], of: "milestones") { row in
      MilestoneRecord(
        account: account, subscription: subscription, kind: try row.word(MilestoneKind.self),
        date: try row.date(), at: try row.instant())
    }
  }

  func replaceMilestones(
    of subscription: SubscriptionID, of account: AccountID, with milestones: [MilestoneRecord]
  ) throws {
    try session.run(MilestoneRow.remove, [.id(account), .id(subscription)], expecting: nil)
    guard !milestones.isEmpty else { return }
    var values: [SQLValue] = [.id(account), .id(subscription)]
    for milestone in milestones {
      values += [.word(milestone.kind), .date(milestone.date), .instant(milestone.at)]
    }
    try session.run(
      MilestoneRow.insert(milestones.count), values, expecting: milestones.count)
  }
}

/// The statements about the milestones of a subscription.
enum MilestoneRow {
  static let list = Statement(
    """
    SELECT kind, date, at FROM milestones WHERE account = ?1 AND subscription = ?2
    ORDER BY at, kind
    """)

  static let remove = Statement("DELETE FROM milestones WHERE account = ?1 AND subscription = ?2")

  /// Inserts so many: the account, the subscription, then kind, date and instant of each.
  static func insert(_ count: Int) -> Statement {
    if count < inserts.count { return inserts[count] }
    return statement(count)
  }

  private static let inserts = (0...MilestoneKind.allCases.count).map(statement)

  private static func statement(_ count: Int) -> Statement {
    let rows = (0..<count).map { index in
      let first = 3 + index * 3
      return "(?1, ?2, ?\(first), ?\(first + 1), ?\(first + 2))"
    }
    return Statement(
      "INSERT INTO milestones (account, subscription, kind, date, at) VALUES "
        + rows.joined(separator: ", "))
  }
}
