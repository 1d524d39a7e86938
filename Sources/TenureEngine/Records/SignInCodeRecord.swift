public import TenureDomain

/// A code that signs somebody in once. Only its hash is kept.
public struct SignInCodeRecord: Sendable, Hashable {
  /// The part of the code that it is found by.
  public let identifier: String
  /// SHA-256 of the identifier and the secret part, in the form of ``SignInCode``.
  public let hash: [UInt8]
  public let subject: SignInSubject
  public let created: Timestamp
  /// The first moment at which it no longer holds.
  public let expires: Timestamp
  /// How often somebody tried it.
  public var tries: Int
  /// When it signed somebody in.
  public var used: Timestamp?

  /// So many tries a code takes, right or wrong.
  public static let mostTries = 5

  public init(
    identifier: String, hash: [UInt8], subject: SignInSubject, created: Timestamp,
    expires: Timestamp, tries: Int = 0, used: Timestamp? = nil
  ) {
    self.identifier = identifier
    self.hash = hash
    self.subject = subject
    self.created = created
    self.expires = expires
    self.tries = tries
    self.used = used
  }
}
