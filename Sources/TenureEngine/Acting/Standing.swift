public import TenureDomain

/// How a subscription stands at an instant: what the store keeps, brought up to date by time alone.
///
/// It is the same whether or not any job has run since.
public struct Standing: Sendable {
  public let account: AccountRecord
  public let record: SubscriptionRecord
  public let at: Timestamp
  /// As the store keeps it.
  public let stored: Subject
  /// As it is at the instant. Nobody asks yet: the actor has no role.
  public let subject: Subject
  /// The edition that answers for the current term.
  public let edition: Edition
  /// What time brought about since the store was last written.
  public let happenings: [Happening]
  /// The facts without which time could not be brought forward; empty if it could.
  public let missing: [GivenFact]
  /// When something changes next of its own, nil if nothing does.
  public let due: Timestamp?

  public var zone: ZoneRules { subject.account.zone }

  /// What users and administrators can do.
  public var access: Access? { edition.access(of: subject, at: at) }

  /// The dated milestones as things stand.
  public var timeline: Timeline { Timeline(of: subject, at: at, under: edition) }
}

extension Standing {
  /// Brings a subscription up to an instant.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks its edition or its time zone.
  init(
    of context: SubscriptionInContext, at now: Timestamp, shelf: PolicyShelf, zones: ZoneShelf
  ) throws(EngineError) {
    let (account, record) = (context.account, context.record)
    let subject = try Subject(of: context, at: now, shelf, zones)
    let editions = try EditionsOverTime(account, record, shelf)
    let advance = Lifecycle.advance(subject, to: now, under: editions.edition)
    let present = editions.edition(of: advance.subject)
    self.init(
      account: account, record: record, at: now, stored: subject, subject: advance.subject,
      edition: present,
      happenings: advance.happenings, missing: advance.missing,
      due: Lifecycle.next(after: advance.subject, under: present).at)
  }
}

extension Subject {
  /// What decisions are about, as the store keeps it; nobody asks yet.
  ///
  /// - Throws: `EngineError.notReady` if the system lacks the account's time zone.
  fileprivate init(
    _ account: AccountRecord, _ subscription: Subscription, _ zones: ZoneShelf
  ) throws(EngineError) {
    guard let zone = zones.zone(account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(account.timeZone)`")
    }
    self.init(
      account: Account(
        kind: account.kind, agreement: account.agreement, program: account.program,
        segment: account.segment, country: account.country, cloud: account.cloud, zone: zone,
        customDomains: account.customDomains, storage: account.storage),
      actor: Actor(), subscription: subscription)
  }
}

extension Subject {
  /// What decisions about a subscription are about, with how and when its base ends (LIC-14).
  init(
    of context: SubscriptionInContext, at now: Timestamp, _ shelf: PolicyShelf, _ zones: ZoneShelf
  ) throws(EngineError) {
    try self.init(context.account, context.record.subscription, zones)
    addRoom(of: context.others, shelf.products)
    guard let base = context.base else { return }
    let owned = SubscriptionInContext(account: context.account, record: base)
    let standing = try Standing(of: owned, at: now, shelf: shelf, zones: zones)
    subscription.base = standing.subject.subscription.ending == nil ? .active : .ended
    subscription.endsWithBase = Lifecycle.ending(of: standing.subject, under: standing.edition)
  }

  /// Says of everybody's storage what room other subscriptions give: all of them to the owner,
  /// shared ones to those they are shared with (CON-F1).
  private mutating func addRoom(of others: [SubscriptionRecord], _ products: ProductCatalog) {
    func room(_ isFor: (Subscription) -> Bool) -> Int64 {
      others.map(\.subscription).filter(isFor)
        .compactMap { $0.product.flatMap { products[$0] }?.storage }.max() ?? 0
    }
    account.storage?.room = room { _ in true }
    for index in subscription.sharedWith.indices {
      let name = subscription.sharedWith[index].name
      subscription.sharedWith[index].storage?.room = room { other in
        other.sharedWith.contains { $0.name == name }
      }
    }
  }
}

extension Engine {
  /// Brings a subscription up to an instant.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks its edition or its time zone.
  func standing(of context: SubscriptionInContext, at now: Timestamp) throws -> Standing {
    try Standing(of: context, at: now, shelf: shelf, zones: zones)
  }

  /// The subject of decisions, without an actor.
  func subject(_ account: AccountRecord, _ subscription: Subscription) throws -> Subject {
    try Subject(account, subscription, zones)
  }
}
