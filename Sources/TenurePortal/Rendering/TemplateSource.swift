import FoundationEssentials
import TenureEngine
import TenurePolicy

/// A template as it is written, before a language's texts stand in it.
struct TemplateSource: Sendable {
  let name: String
  private let pieces: [Piece]

  private enum Piece: Sendable {
    case markup(String)
    /// The key of a text, without the `portal.` that they all have.
    case key(String)
  }

  /// The templates of the home folder.
  static func all(in home: URL) throws -> [TemplateSource] {
    let place = home.appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    return try names.filter { $0.hasSuffix(".mustache") }.map { name in
      let text = try DocumentFile.text(place.appending(path: name), name: "\(folder)/\(name)")
      return TemplateSource(name: String(name.dropLast(".mustache".count)), text: text)
    }
  }

  private static let folder = "Templates/portal"

  /// - Parameter text: in which `[[key]]` stands for a text.
  init(name: String, text: String) {
    self.name = name
    var pieces: [Piece] = []
    let bytes = Self.unindented(text.utf8)
    var (rest, place) = (bytes[...], bytes.startIndex)
    while let open = Self.twice(UInt8(ascii: "["), in: bytes[place...]) {
      guard let close = Self.twice(UInt8(ascii: "]"), in: bytes[open...]) else { break }
      pieces.append(.markup(String(decoding: rest[..<open], as: UTF8.self)))
      pieces.append(.key(String(decoding: bytes[(open + 2)..<close], as: UTF8.self)))
      place = close + 2
      rest = bytes[place...]
    }
    self.pieces = pieces + [.markup(String(decoding: rest, as: UTF8.self))]
  }

  /// The template with the texts of a language, of which it must lack none.
  func text(in catalog: MessageCatalog) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .markup(let markup): text += markup
      case .key(let key): text += catalog.texts["portal.\(key)"].map(Self.escaped) ?? ""
      }
    }
    return text
  }

  /// A fault for each text that the template wants and a language lacks.
  func missing(in catalog: MessageCatalog) -> [InputError] {
    pieces.compactMap { piece in
      guard case .key(let key) = piece, catalog.texts["portal.\(key)"] == nil else { return nil }
      return InputError(
        file: "\(Self.folder)/\(name).mustache", key: key,
        problem: "`portal.\(key)` has no text in `\(catalog.language)`",
        remedy: "add it to Locales/portal, in each language")
    }
  }

  /// White space at the beginning of a line means nothing in HTML but weighs.
  private static func unindented(_ text: String.UTF8View) -> [UInt8] {
    var isLineBegun = false
    return text.filter { byte in
      if byte == UInt8(ascii: " "), !isLineBegun { return false }
      isLineBegun = byte != UInt8(ascii: "\n")
      return true
    }
  }

  /// Where a byte first stands twice.
  private static func twice(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().first { bytes[$0] == byte && bytes[$0 + 1] == byte }
  }

  /// A text as HTML; braces become entities, so that no text is taken for a tag of the template.
  private static func escaped(_ text: String) -> String {
    HTMLText.escaped(text).replacing("{", with: "&#123;").replacing("}", with: "&#125;")
  }
}
