public import TenurePolicy

/// Public keys by their thumbprints, as `/.well-known/jwks.json` tells them (RFC 7517).
public struct KeySet: Sendable {
  /// The active key first.
  public let keys: [PublicKey]

  public init(_ keys: [PublicKey]) {
    self.keys = keys
  }

  public subscript(thumbprint: String) -> PublicKey? {
    keys.first { $0.thumbprint == thumbprint }
  }

  /// Reads a key set. Keys of other kinds and uses are passed over, as RFC 7517 asks.
  ///
  /// - Throws: every fault, with its place.
  public init(jwks bytes: [UInt8], file: String) throws(InputErrors) {
    let root = try JSONDocument.parse(bytes, name: file)
    let reader = DocumentReader(file: file)
    guard let list = root.pairs?.first(where: { $0.key.text == "keys" })?.value else {
      throw InputErrors([
        InputError(
          file: file, problem: "it is not a key set",
          remedy: "save what the server answers at /.well-known/jwks.json")
      ])
    }
    keys = reader.items(list).compactMap { Self.key($0, reader) }
    try reader.finish()
  }

  private static func key(_ node: DocumentNode, _ reader: DocumentReader) -> PublicKey? {
    var members: [String: DocumentNode] = [:]
    for (key, value) in node.pairs ?? [] { members[key.text ?? ""] = value }
    guard members["kty"]?.text == "OKP", members["crv"]?.text == "Ed25519",
      members["use"].map({ $0.text == "sig" }) ?? true,
      members["alg"].map({ SigningInput.algorithms.contains($0.text ?? "") }) ?? true
    else { return nil }
    guard let key = members["x"]?.text.flatMap(PublicKey.init(text:)) else {
      reader.note(node, "`x` is not 32 bytes in base64url", "save the key set again")
      return nil
    }
    if let name = members["kid"], name.text != key.thumbprint {
      reader.note(
        name, "it is not the key's RFC 7638 thumbprint", "save the key set again")
    }
    return key
  }

  /// The key set as JSON, its members sorted.
  public var jwks: [UInt8] {
    let keys = keys.map { key in
      #"{"alg":"Ed25519","crv":"Ed25519","kid":"\#(key.thumbprint)","kty":"OKP","use":"sig","#
        + #""x":"\#(Base64URL.text(key.bytes))"}"#
    }
    return [UInt8](#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8)
  }
}
