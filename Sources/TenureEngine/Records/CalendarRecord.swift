public import TenureDomain

/// A secret address at which calendar programs read an account's dates. Only its hash is kept.
public struct FeedRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: FeedID
  /// SHA-256 of the secret.
  public let hash: [UInt8]
  /// What its owner calls it.
  public let label: String
  /// The language of its texts; nil for the account's.
  public let language: String?
  /// Who asked for it, under the name of ``Caller/name``.
  public let createdBy: String
  public let created: Timestamp
  public var revoked: Timestamp?

  public init(
    account: AccountID, id: FeedID, hash: [UInt8], label: String, language: String? = nil,
    createdBy: String, created: Timestamp, revoked: Timestamp? = nil
  ) {
    self.account = account
    self.id = id
    self.hash = hash
    self.label = label
    self.language = language
    self.createdBy = createdBy
    self.created = created
    self.revoked = revoked
  }
}

/// What an account's feeds were last told of one date of a subscription.
public struct CalendarEntryRecord: Sendable, Hashable {
  public let account: AccountID
  public let subscription: SubscriptionID
  public let kind: MilestoneKind
  /// From 1. The next one begins when a date has passed and another of its kind follows, such as
  /// the next billing after this one.
  public let ordinal: Int
  public var date: CalendarDate
  /// How often date or status changed after it was first told (RFC 5545, SEQUENCE).
  public var sequence: Int
  /// Whether it was told and then held no longer.
  public var isCancelled: Bool
  /// Whether it held when its day came; it never changes afterwards.
  public var hasPassed: Bool
  /// When it was last changed.
  public var modified: Timestamp

  public init(
    account: AccountID, subscription: SubscriptionID, kind: MilestoneKind, ordinal: Int = 1,
    date: CalendarDate, sequence: Int = 0, isCancelled: Bool = false, hasPassed: Bool = false,
    modified: Timestamp
  ) {
    self.account = account
    self.subscription = subscription
    self.kind = kind
    self.ordinal = ordinal
    self.date = date
    self.sequence = sequence
    self.isCancelled = isCancelled
    self.hasPassed = hasPassed
    self.modified = modified
  }
}
