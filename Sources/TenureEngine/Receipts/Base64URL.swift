/// Bytes as text in `base64url` without padding (RFC 4648 section 5, RFC 7515 section 2).
public enum Base64URL {
  public static func text(_ bytes: [UInt8]) -> String {
    String(decoding: encode(bytes), as: UTF8.self)
  }

  /// The text's ASCII.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let count = (bytes.count * 4 + 2) / 3
    let digits = alphabet.utf8Start
    return [UInt8](unsafeUninitializedCapacity: count) { text, written in
      var (bits, held) = (UInt32(0), UInt32(0))
      for byte in bytes {
        bits = bits << 8 | UInt32(byte)
        held += 8
        while held >= 6 {
          held -= 6
          text[written] = digits[Int(bits >> held & 63)]
          written += 1
        }
      }
      if held > 0 {
        text[written] = digits[Int(bits << (6 - held) & 63)]
        written += 1
      }
    }
  }

  /// The bytes, or nil if the text is not the one that ``text(_:)`` writes for them: padding, other
  /// characters and bits that no byte holds are refused, so that nothing has two spellings.
  public static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for character in text {
      guard let value = values[Int(character)] else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    guard count < 6, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
    return bytes
  }

  /// The characters in the order of their values; at a fixed place, so that nobody looks it up.
  private static var alphabet: StaticString {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  }

  /// The value of each character, by its code.
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for value in 0..<64 { values[Int(alphabet.utf8Start[value])] = UInt8(value) }
    return values
  }()
}
