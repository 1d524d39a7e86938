/// A table as text (RFC 4180): fields between commas, rows that end with CR and LF.
struct CSVText: Sendable {
  private(set) var text = ""

  /// - Parameter head: the names of the columns.
  init(_ head: [String]) {
    add(head)
  }

  mutating func add(_ row: [String]) {
    text += row.map(Self.field).joined(separator: ",") + "\r\n"
  }

  /// What a spreadsheet would take for a formula gets an apostrophe before it.
  private static func field(_ value: String) -> String {
    let isFormula = value.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
    let safe = isFormula == true ? "'" + value : value
    guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return safe
    }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
