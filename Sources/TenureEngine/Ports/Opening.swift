import TenureDomain

/// A subscription with the account it belongs to.
public struct SubscriptionInContext: Sendable, Hashable {
  public let account: AccountRecord
  public let record: SubscriptionRecord
  /// What it is an add-on of; nil if it stands alone.
  public let base: SubscriptionRecord?
  /// What else gives its people room in the cloud: the other subscriptions of a person's account
  /// that go on.
  public let others: [SubscriptionRecord]

  public init(
    account: AccountRecord, record: SubscriptionRecord, base: SubscriptionRecord? = nil,
    others: [SubscriptionRecord] = []
  ) {
    self.account = account
    self.record = record
    self.base = base
    self.others = others
  }
}

extension StoreReader {
  /// A subscription with what decides about it besides itself.
  public func context(
    of record: SubscriptionRecord, in account: AccountRecord
  ) throws -> SubscriptionInContext {
    let base = try record.base.flatMap { try subscription($0, of: account.id)?.record }
    return SubscriptionInContext(
      account: account, record: record, base: base, others: try others(than: record, in: account))
  }

  private func others(
    than record: SubscriptionRecord, in account: AccountRecord
  ) throws -> [SubscriptionRecord] {
    // Only what people keep in the cloud looks beyond its own subscription.
    guard account.kind == .consumer, account.storage != nil else { return [] }
    return try subscriptions(
      SubscriptionFilter(account: account.id, now: record.created), PageRequest(limit: 100)
    ).filter { other in
      other.id != record.id && other.subscription.state == .active
        && other.subscription.ending == nil && !other.subscription.accountClosed
    }
  }
}

/// What a transaction finds when it begins an act.
public struct Opening: Sendable {
  /// What became of the request's idempotency key.
  public enum Claim: Sendable, Hashable {
    /// This transaction holds it, or there is none.
    case held
    /// Another transaction works on it.
    case inFlight
    /// It was answered before.
    case answered(StoredAnswer)
  }

  public let claim: Claim
  /// nil if there is no such account.
  public let account: AccountRecord?
  /// nil if the account has no such subscription, or none was asked for.
  public let subscription: SubscriptionRecord?
  /// Where the account's history ends.
  public let head: ChainHead

  public init(
    claim: Claim, account: AccountRecord?, subscription: SubscriptionRecord?, head: ChainHead
  ) {
    self.claim = claim
    self.account = account
    self.subscription = subscription
    self.head = head
  }
}
