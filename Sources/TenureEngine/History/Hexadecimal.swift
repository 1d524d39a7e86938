/// Bytes as text: two digits a byte, letters in lower case.
public enum Hexadecimal {
  public static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// nil if the text is anything else than ``text(_:)`` writes.
  public static func bytes(_ text: String) -> [UInt8]? {
    let values = text.utf8.map(value)
    guard values.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count / 2)
    for index in stride(from: 0, to: values.count, by: 2) {
      guard let high = values[index], let low = values[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static let digits = [UInt8]("0123456789abcdef".utf8)

  private static func value(_ digit: UInt8) -> UInt8? {
    digits.firstIndex(of: digit).map { UInt8($0) }
  }
}
