import TenureDomain

/// What is said to people in one language, as data: `Locales/<language>.yaml`.
public struct MessageCatalog: Sendable {
  public let file: String
  /// The BCP 47 tag, such as `nb`.
  public let language: String
  /// Texts by section and key, such as `reasons.license-limit`. A text with plural forms has one
  /// key for each, such as `formats.days.one`.
  public let texts: [String: String]

  /// Reads a catalogue: `language`, then sections of `key: text` or of
  /// `key: { one: …, other: … }`.
  ///
  /// - Throws: every fault of the document, with its place.
  public init(_ text: String, file: String) throws(InputErrors) {
    let root = try DocumentParser.parse(text, file: file)
    let reader = DocumentReader(file: file)
    var language = ""
    var texts: [String: String] = [:]
    for (key, value) in root.pairs ?? [] {
      if key.text == "language" {
        language = reader.text(value) ?? ""
      } else {
        Self.read(value, reader, into: &texts)
      }
    }
    if language.isEmpty {
      reader.note(root, "`language` is missing", "add `language: en` at the top")
    }
    try reader.finish()
    self.init(file: file, language: language, texts: texts)
  }

  /// A catalogue that was made elsewhere.
  public init(file: String, language: String, texts: [String: String]) {
    self.file = file
    self.language = language
    self.texts = texts
  }

  private static func read(
    _ node: DocumentNode, _ reader: DocumentReader, into texts: inout [String: String]
  ) {
    for (_, value) in node.pairs ?? [] {
      if value.isMapping {
        read(value, reader, into: &texts)
      } else {
        texts[value.path] = reader.text(value)
      }
    }
  }

  /// The text of a key, with `{name}` replaced by its value; the key itself if it has no text.
  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    text(key) { values[$0] } ?? key
  }

  /// The text of a key, with each `{name}` replaced by what is said for it; nil if it has no text.
  public func text(_ key: String, value: (String) -> String?) -> String? {
    guard let template = texts[key] else { return nil }
    // Looked for byte by byte: where characters end does not matter here, and it takes long to
    // tell.
    let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    guard template.utf8.contains(opening) else { return template }
    var text = ""
    var rest = Substring(template)
    while let open = rest.utf8.firstIndex(of: opening),
      let close = rest.utf8[open...].firstIndex(of: closing)
    {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open] + (value(name) ?? "{\(name)}")
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}

extension MessageCatalog {
  /// This catalogue and the texts of another of the same language.
  public func merging(_ other: MessageCatalog) -> MessageCatalog {
    MessageCatalog(
      file: file, language: language, texts: texts.merging(other.texts) { own, _ in own })
  }

  /// The keys without their plural forms.
  var names: Set<String> { Set(texts.keys.map(PluralForm.base)) }

  /// What of these names this catalogue lacks, each with the plural forms its language needs.
  func missing(_ names: Set<String>, plural: Set<String>) -> [String] {
    let forms = PluralForm.forms(of: language)
    let missing = names.flatMap { name -> [String] in
      guard plural.contains(name) else { return texts[name] == nil ? [name] : [] }
      return forms.map { "\(name).\($0.rawValue)" }.filter { texts[$0] == nil }
    }
    return missing.sorted()
  }

  /// The names that have plural forms.
  var pluralNames: Set<String> {
    Set(texts.keys.filter { PluralForm.base($0) != $0 }.map(PluralForm.base))
  }
}
