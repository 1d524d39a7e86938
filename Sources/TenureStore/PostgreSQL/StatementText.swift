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

  /// Whether a statement adds one row or fails, so that nobody needs to count.
  static func addsOneRowOrFails(_ text: String) -> Bool {
    guard text.hasPrefix("INSERT INTO "), !text.contains("'"),
      let values = text.firstRange(of: "VALUES")
    else { return false }
    var rest = text[values.upperBound...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    guard rest.first == "(" else { return false }
    var depth = 0
    let end = rest.firstIndex { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth == 0
    }
    // Nothing after it: no second row, and no `ON CONFLICT` that would leave the row out.
    return end.map { rest.index(after: $0) == rest.endIndex } ?? false
  }

  private static func mentionsReturning(_ text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { $0.uppercased() == "RETURNING" }
  }
}
