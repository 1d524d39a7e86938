import TenurePolicy

/// A receipt as a compact JWS (RFC 7515 section 7.1): `header.payload.signature`.
public struct CompactReceipt: Sendable, Hashable {
  /// What the header names as its key.
  public let key: String
  /// What was signed.
  public let payload: [UInt8]
  public let signature: [UInt8]
  private let signingInput: [UInt8]

  /// Reads a receipt without asking who signed it.
  ///
  /// Strict, so that nothing has two readings: nothing before or after it, canonical `base64url`,
  /// no member of the header twice, no `crit`, and only the algorithm that receipts are signed
  /// with, under either of its names: `Ed25519` (RFC 9864) or `EdDSA` (RFC 8037).
  public init(_ text: String) throws(ReceiptFault) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.bytes(parts[0]),
      let payload = Base64URL.bytes(parts[1]), let signature = Base64URL.bytes(parts[2])
    else { throw .notCompact }
    key = try Self.key(of: header)
    self.payload = payload
    self.signature = signature
    signingInput = Array(parts[0]) + [UInt8(ascii: ".")] + Array(parts[1])
  }

  private static func key(of header: [UInt8]) throws(ReceiptFault) -> String {
    var members: [String: DocumentNode] = [:]
    do {
      let root = try JSONDocument.parse(header, name: "the header")
      guard let pairs = root.pairs else { throw ReceiptFault.header("it is not an object") }
      for (key, value) in pairs { members[key.text ?? ""] = value }
    } catch let fault as ReceiptFault {
      throw fault
    } catch {
      throw .header((error as? InputErrors)?.errors.first?.problem ?? "it is not JSON")
    }
    guard members["crit"] == nil else { throw .critical }
    let algorithm = members["alg"]?.text ?? "none"
    guard SigningInput.algorithms.contains(algorithm) else { throw .algorithm(algorithm) }
    let type = members["typ"]?.text ?? "nothing"
    guard type == SigningInput.type else { throw .type(type) }
    guard let key = members["kid"]?.text else { throw .noKey }
    return key
  }

  /// Makes sure that a key of the set signed it. The key's own type says how to verify; the
  /// header's word for the algorithm chooses nothing.
  ///
  /// - Returns: the key.
  @discardableResult
  public func verify(with keys: KeySet) throws(ReceiptFault) -> PublicKey {
    guard let key = keys[key] else { throw .unknownKey(self.key) }
    guard key.hasSigned(signingInput, signature: signature) else { throw .signature }
    return key
  }
}

extension ReceiptRecord {
  /// The receipt as a compact JWS.
  public var compact: String {
    let input = SigningInput.bytes(prefix: SigningInput.prefix(key: key), payload: payload)
    let text = input + [UInt8(ascii: ".")] + Base64URL.encode(signature)
    return String(decoding: text, as: UTF8.self)
  }

  /// Makes sure that a key of the set signed the receipt.
  public func verify(with keys: KeySet) throws(ReceiptFault) {
    guard let key = keys[self.key] else { throw .unknownKey(self.key) }
    let prefix = SigningInput.prefix(key: self.key)
    let input = SigningInput.bytes(prefix: prefix, payload: payload)
    guard key.hasSigned(input, signature: signature) else { throw .signature }
  }
}
