public import TenureDomain

/// What a verb that changes something answers, as it goes over the wire.
public struct Answer: Sendable, Hashable {
  /// The HTTP status: 200, 201, or 409 for an act that was not carried out.
  public let status: Int
  /// JSON.
  public let body: [UInt8]
  /// What an act came to; nil for what is no act, and for an answer that was kept in full.
  public let act: Act?
  /// The version of what was made or changed, for the ETag.
  public var version: Int64?
  /// Whether it was given before and is only repeated.
  public var isReplay: Bool

  /// The parts of an act's answer.
  public struct Act: Sendable, Hashable {
    public let outcome: Outcome
    /// The receipt's signed bytes: JSON.
    public let receipt: [UInt8]
  }

  public init(
    status: Int, body: [UInt8], act: Act? = nil, version: Int64? = nil, isReplay: Bool = false
  ) {
    self.status = status
    self.body = body
    self.act = act
    self.version = version
    self.isReplay = isReplay
  }
}

/// The key and the fingerprint of a request that must take effect once.
public struct OnceOnly: Sendable, Hashable {
  /// As sent in `Idempotency-Key`: 1 to 255 visible ASCII characters.
  public let key: String
  /// SHA-256 of what was asked: method, path and body.
  public let fingerprint: [UInt8]

  public init(key: String, fingerprint: [UInt8]) {
    self.key = key
    self.fingerprint = fingerprint
  }
}
