import TenureDomain

/// What is said to people in one language, as data: `Locales/<language>.yaml`.
public struct MessageCatalog: Sendable {
  public let file: String
  /// The BCP 47 tag, such as `nb`.
  public let language: String
  /// Texts by section and key, such as `reasons.license-limit`.
  public let texts: [String: String]

  /// Reads a catalogue: `language`, then sections of `key: text`.
  ///
  /// - Throws: every fault of the document, with its place.
  public init(_ text: String, file: String) throws(InputErrors) {
    let root = try DocumentParser.parse(text, file: file)
    let reader = DocumentReader(file: file)
    var language = ""
    var texts: [String: String] = [:]
    for (key, value) in root.pairs ?? [] {
      let section = key.text ?? ""
      if section == "language" {
        language = reader.text(value) ?? ""
        continue
      }
      for (key, value) in value.pairs ?? [] {
        texts["\(section).\(key.text ?? "")"] = reader.text(value)
      }
    }
    if language.isEmpty {
      reader.note(root, "`language` is missing", "add `language: en` at the top")
    }
    try reader.finish()
    self.file = file
    self.language = language
    self.texts = texts
  }

  /// The text of a key, with `{name}` replaced by its value; the key itself if it has no text.
  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    guard let template = texts[key] else { return key }
    guard template.contains("{") else { return template }
    var text = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open] + (values[name] ?? "{\(name)}")
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
