/// How a statement is spelled for PostgreSQL.
enum StatementText {
  /// `?1`, `?2`, … as `$1`, `$2`, …; what stands in quotes stays as it is.
  static func withDollars(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    let quotes: Set<UInt8> = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
    var quote: UInt8?
    for byte in text.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
      } else if quotes.contains(byte) {
        quote = byte
      }
      let isPlaceholder = quote == nil && byte == UInt8(ascii: "?")
      result.append(isPlaceholder ? UInt8(ascii: "$") : byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A statement that fails with "division by zero" unless it changes so many rows.
  ///
  /// The commit travels in the same round trip as the statements before it, so a wrong number must
  /// be an error to the database itself: the server then skips the commit.
  static func expecting(_ count: Int, of text: String) -> String {
    let returning = mentionsReturning(text) ? "" : " RETURNING 1"
    return "WITH changed AS (\(text)\(returning)) "
      + "SELECT 1 / (count(*) = \(count))::int FROM changed"
  }

  private static func mentionsReturning(_ text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { $0.uppercased() == "RETURNING" }
  }
}
