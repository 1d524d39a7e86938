import FoundationEssentials
import TenureDomain
import TenurePolicy

/// A ring of keys as its file says it.
extension KeyRing {
  private static let format = "tenure.keys/1"

  /// Reads a file's text.
  ///
  /// - Throws: every fault, with its place and without a secret.
  init(document bytes: [UInt8], file: String) throws(InputErrors) {
    let root = try JSONDocument.parse(bytes, name: file)
    let reader = DocumentReader(file: file)
    let members = reader.mapping(root, required: ["format", "active", "retired"]) ?? [:]
    if let format = members["format"], reader.text(format).map({ $0 != Self.format }) ?? false {
      reader.note(
        format, "this version does not know the format", "it reads `\(Self.format)` only")
    }
    let active = members["active"].flatMap { Self.active($0, reader) }
    let retired = members["retired"].map(reader.items) ?? []
    let keys = retired.compactMap { Self.retired($0, reader) }
    try reader.finish()
    guard let active else { throw InputErrors([]) }
    activeKey = active.key
    since = active.since
    self.retired = keys
  }

  private static func active(
    _ node: DocumentNode, _ reader: DocumentReader
  ) -> (key: ActiveKey, since: Timestamp)? {
    guard let members = reader.mapping(node, required: ["d", "since", "x"]),
      let d = members["d"], let x = members["x"], let since = members["since"]
    else { return nil }
    // The fault must not repeat the secret, so the reader's own words are not used here.
    guard let secret = d.text.flatMap({ Base64URL.bytes($0.utf8) }),
      let key = ActiveKey(secret: secret)
    else {
      reader.note(d, "it is not a private key", "restore the file from its back-up")
      return nil
    }
    guard x.text == Base64URL.text(key.publicKey.bytes) else {
      reader.note(x, "it is not the public part of `d`", "restore the file from its back-up")
      return nil
    }
    return timestamp(since, reader).map { (key, $0) }
  }

  private static func retired(_ node: DocumentNode, _ reader: DocumentReader) -> RetiredKey? {
    guard
      let members = reader.mapping(node, required: ["x"], optional: ["since", "until"]),
      let x = members["x"]
    else { return nil }
    guard let key = x.text.flatMap(PublicKey.init(text:)) else {
      reader.note(x, "it is not a public key", "restore the file from its back-up")
      return nil
    }
    return RetiredKey(
      key: key, since: members["since"].flatMap { timestamp($0, reader) },
      until: members["until"].flatMap { timestamp($0, reader) })
  }

  private static func timestamp(_ node: DocumentNode, _ reader: DocumentReader) -> Timestamp? {
    guard let text = reader.text(node) else { return nil }
    if let instant = Timestamp(text) { return instant }
    reader.note(node, "`\(text.prefix(60))` is not an instant", "write it as in RFC 3339")
    return nil
  }

  /// The file's text.
  func document() throws -> [UInt8] {
    let file = KeyDocument(
      active: .init(
        d: Base64URL.text(activeKey.secret), since: since.map { "\($0)" },
        x: Base64URL.text(active.bytes)),
      format: Self.format,
      retired: retired.map {
        .init(
          d: nil, since: $0.since.map { "\($0)" }, until: $0.until.map { "\($0)" },
          x: Base64URL.text($0.key.bytes))
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(file)) + [UInt8(ascii: "\n")]
  }
}

private struct KeyDocument: Encodable {
  struct Key: Encodable {
    var d: String?
    var since: String?
    var until: String?
    var x: String
  }

  var active: Key
  var format: String
  var retired: [Key]
}
