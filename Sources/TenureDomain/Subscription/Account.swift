/// An organisation or a person that subscribes. A nil property is a fact that nobody has told.
public struct Account: Sendable, Hashable {
  public var kind: AccountKind?
  public var agreement: Agreement?
  public var program: Program?
  public var segment: Segment
  public var country: Country?
  public var cloud: Cloud
  /// The zone whose calendar days count for this account.
  public var zone: ZoneRules
  /// Own domains in use; at least 0.
  public var customDomains: Int
  /// What a person keeps in the cloud.
  public var storage: StorageUse?

  public init(
    kind: AccountKind? = nil, agreement: Agreement? = nil, program: Program? = nil,
    segment: Segment = .standard, country: Country? = nil, cloud: Cloud = .worldwide,
    zone: ZoneRules = .utc, customDomains: Int = 0, storage: StorageUse? = nil
  ) {
    self.kind = kind
    self.agreement = agreement
    self.program = program
    self.segment = segment
    self.country = country
    self.cloud = cloud
    self.zone = zone
    self.customDomains = customDomains
    self.storage = storage
  }
}

/// What one person keeps in the cloud, in bytes (1 GB = 10^9 bytes).
public struct StorageUse: Sendable, Hashable {
  /// Files, attachments and app content: what counts against the cloud quota (CON-S4).
  public var used: Int64
  /// The mailbox; nil if unknown.
  public var mail: Int64?
  /// The room for files that other subscriptions give, whatever becomes of this one; 0 if there are
  /// none (CON-F3, CON-F4).
  public var room: Int64

  public init(used: Int64, mail: Int64? = nil, room: Int64 = 0) {
    self.used = used
    self.mail = mail
    self.room = room
  }

  /// How much may be kept without the subscription, where so much is free.
  func quota(free: Int64) -> Int64 { max(free, room) }
}

/// Who asks.
public struct Actor: Sendable, Hashable {
  public var role: Role?
  /// Whether it is who bought the subscription for themselves (ELIG-23); true also where nobody
  /// knows who did.
  public var isPurchaser: Bool

  public init(role: Role? = nil, isPurchaser: Bool = true) {
    self.role = role
    self.isPurchaser = isPurchaser
  }
}
