public import TenureDomain

/// Whom a session or a code to sign in with speaks for.
public enum SignInSubject: Sendable, Hashable {
  case person(PersonID, of: AccountID)
  /// An operator, by the key of a program.
  case key(KeyID)
}

/// Somebody who has signed in. Only the hash of the token is kept.
public struct SessionRecord: Sendable, Hashable {
  public let id: SessionID
  /// SHA-256 of the token.
  public let hash: [UInt8]
  public let subject: SignInSubject
  public let created: Timestamp
  public let expires: Timestamp
  public var ended: Timestamp?

  /// The account of the person it speaks for; nil if it speaks for a key.
  public var account: AccountID? {
    if case .person(_, let account) = subject { account } else { nil }
  }
  /// The person it speaks for; nil if it speaks for a key.
  public var person: PersonID? { if case .person(let person, _) = subject { person } else { nil } }
  /// The key it speaks for; nil if it speaks for a person.
  public var key: KeyID? { if case .key(let key) = subject { key } else { nil } }

  public init(
    id: SessionID, hash: [UInt8], subject: SignInSubject, created: Timestamp, expires: Timestamp,
    ended: Timestamp? = nil
  ) {
    self.id = id
    self.hash = hash
    self.subject = subject
    self.created = created
    self.expires = expires
    self.ended = ended
  }

  /// Whether it still speaks for anybody at an instant.
  public func isOpen(at now: Timestamp) -> Bool { ended == nil && now < expires }
}
