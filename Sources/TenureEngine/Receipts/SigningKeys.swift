import Synchronization

/// The keys that sign receipts: one active, and those retired before it. They can be rotated while
/// the server runs.
public final class SigningKeys: Sendable {
  private let state: Mutex<KeyRing>

  public init(_ ring: KeyRing) {
    state = Mutex(ring)
  }

  public var ring: KeyRing { state.withLock { $0 } }

  /// The RFC 7638 thumbprint of the active key.
  public var active: String { ring.active.thumbprint }

  /// Every key whose signatures count.
  public var keySet: KeySet { ring.keySet }

  /// Signs a payload with the active key.
  ///
  /// - Throws: an error of the crypto library.
  public func sign(payload: [UInt8]) throws -> ReceiptSignature {
    try ring.activeKey.sign(payload)
  }

  /// Puts other keys in the place of these, as after a rotation.
  public func replace(with ring: KeyRing) {
    state.withLock { $0 = ring }
  }
}
