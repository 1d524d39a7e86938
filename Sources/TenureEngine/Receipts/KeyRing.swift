public import TenureDomain
public import TenurePolicy

/// The key that signs receipts, and the public parts of those that signed before it.
public struct KeyRing: Sendable {
  let activeKey: ActiveKey
  /// When the active key began to sign; nil if nobody wrote that down.
  public let since: Timestamp?
  /// Oldest first.
  public let retired: [RetiredKey]

  /// nil if the secret has not 32 bytes.
  public init?(secret: [UInt8], since: Timestamp? = nil, retired: [RetiredKey] = []) {
    guard let key = ActiveKey(secret: secret) else { return nil }
    activeKey = key
    self.since = since
    self.retired = retired
  }

  /// Reads keys that an operator keeps in the environment instead of a file.
  ///
  /// - Parameters:
  ///   - secret: `TENURE_SIGNING_KEY`: the 32 bytes of the private part in `base64url`.
  ///   - retired: `TENURE_RETIRED_KEYS`: public parts in `base64url`, oldest first, with commas or
  ///     spaces between them.
  /// - Throws: an error that does not repeat the secret.
  public init(secret: String, retired: String = "") throws(InputErrors) {
    guard let bytes = Base64URL.bytes(secret.utf8), let ring = KeyRing(secret: bytes) else {
      throw InputErrors([
        InputError(
          file: "TENURE_SIGNING_KEY", problem: "it is not a key",
          remedy: "set it to 32 random bytes in base64url: "
            + "openssl rand 32 | basenc --base64url | tr -d =")
      ])
    }
    let texts = retired.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let keys = texts.map { PublicKey(text: $0) }
    if let fault = zip(texts, keys).first(where: { $0.1 == nil }) {
      throw InputErrors([
        InputError(
          file: "TENURE_RETIRED_KEYS", problem: "`\(fault.0.prefix(60))` is not a public key",
          remedy: "write each `x` that /.well-known/jwks.json showed for it")
      ])
    }
    activeKey = ring.activeKey
    since = nil
    self.retired = keys.compactMap { $0 }.map { RetiredKey(key: $0, since: nil, until: nil) }
  }

  /// The active key.
  public var active: PublicKey { activeKey.publicKey }

  /// Every key whose signatures count, the active one first.
  public var keySet: KeySet { KeySet([active] + retired.map(\.key)) }

  /// The ring after a rotation: a new active key, and of the old one only its public part.
  ///
  /// - Parameter secret: the 32 bytes of the new key's private part; nil is the answer for others.
  public func rotated(to secret: [UInt8], at now: Timestamp) -> KeyRing? {
    let old = RetiredKey(key: active, since: since, until: now)
    return KeyRing(secret: secret, since: now, retired: retired + [old])
  }
}
