import TenureEngine

/// Says where the next page of a list begins, in a form that clients hand back unread.
///
/// It holds the last item's place and a hash of the list and its filter, so that a cursor of one
/// list is refused by another.
enum PageCursor {
  private static let version: UInt8 = 1

  /// - Parameter list: the operation and its filter.
  static func text(after place: String, in list: String) -> String {
    var bytes = [version]
    withUnsafeBytes(of: hash(list).bigEndian) { bytes += $0 }
    bytes += place.utf8
    return Base64URL.text(bytes)
  }

  /// The place that a cursor of this list holds; nil if it is none.
  static func place(_ cursor: String, in list: String) -> String? {
    guard let bytes = Base64URL.bytes(cursor.utf8), bytes.count > 9, bytes[0] == version else {
      return nil
    }
    let told = bytes[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard told == hash(list) else { return nil }
    return String(validating: bytes[9...], as: UTF8.self)
  }

  /// FNV-1a, which is the same in every process.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
