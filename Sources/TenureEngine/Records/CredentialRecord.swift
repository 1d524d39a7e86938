public import TenureDomain

/// What an API key may do.
public enum Scope: String, Word {
  /// Read accounts, subscriptions, receipts, events and the ledger.
  case read
  /// Ask for quotes and carry out acts.
  case act
  /// Make and change accounts, people, domains and subscriptions.
  case write
  /// Run the server: keys, sessions, editions, import, export, back-up, checks.
  case operate
}

/// A program's key. Only its hash is kept.
public struct KeyRecord: Sendable, Hashable {
  public let id: KeyID
  /// SHA-256 of the secret.
  public let hash: [UInt8]
  /// What the operator calls it.
  public let label: String
  public let scopes: [Scope]
  /// The one account it reaches; nil reaches all.
  public let account: AccountID?
  /// The role in which its acts are decided where the request names nobody.
  public let role: Role?
  public let created: Timestamp
  public var revoked: Timestamp?
  /// The day it was last used, so that unused keys can be found.
  public var lastUsed: CalendarDate?
  /// The session that speaks for the key just now; nil where the key itself was shown. Not stored.
  public var session: SessionID?

  public init(
    id: KeyID, hash: [UInt8], label: String, scopes: [Scope], account: AccountID? = nil,
    role: Role? = nil, created: Timestamp, revoked: Timestamp? = nil, lastUsed: CalendarDate? = nil
  ) {
    self.id = id
    self.hash = hash
    self.label = label
    self.scopes = scopes
    self.account = account
    self.role = role
    self.created = created
    self.revoked = revoked
    self.lastUsed = lastUsed
  }
}
