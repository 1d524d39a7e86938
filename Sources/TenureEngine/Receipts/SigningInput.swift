/// The bytes that a receipt's signature covers (RFC 7515 section 5.1).
enum SigningInput {
  /// `BASE64URL(header).` for what a key signs; the header's members are sorted by name.
  static func prefix(key thumbprint: String) -> [UInt8] {
    let header = #"{"alg":"Ed25519","kid":"\#(thumbprint)","typ":"\#(type)"}"#
    return Base64URL.encode([UInt8](header.utf8)) + [UInt8(ascii: ".")]
  }

  static func bytes(prefix: [UInt8], payload: [UInt8]) -> [UInt8] {
    prefix + Base64URL.encode(payload)
  }

  /// What verifiers take for the algorithm: RFC 9864's name of it, and RFC 8037's.
  static let algorithms: Set = ["Ed25519", "EdDSA"]

  /// The media type of a receipt's payload, without `application/` as RFC 7515 asks.
  static let type = "tenure-receipt+json"
}
