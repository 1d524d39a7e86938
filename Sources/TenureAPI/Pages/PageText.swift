import TenureEngine

/// Turns the plain texts of documents into HTML: paragraphs, `code` and **strong** words.
enum PageText {
  static func paragraphs(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }
    return paragraphs.map { "<p>\(inline($0.joined(separator: " ")))</p>" }.joined(separator: "\n")
  }

  static func inline(_ text: String) -> String {
    mark(mark(HTMLText.escaped(text), "`", "code"), "**", "strong")
  }

  /// Puts what stands between two marks into an element; a mark without a second one stays.
  private static func mark(_ text: String, _ mark: String, _ element: String) -> String {
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    var html = ""
    for (position, part) in parts.enumerated() {
      if position % 2 == 0 {
        html += part
      } else {
        html += position == parts.count - 1 ? mark + part : "<\(element)>\(part)</\(element)>"
      }
    }
    return html
  }
}
