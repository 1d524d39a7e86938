/// Writes HTML piece by piece. Everything that is not a tag of ours is escaped.
public struct HTMLText {
  private(set) var text = ""

  mutating func raw(_ markup: String) {
    text += markup
  }

  mutating func element(_ name: String, _ content: String, class style: String? = nil) {
    let attribute = style.map { " class=\"\($0)\"" } ?? ""
    text += "<\(name)\(attribute)>\(Self.escaped(content))</\(name)>\n"
  }

  /// Labels with their values; what has no value is left out.
  mutating func fields(_ fields: [(label: String, value: String?)]) {
    let known = fields.compactMap { field in field.value.map { (field.label, $0) } }
    guard !known.isEmpty else { return }
    text += "<dl>\n"
    for (label, value) in known {
      text += "<dt>\(Self.escaped(label))</dt><dd>\(Self.escaped(value))</dd>\n"
    }
    text += "</dl>\n"
  }

  /// A list; nothing if it is empty.
  mutating func list(_ items: [String]) {
    guard !items.isEmpty else { return }
    text += "<ul>\n"
    for item in items { text += "<li>\(Self.escaped(item))</li>\n" }
    text += "</ul>\n"
  }

  /// A text as it can stand between tags and in an attribute's quotes. It is read scalar by scalar:
  /// to a browser a quote is one, even if an accent follows that makes both one character.
  public static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
