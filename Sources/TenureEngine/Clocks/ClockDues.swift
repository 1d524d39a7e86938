import TenureDomain

/// When time next does something about each subscription of an account that has a clock of its own:
/// computed, because the store keeps no due instants of such an account.
struct ClockDues {
  private let engine: Engine
  private let account: AccountRecord
  private(set) var records: [SubscriptionID: SubscriptionRecord] = [:]
  private var dues: [SubscriptionID: Timestamp] = [:]
  private var missing: [SubscriptionID: [GivenFact]] = [:]

  /// The subscriptions for which time stands still.
  var waiting: [WaitingBody] {
    missing.sorted { $0.key < $1.key }.map {
      WaitingBody(subscription: $0.key.text, missing: $0.value.map(\.path))
    }
  }

  /// What is due next; of several at one instant the first by its id.
  var earliest: (id: SubscriptionID, at: Timestamp)? {
    var first: (id: SubscriptionID, at: Timestamp)?
    for (id, at) in dues where first.map({ (at, id) < ($0.at, $0.id) }) ?? true { first = (id, at) }
    return first
  }

  init(engine: Engine, account: AccountRecord, _ tx: any StoreReader) throws {
    self.engine = engine
    self.account = account
    let now = engine.now(of: account)
    try WholeList.each(
      { try tx.subscriptions(SubscriptionFilter(account: account.id, now: now), $0) },
      place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { records[$0.id] = $0 })
    for record in records.values { try compute(record, at: now) }
  }

  /// Puts a subscription as it is now in the place of what it was. What was added to it may end at
  /// another time now (LIC-14).
  mutating func keep(_ record: SubscriptionRecord, at now: Timestamp) throws {
    records[record.id] = record
    try compute(record, at: now)
    guard record.hasAddOns else { return }
    for addOn in records.values where addOn.base == record.id { try compute(addOn, at: now) }
  }

  private mutating func compute(_ record: SubscriptionRecord, at now: Timestamp) throws {
    missing[record.id] = nil
    let context = SubscriptionInContext(
      account: account, record: record, base: record.base.flatMap { records[$0] })
    let subject = try Subject(of: context, at: now, engine.shelf, engine.zones)
    let editions = try EditionsOverTime(account, record, engine.shelf)
    dues[record.id] = Agenda.due(
      of: subject, after: record.mark, at: now, under: editions.edition(of: subject))
  }

  /// Leaves a subscription alone until somebody tells what is missing.
  mutating func setAside(_ id: SubscriptionID, missing facts: [GivenFact]) {
    dues[id] = nil
    missing[id] = facts
  }
}
