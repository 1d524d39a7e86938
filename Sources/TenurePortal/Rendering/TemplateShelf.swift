import FoundationEssentials
import Mustache
import TenureEngine
import TenurePolicy

/// The templates of the pages, once for each language: `[[key]]` in a template is replaced by the
/// text `portal.key` of the language when it is read, so that a page says nothing that its
/// language lacks, and rendering looks no text up.
struct TemplateShelf: Sendable {
  private let libraries: [String: MustacheLibrary]

  /// - Throws: `InputErrors` for a text that is missing, an error of the template library for a
  ///   template that cannot be read.
  init(folder: URL, messages: [MessageCatalog]) throws {
    PageContent.register()
    let sources = try Self.sources(folder)
    var libraries: [String: MustacheLibrary] = [:]
    for catalog in messages {
      var library = MustacheLibrary()
      for (name, source) in sources {
        let said = try Self.said(source, in: catalog, file: "Templates/portal/\(name).mustache")
        try library.register(PageContent.mark + said, named: name)
      }
      libraries[catalog.language] = library
    }
    self.libraries = libraries
  }

  func render(_ whole: WholePage, with template: String, in language: String) -> String? {
    libraries[language]?.render(whole, withTemplate: template)
  }

  /// The templates of a folder by their names, without their white space at the beginning of lines.
  private static func sources(_ folder: URL) throws -> [(name: String, text: String)] {
    let path = "Templates/portal"
    let place = folder.appending(path: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    return try names.filter { $0.hasSuffix(".mustache") }.map { name in
      let text = try DocumentFile.text(place.appending(path: name), name: "\(path)/\(name)")
      return (String(name.dropLast(".mustache".count)), unindented(text))
    }
  }

  /// White space at the beginning of a line means nothing in HTML but weighs.
  private static func unindented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }

  static func said(
    _ source: String, in catalog: MessageCatalog, file: String
  ) throws(InputErrors) -> String {
    var said = ""
    var rest = Substring(source)
    var faults: [InputError] = []
    while let open = rest.firstRange(of: "[["), let close = rest.firstRange(of: "]]") {
      let key = String(rest[open.upperBound..<close.lowerBound])
      said += rest[..<open.lowerBound]
      if let text = catalog.texts["portal.\(key)"] {
        said += escaped(text)
      } else {
        faults.append(
          InputError(
            file: file, key: key, problem: "`portal.\(key)` has no text in `\(catalog.language)`",
            remedy: "add it to Locales/portal, in each language"))
      }
      rest = rest[close.upperBound...]
    }
    if !faults.isEmpty { throw InputErrors(faults) }
    return said + rest
  }

  /// A text as HTML; braces become entities, so that no text is taken for a tag of the template.
  private static func escaped(_ text: String) -> String {
    HTMLText.escaped(text).replacing("{", with: "&#123;").replacing("}", with: "&#125;")
  }
}

/// Escapes what a page says. The template library's own way goes character by character, and so
/// would leave alone a quote that an accent follows.
private struct PageContent: MustacheContentType {
  private static let name = "TENURE"

  /// What has a template escape in this way: each begins with it, because it ends with a template.
  static let mark = "{{% CONTENT_TYPE: \(name)}}\n"

  static func register() { MustacheContentTypes.register(PageContent(), named: name) }

  func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
}

/// What a template sees: the frame that all pages share, and the page's own.
struct WholePage: Sendable {
  let frame: Frame
  let page: any Sendable
}
