import Crypto

/// Digests.
public enum Hash {
  /// The 32 bytes of SHA-256 over the parts, one after the other.
  public static func sha256(_ parts: [UInt8]...) -> [UInt8] {
    var hash = SHA256()
    for part in parts { hash.update(data: part) }
    return [UInt8](hash.finalize())
  }
}
