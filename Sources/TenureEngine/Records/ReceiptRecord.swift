public import TenureDomain

/// The signed record of an act. Append-only.
public struct ReceiptRecord: Sendable, Hashable {
  public let id: ReceiptID
  public let account: AccountID
  /// nil for an act on the account itself.
  public let subscription: SubscriptionID?
  public let at: Timestamp
  /// The RFC 7638 thumbprint of the key that signed it.
  public let key: String
  /// The signed bytes: JSON with sorted keys.
  public let payload: [UInt8]
  /// The 64 bytes of the Ed25519 signature over the JWS signing input.
  public let signature: [UInt8]

  public init(
    id: ReceiptID, account: AccountID, subscription: SubscriptionID?, at: Timestamp, key: String,
    payload: [UInt8], signature: [UInt8]
  ) {
    self.id = id
    self.account = account
    self.subscription = subscription
    self.at = at
    self.key = key
    self.payload = payload
    self.signature = signature
  }
}

/// One entry of the ledger with where it came from. Append-only.
public struct LedgerRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: EntryID
  public let at: Timestamp
  public let subscription: SubscriptionID?
  public let receipt: ReceiptID?
  /// The entry that this one takes back.
  public let reverses: EntryID?
  public let entry: LedgerEntry

  public init(
    account: AccountID, id: EntryID, at: Timestamp, subscription: SubscriptionID?,
    receipt: ReceiptID?, reverses: EntryID? = nil, entry: LedgerEntry
  ) {
    self.account = account
    self.id = id
    self.at = at
    self.subscription = subscription
    self.receipt = receipt
    self.reverses = reverses
    self.entry = entry
  }
}
