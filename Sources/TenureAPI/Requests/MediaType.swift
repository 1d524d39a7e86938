/// A form in which bodies are sent or read.
public enum MediaType: String, Sendable, Hashable {
  case json = "application/json"
  case jsonLines = "application/jsonl"
  case yaml = "application/yaml"
  case jose = "application/jose"
  case calendar = "text/calendar"
  case html = "text/html"
  case text = "text/plain"
  case csv = "text/csv"
  case problem = "application/problem+json"

  /// The value of `Content-Type`.
  var field: String {
    switch self {
    case .html, .text, .calendar, .csv: rawValue + "; charset=utf-8"
    default: rawValue
    }
  }

  /// Whether the value of a `Content-Type` field names this form, with or without parameters. Only
  /// UTF-8 is read.
  func isNamed(by field: String) -> Bool {
    let parts = field.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard let name = parts.first, name.lowercased() == rawValue else { return false }
    return parts.dropFirst().allSatisfy { parameter in
      let pair = parameter.lowercased().split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0] == "charset" else { return true }
      return pair[1] == "utf-8" || pair[1] == "\"utf-8\""
    }
  }
}

/// A text without the blanks around it.
func trimmed(_ text: Substring) -> Substring {
  let front = text.drop { $0 == " " || $0 == "\t" }
  return front.lastIndex { $0 != " " && $0 != "\t" }.map { front[...$0] } ?? front.prefix(0)
}
