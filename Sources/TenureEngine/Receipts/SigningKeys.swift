import Crypto
import FoundationEssentials
import Synchronization

/// The keys that sign receipts: one active, and those retired before it. They can be rotated while
/// the server runs.
public final class SigningKeys: Sendable {
  private let state: Mutex<ActiveKey>

  /// - Parameter secret: the 32 bytes of the active key's private part.
  /// - Throws: an error of the crypto library if there are not 32 bytes.
  public init(secret: [UInt8]) throws {
    state = Mutex(try ActiveKey(secret: secret))
  }

  /// The RFC 7638 thumbprint of the active key.
  public var active: String { state.withLock { $0.thumbprint } }

  /// Signs a payload with the active key.
  public func sign(payload: [UInt8]) throws -> ReceiptSignature {
    let key = state.withLock { $0 }
    return try key.sign(payload)
  }
}

/// A private key with what is the same for everything it signs.
struct ActiveKey: Sendable {
  let thumbprint: String
  let publicKey: PublicKey
  private let key: Curve25519.Signing.PrivateKey
  private let prefix: [UInt8]

  init(secret: [UInt8]) throws {
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
    guard let publicKey = PublicKey(bytes: [UInt8](key.publicKey.rawRepresentation)) else {
      preconditionFailure("an Ed25519 key has a public part of 32 bytes")
    }
    self.publicKey = publicKey
    thumbprint = publicKey.thumbprint
    prefix = SigningInput.prefix(key: publicKey.thumbprint)
  }

  func sign(_ payload: [UInt8]) throws -> ReceiptSignature {
    let input = SigningInput.bytes(prefix: prefix, payload: payload)
    return ReceiptSignature(key: thumbprint, bytes: [UInt8](try key.signature(for: input)))
  }
}
