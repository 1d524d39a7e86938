public import TenureDomain

/// What was answered to a request with an `Idempotency-Key`, kept so that a repetition gets the
/// same answer.
public struct StoredAnswer: Sendable, Hashable {
  /// SHA-256 of the request: its method, path and body.
  public let fingerprint: [UInt8]
  public let at: Timestamp
  /// The HTTP status.
  public let status: Int
  /// The receipt that the answer consists of; its bytes are not kept twice.
  public let receipt: ReceiptID?
  /// The answer's body, where it is not a receipt.
  public let body: [UInt8]?
  /// The version of what was changed, for the answer's ETag.
  public let version: Int64?

  public init(
    fingerprint: [UInt8], at: Timestamp, status: Int, receipt: ReceiptID? = nil,
    body: [UInt8]? = nil, version: Int64? = nil
  ) {
    self.fingerprint = fingerprint
    self.at = at
    self.status = status
    self.receipt = receipt
    self.body = body
    self.version = version
  }
}

/// Whose key it is: keys of two callers never meet.
public struct RequestKey: Sendable, Hashable {
  /// The API key or the person that asks.
  public let caller: String
  /// As sent: 1 to 255 visible ASCII characters.
  public let key: String

  public init(caller: String, key: String) {
    self.caller = caller
    self.key = key
  }
}
