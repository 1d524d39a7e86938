public import TenureDomain

/// A key that signs no more. What it signed stays valid, so its public part is kept.
public struct RetiredKey: Sendable, Hashable {
  public let key: PublicKey
  /// When it began to sign; nil if nobody wrote that down.
  public let since: Timestamp?
  /// When it ceased to sign; nil if nobody wrote that down.
  public let until: Timestamp?

  public init(key: PublicKey, since: Timestamp?, until: Timestamp?) {
    self.key = key
    self.since = since
    self.until = until
  }
}
