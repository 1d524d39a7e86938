/// Why a receipt's signature does not count.
public enum ReceiptFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is not three parts in `base64url` with dots between them.
  case notCompact
  /// Its header is not a JSON object, or says something twice; the text says what.
  case header(String)
  /// It is not a receipt: its `typ` is another.
  case type(String)
  /// It names an algorithm that receipts are not signed with, such as `none`.
  case algorithm(String)
  /// It demands something that a verifier must understand.
  case critical
  /// It names no key.
  case noKey
  /// It names a key that is not in the set.
  case unknownKey(String)
  /// The key did not sign this.
  case signature

  public var description: String {
    switch self {
    case .notCompact:
      "it is not a compact JWS: three parts in base64url without padding, with dots between them"
    case .header(let problem): "its header cannot be read: \(problem)"
    case .type(let type): "it is a `\(type)`, not a `\(SigningInput.type)`"
    case .algorithm(let name): "it is signed with `\(name)`; receipts are signed with `Ed25519`"
    case .critical: "its header demands an extension (`crit`); receipts have none"
    case .noKey: "its header names no key"
    case .unknownKey(let key): "the key `\(key)` is not in the key set"
    case .signature: "the signature does not fit: the receipt was changed, or its key is another"
    }
  }
}
