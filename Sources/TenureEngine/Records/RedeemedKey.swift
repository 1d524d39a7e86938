public import TenureDomain

/// A product key that was redeemed. Append-only; the key itself is not kept.
public struct RedeemedKey: Sendable, Hashable {
  public let account: AccountID
  /// SHA-256 of the key, written as ``ProductKey`` writes it.
  public let hash: [UInt8]
  public let subscription: SubscriptionID
  public let at: Timestamp

  public init(account: AccountID, hash: [UInt8], subscription: SubscriptionID, at: Timestamp) {
    self.account = account
    self.hash = hash
    self.subscription = subscription
    self.at = at
  }
}
