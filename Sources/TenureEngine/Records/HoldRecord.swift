public import TenureDomain

/// A hold on an account: while it is in force nothing of the account is deleted.
public struct HoldRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: HoldID
  /// Why, in the operator's words.
  public let reason: String
  /// Whether the law asks for it.
  public let isLegal: Bool
  /// The key or the person that placed it.
  public let placedBy: String
  public let placed: Timestamp
  /// When it ends of its own, exclusive; nil if only somebody ends it.
  public let until: Timestamp?
  public var released: Timestamp?
  public var releasedBy: String?

  public init(
    account: AccountID, id: HoldID, reason: String, isLegal: Bool, placedBy: String,
    placed: Timestamp, until: Timestamp?, released: Timestamp? = nil, releasedBy: String? = nil
  ) {
    self.account = account
    self.id = id
    self.reason = reason
    self.isLegal = isLegal
    self.placedBy = placedBy
    self.placed = placed
    self.until = until
    self.released = released
    self.releasedBy = releasedBy
  }

  /// Whether it holds at an instant.
  public func isInForce(at now: Timestamp) -> Bool {
    released == nil && until.map { now < $0 } ?? true
  }
}
