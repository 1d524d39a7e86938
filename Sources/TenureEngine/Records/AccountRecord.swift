public import TenureDomain

/// An account as the store keeps it. Its name is personal where the account is a person's.
public struct AccountRecord: Sendable, Hashable {
  public let id: AccountID
  /// Counts the changes to the account, from 1.
  public var version: Int64
  public var name: String
  public var kind: AccountKind
  /// The family of policies whose editions answer for its subscriptions.
  public var family: String
  public var agreement: Agreement?
  public var program: Program?
  public var segment: Segment
  public var country: Country?
  public var cloud: Cloud
  /// The IANA name of its time zone, whose calendar days count.
  public var timeZone: String
  /// The BCP 47 tag of the language it is written to in.
  public var language: String
  /// The name of the billing profile it pays through; nil if it has none.
  public var billingProfile: String?
  /// What a person keeps in the cloud.
  public var storage: StorageUse?
  public internal(set) var created: Timestamp
  public var closed: Timestamp?
  /// What the account's own clock says, if it was made with one: its time then moves only when it
  /// is advanced. nil for an account that lives by the wall clock.
  public var clock: Timestamp?
  /// The first instant at which time alone changes the account; nil if none does, or if it has a
  /// clock of its own.
  public var due: Timestamp?
  /// When it was last used, signed in to or helped with (DUE-09); nil if nobody told.
  public var lastUsed: Timestamp?
  /// When its people were told that it is about to be blocked for want of use (MSG-11).
  public var inactivityTold: Timestamp?
  /// Since when it takes no new subscriptions for want of use (DUE-09).
  public var blocked: Timestamp?
  /// Own domains in use, counted by the store.
  public var customDomains: Int

  public init(
    id: AccountID, version: Int64 = 1, name: String, kind: AccountKind, family: String,
    agreement: Agreement? = nil, program: Program? = nil, segment: Segment = .standard,
    country: Country? = nil, cloud: Cloud = .worldwide, timeZone: String = "UTC",
    language: String = "en", billingProfile: String? = nil, storage: StorageUse? = nil,
    created: Timestamp, closed: Timestamp? = nil, customDomains: Int = 0
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.kind = kind
    self.family = family
    self.agreement = agreement
    self.program = program
    self.segment = segment
    self.country = country
    self.cloud = cloud
    self.timeZone = timeZone
    self.language = language
    self.billingProfile = billingProfile
    self.storage = storage
    self.created = created
    self.closed = closed
    self.customDomains = customDomains
  }
}

/// A person of an account. Name and address go when the person is erased; the row stays.
public struct PersonRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: PersonID
  /// nil once erased.
  public var name: String?
  /// Lower case; unique within the account; nil if none was told, and once erased.
  public var email: String?
  public var language: String?
  public var roles: [Role]
  public let created: Timestamp
  public var erased: Timestamp?

  public init(
    account: AccountID, id: PersonID, name: String?, email: String? = nil, language: String? = nil,
    roles: [Role], created: Timestamp, erased: Timestamp? = nil
  ) {
    self.account = account
    self.id = id
    self.name = name
    self.email = email
    self.language = language
    self.roles = roles
    self.created = created
    self.erased = erased
  }
}
