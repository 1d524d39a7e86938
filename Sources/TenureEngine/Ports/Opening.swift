/// A subscription with the account it belongs to.
public struct SubscriptionInContext: Sendable, Hashable {
  public let account: AccountRecord
  public let record: SubscriptionRecord

  public init(account: AccountRecord, record: SubscriptionRecord) {
    self.account = account
    self.record = record
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
