import TenureEngine

/// The name by which a request is found again in logs and answers.
enum RequestName {
  /// The name that a client gave its request, if it is sane: 1 to 64 letters, digits, `-`, `_`,
  /// `.`.
  static func told(_ text: String?) -> String? {
    guard let text, (1...64).contains(text.utf8.count) else { return nil }
    let isSane = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
    return isSane ? text : nil
  }

  /// A name made of random bytes.
  static func made(of bytes: [UInt8]) -> String { "req_" + Base64URL.text(bytes) }
}
