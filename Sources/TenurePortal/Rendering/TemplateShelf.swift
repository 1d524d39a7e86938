import FoundationEssentials
import Mustache
import Synchronization
import TenureEngine
import TenurePolicy

/// The templates of the pages, once for each language: `[[key]]` in a template is replaced by the
/// text `portal.key` of the language when it is read, so that a page says nothing that its
/// language lacks, and rendering looks no text up.
final class TemplateShelf: Sendable {
  private let sources: [TemplateSource]
  private let messages: [MessageCatalog]
  /// Those of a language are parsed when somebody first wants them: for all languages that was two
  /// fifths of a server's start.
  private let libraries = Mutex<[String: MustacheLibrary]>([:])

  /// - Throws: `InputErrors` for a text that is missing in any language, an error of the template
  ///   library for a template that cannot be read.
  init(folder: URL, messages: [MessageCatalog]) throws {
    PageContent.register()
    sources = try TemplateSource.all(in: folder)
    self.messages = messages
    let faults = messages.flatMap { catalog in sources.flatMap { $0.missing(in: catalog) } }
    if !faults.isEmpty { throw InputErrors(faults) }
    // The structure is the same in all languages: the first tells whether it can be read.
    if let first = messages.first { _ = try library(of: first) }
  }

  /// A page in a language; nil if there is no such template or language.
  func render(_ whole: WholePage, with template: String, in language: String) throws -> String? {
    guard let catalog = messages.first(where: { $0.language == language }) else { return nil }
    return try library(of: catalog).render(ShownTree(whole), withTemplate: template)
  }

  private func library(of catalog: MessageCatalog) throws -> MustacheLibrary {
    try libraries.withLock { libraries in
      if let known = libraries[catalog.language] { return known }
      var library = MustacheLibrary()
      let templates = sources.concurrentMap { source in
        Result { try MustacheTemplate(string: PageContent.mark + source.text(in: catalog)) }
      }
      for (source, template) in zip(sources, templates) {
        library.register(try template.get(), named: source.name)
      }
      libraries[catalog.language] = library
      return library
    }
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
