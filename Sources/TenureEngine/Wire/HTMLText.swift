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
      text += "<dt>\(Self.escaped(label))</dt><dd dir=\"auto\">\(Self.escaped(value))</dd>\n"
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

  /// A text as it can stand between tags and in an attribute's quotes. It is read byte by byte: to
  /// a browser a quote is one, even if an accent follows that makes both one character.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { entity($0) != nil }) else { return text }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      if let entity = entity(byte) {
        escaped.append(contentsOf: entity.utf8)
      } else {
        escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
