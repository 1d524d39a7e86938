public import TenureDomain

/// One link of an account's history. Append-only; each link holds the hash of the one before.
public struct EventRecord: Sendable, Hashable {
  public let account: AccountID
  /// Counts the events of the account, from 1, without gaps.
  public let sequence: Int64
  public let at: Timestamp
  public let subscription: SubscriptionID?
  /// What happened, such as `act.carried-out`.
  public let type: String
  /// Canonical JSON without personal data; what the hash is taken of.
  public let body: [UInt8]
  /// SHA-256 of the hash before it and of ``body``.
  public let hash: [UInt8]
  /// The personal part, kept apart so that it can go; nil if there is none, or once it is erased.
  public var personal: PersonalPart?

  public init(
    account: AccountID, sequence: Int64, at: Timestamp, subscription: SubscriptionID?,
    type: String, body: [UInt8], hash: [UInt8], personal: PersonalPart? = nil
  ) {
    self.account = account
    self.sequence = sequence
    self.at = at
    self.subscription = subscription
    self.type = type
    self.body = body
    self.hash = hash
    self.personal = personal
  }

  /// Personal data of an event. The event's body holds `SHA-256(salt ‖ data)`; without the salt
  /// nobody can try out what the data was.
  public struct PersonalPart: Sendable, Hashable {
    /// Whom it is about; erasing the person erases it.
    public let person: PersonID?
    /// 16 random bytes.
    public let salt: [UInt8]
    /// JSON.
    public let data: [UInt8]

    public init(person: PersonID?, salt: [UInt8], data: [UInt8]) {
      self.person = person
      self.salt = salt
      self.data = data
    }
  }
}

/// Where the history of an account ends.
public struct ChainHead: Sendable, Hashable {
  /// 0 before the first event.
  public var sequence: Int64
  /// 32 zero bytes before the first event.
  public var hash: [UInt8]

  public init(sequence: Int64, hash: [UInt8]) {
    self.sequence = sequence
    self.hash = hash
  }
}
