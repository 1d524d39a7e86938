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
    var rest = Substring(Self.unindented(text))
    while let open = rest.utf8.firstRange(of: "[[".utf8),
      let close = rest[open.upperBound...].utf8.firstRange(of: "]]".utf8)
    {
      pieces.append(.markup(String(rest[..<open.lowerBound])))
      pieces.append(.key(String(rest[open.upperBound..<close.lowerBound])))
      rest = rest[close.upperBound...]
    }
    self.pieces = pieces + [.markup(String(rest))]
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
  private static func unindented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }

  /// A text as HTML; braces become entities, so that no text is taken for a tag of the template.
  private static func escaped(_ text: String) -> String {
    HTMLText.escaped(text).replacing("{", with: "&#123;").replacing("}", with: "&#125;")
  }
}
