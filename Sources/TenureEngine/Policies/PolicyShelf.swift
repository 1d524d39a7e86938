public import FoundationEssentials
import Synchronization
public import TenureDomain
public import TenurePolicy

/// The editions that a server answers with. They can be exchanged while it runs.
public final class PolicyShelf: Sendable {
  private let content: Mutex<Content>

  /// - Parameter digests: the SHA-256 of each edition's document.
  public init(library: PolicyLibrary, digests: [EditionID: [UInt8]]) {
    content = Mutex(Content(library: library, book: library.book, digests: digests))
  }

  /// The editions and texts of a folder that holds `Policies` and `Locales`.
  ///
  /// - Throws: `InputErrors`, with every fault of every document.
  public convenience init(folder: URL) throws(InputErrors) {
    let library = try PolicyLibrary(folder: folder)
    var digests: [EditionID: [UInt8]] = [:]
    for document in library.book.documents {
      let text = try DocumentFile.text(folder.appending(path: document.file), name: document.file)
      digests[document.edition.id] = Hash.sha256([UInt8](text.utf8))
    }
    self.init(library: library, digests: digests)
  }

  /// The editions at this moment; what is added later is not in it.
  public var book: PolicyBook { snapshot.book }

  public var products: ProductCatalog { snapshot.products }

  /// The texts, one catalogue a language.
  public var messages: [MessageCatalog] { snapshot.messages }

  /// The edition of a name, nil if there is none.
  public func edition(_ id: EditionID) -> Edition? { snapshot.editions[id] }

  /// The edition in force for a term that begins on a date (D5); nil if there is no such family.
  public func edition(of family: String, on date: CalendarDate) -> Edition? {
    snapshot.book.edition(of: family, on: date)
  }

  /// The SHA-256 of the bytes of an edition's document.
  public func digest(of id: EditionID) -> [UInt8]? { snapshot.digests[id] }

  /// The texts of a language: those of `nb` for `nb-NO`, and English where there are none.
  public func localizer(for language: String) -> Localizer {
    let content = snapshot
    let primary = String(language.prefix { $0 != "-" }).lowercased()
    return content.localizers[language] ?? content.localizers[primary] ?? content.general
  }

  /// Puts an edition on the shelf; nothing changes if it cannot be read or is there already.
  ///
  /// - Parameters:
  ///   - document: YAML, in the format of `Documentation/reference/policy-format.md`.
  ///   - file: the name to show in errors.
  /// - Throws: every fault of the document, with its place.
  @discardableResult
  public func add(document: String, file: String) throws(InputErrors) -> Edition {
    let read = try EditionDocument(document, file: file, products: products)
    let digest = Hash.sha256([UInt8](document.utf8))
    let result = content.withLock { content in
      Result { () throws(InputErrors) in
        content = try content.adding(read, digest: digest)
      }
    }
    try result.get()
    return read.edition
  }

  private var snapshot: Content { content.withLock { $0 } }
}

/// What stands on a shelf at one moment. It never changes, so readers share it.
private final class Content: Sendable {
  let book: PolicyBook
  let library: PolicyLibrary
  let editions: [EditionID: Edition]
  let digests: [EditionID: [UInt8]]
  let localizers: [String: Localizer]
  /// The texts for a language that has none of its own.
  let general: Localizer

  var products: ProductCatalog { library.products }
  var messages: [MessageCatalog] { library.messages }

  init(library: PolicyLibrary, book: PolicyBook, digests: [EditionID: [UInt8]]) {
    self.library = library
    self.book = book
    self.digests = digests
    editions = Dictionary(
      book.documents.map { ($0.edition.id, $0.edition) }, uniquingKeysWith: { first, _ in first })
    localizers = Dictionary(
      library.messages.map { ($0.language, Localizer($0)) }, uniquingKeysWith: { first, _ in first }
    )
    let empty = MessageCatalog(file: "", language: "en", texts: [:])
    general = Localizer(library.messages(in: "en") ?? empty)
  }

  func adding(_ document: EditionDocument, digest: [UInt8]) throws(InputErrors) -> Content {
    var digests = digests
    digests[document.edition.id] = digest
    let book = try PolicyBook(book.documents + [document])
    return Content(library: library, book: book, digests: digests)
  }
}
