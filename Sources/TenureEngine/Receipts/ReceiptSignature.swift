/// What a key says of a receipt's payload.
public struct ReceiptSignature: Sendable, Hashable {
  /// The RFC 7638 thumbprint of the key.
  public let key: String
  /// The 64 bytes of Ed25519 over the JWS signing input.
  public let bytes: [UInt8]

  public init(key: String, bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }
}
