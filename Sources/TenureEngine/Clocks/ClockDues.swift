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
    try AccountExamination.each(
      { try tx.subscriptions(SubscriptionFilter(account: account.id, now: now), $0) },
      place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { try keep($0, at: now) })
  }

  /// Puts a subscription as it is now in the place of what it was.
  mutating func keep(_ record: SubscriptionRecord, at now: Timestamp) throws {
    records[record.id] = record
    missing[record.id] = nil
    let subject = try engine.subject(account, record.subscription)
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
