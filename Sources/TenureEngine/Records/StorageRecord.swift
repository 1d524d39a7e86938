public import TenureDomain

/// What one person keeps in the cloud, and how far its clocks were carried out.
public struct StorageRecord: Sendable, Hashable {
  public let account: AccountID
  public let person: PersonID
  public var use: StorageUse
  /// When this use was reported.
  public var reported: Timestamp
  /// Up to when ``clock`` was brought; at ``reported`` or later.
  public var settled: Timestamp
  public var clock: StorageClock
  /// When the person was told that it is more than the quota.
  public var overTold: Timestamp?
  /// When the person was told that it is about to be frozen.
  public var freezeTold: Timestamp?
  /// When the person was told that it is frozen.
  public var frozenTold: Timestamp?
  /// The local date on which frozen storage was last opened again, so that it can be brought below
  /// the quota (CON-S10).
  public var reopened: CalendarDate?
  /// When the deletion was given to whoever carries it out.
  public var deletionBegun: Timestamp?

  public init(
    account: AccountID, person: PersonID, use: StorageUse, reported: Timestamp,
    settled: Timestamp, clock: StorageClock = StorageClock()
  ) {
    self.account = account
    self.person = person
    self.use = use
    self.reported = reported
    self.settled = settled
    self.clock = clock
  }
}
