import Crypto
import FoundationEssentials

/// A private key with what is the same for everything it signs. It never prints its secret.
struct ActiveKey: Sendable {
  let publicKey: PublicKey
  private let key: Curve25519.Signing.PrivateKey
  private let prefix: [UInt8]

  /// nil if there are not 32 bytes.
  init?(secret: [UInt8]) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret),
      let publicKey = PublicKey(bytes: [UInt8](key.publicKey.rawRepresentation))
    else { return nil }
    self.key = key
    self.publicKey = publicKey
    prefix = SigningInput.prefix(key: publicKey.thumbprint)
  }

  /// The 32 bytes that nobody else may see.
  var secret: [UInt8] { [UInt8](key.rawRepresentation) }

  func sign(_ payload: [UInt8]) throws -> ReceiptSignature {
    let input = SigningInput.bytes(prefix: prefix, payload: payload)
    return ReceiptSignature(
      key: publicKey.thumbprint, bytes: [UInt8](try key.signature(for: input)))
  }
}

extension ActiveKey: CustomStringConvertible, CustomReflectable {
  var description: String { publicKey.thumbprint }

  var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}
