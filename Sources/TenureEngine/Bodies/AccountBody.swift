public import TenureDomain

/// An account as it is read and written.
public struct AccountBody: Codable, Sendable, Hashable {
  public var id: String
  public var version: Int64
  public var name: String
  public var kind: String
  public var family: String
  public var agreement: String?
  public var program: String?
  public var segment: String
  public var country: String?
  public var cloud: String
  public var timeZone: String
  public var language: String
  public var billingProfile: String?
  public var storage: StorageBody?
  public var created: String
  public var closed: String?
  /// What its own clock says; absent for an account that lives by the wall clock.
  public var clock: String?
  /// When it was last used; absent if nobody ever reported a use.
  public var lastUsed: String?
  /// Since when it takes no new subscriptions, because nobody used it.
  public var blocked: String?
  public var domains: [String]?

  public init(_ record: AccountRecord, domains: [String]? = nil) {
    id = record.id.text
    version = record.version
    name = record.name
    kind = record.kind.rawValue
    family = record.family
    agreement = record.agreement?.rawValue
    program = record.program?.rawValue
    segment = record.segment.rawValue
    country = record.country.map { "\($0)" }
    cloud = record.cloud.rawValue
    timeZone = record.timeZone
    language = record.language
    billingProfile = record.billingProfile
    storage = record.storage.map(StorageBody.init)
    created = "\(record.created)"
    closed = record.closed.map { "\($0)" }
    clock = record.clock.map { "\($0)" }
    lastUsed = record.lastUsed.map { "\($0)" }
    blocked = record.blocked.map { "\($0)" }
    self.domains = domains
  }
}

/// What one person keeps in the cloud, in bytes.
public struct StorageBody: Codable, Sendable, Hashable {
  public var used: Int64
  public var mail: Int64?

  public init(_ use: StorageUse) {
    used = use.used
    mail = use.mail
  }
}

/// A person of an account.
public struct PersonBody: Codable, Sendable, Hashable {
  public var account: String
  public var id: String
  public var name: String?
  public var email: String?
  public var language: String?
  public var roles: [String]
  public var created: String
  public var erased: String?

  public init(_ record: PersonRecord) {
    account = record.account.text
    id = record.id.text
    name = record.name
    email = record.email
    language = record.language
    roles = record.roles.map(\.rawValue)
    created = "\(record.created)"
    erased = record.erased.map { "\($0)" }
  }
}
