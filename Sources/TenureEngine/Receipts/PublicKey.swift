import Crypto
import FoundationEssentials

/// The public part of an Ed25519 key that signs receipts.
public struct PublicKey: Sendable, Hashable {
  /// 32 bytes.
  public let bytes: [UInt8]
  /// Its RFC 7638 thumbprint, the `kid` of what it signs.
  public let thumbprint: String

  /// nil if there are not 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
    let members = #"{"crv":"Ed25519","kty":"OKP","x":"\#(Base64URL.text(bytes))"}"#
    thumbprint = Base64URL.text(Hash.sha256([UInt8](members.utf8)))
  }

  /// nil if the text is not 32 bytes in canonical `base64url`.
  init?(text: String) {
    guard let bytes = Base64URL.bytes(text.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  /// Whether the key signed these bytes.
  public func hasSigned(_ bytes: [UInt8], signature: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: bytes)
  }
}
