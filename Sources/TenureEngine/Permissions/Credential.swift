import TenureDomain

/// How secrets are written: `tnk_<key>_<secret>` for programs, `tns_<token>` for people.
///
/// They hold 256 random bits, so a plain SHA-256 keeps them: there is nothing to guess.
public enum Credential: Sendable, Hashable {
  case key(KeyID, hash: [UInt8])
  case session(hash: [UInt8])

  /// nil if the text is neither.
  public init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    if parts.first == "tns", parts.count == 2, !parts[1].isEmpty {
      self = .session(hash: Self.hash(text))
    } else if parts.first == "tnk", parts.count >= 3,
      let id = KeyID(parts.dropFirst().dropLast().joined(separator: "_"))
    {
      self = .key(id, hash: Self.hash(text))
    } else {
      return nil
    }
  }

  static func hash(_ secret: String) -> [UInt8] { Hash.sha256([UInt8](secret.utf8)) }

  static func secret(of key: KeyID, _ random: [UInt8]) -> String {
    "tnk_\(key)_\(Hexadecimal.text(random))"
  }

  static func token(_ random: [UInt8]) -> String { "tns_\(Hexadecimal.text(random))" }
}
