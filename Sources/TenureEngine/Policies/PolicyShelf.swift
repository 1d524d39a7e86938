public import FoundationEssentials
import Synchronization
public import TenureDomain
public import TenurePolicy

/// The editions that a server answers with. They can be added to while it runs.
///
/// Starting proves nothing and reads little: an edition is served if it is known by the SHA-256 of
/// its document, either because it was shipped or because it was proved when it was added.
public final class PolicyShelf: Sendable {
  private let content: Mutex<ShelfContent>

  /// The shelf of a library that is trusted as it is.
  ///
  /// - Parameter digests: the SHA-256 of each edition's document; 32 zero bytes stand for what it
  ///   does not name.
  public init(library: PolicyLibrary, digests: [EditionID: [UInt8]]) {
    let editions = library.book.documents.map {
      let digest = digests[$0.edition.id] ?? [UInt8](repeating: 0, count: 32)
      return ShelvedEdition($0, text: nil, digest: digest)
    }
    content = Mutex(
      ShelfContent(products: library.products, messages: library.messages, editions: editions))
  }

  /// The shelf of a folder that holds `Policies` and `Locales`, and of a store's own editions. What
  /// is not known by its digest is not served, and stands in ``refused``.
  ///
  /// - Parameters:
  ///   - general: a folder whose texts stand in for those that the first one lacks.
  ///   - stored: the editions that operators added.
  /// - Throws: `InputErrors`, if the products or the texts cannot be read.
  public init(
    folder: URL, general: URL? = nil, stored: [EditionRecord] = []
  ) throws(InputErrors) {
    let folder = PolicyFolder(folder, general: general)
    let products = try folder.products()
    let added = ShelfLoading.read(stored, products)
    let shipped = ShelfLoading.known(try folder.documents(), products, besides: added.editions)
    content = Mutex(
      ShelfContent(
        products: products, messages: try folder.messages(),
        editions: added.editions + shipped.editions, refused: shipped.refused + added.refused))
  }

  /// Every edition at this moment; what is added later is not in it. Asking for it reads them all.
  public var book: PolicyBook { snapshot.book }

  public var products: ProductCatalog { snapshot.products }

  /// The texts, one catalogue a language.
  public var messages: [MessageCatalog] { snapshot.messages }

  /// What lies in the folder or the store and is not served, with what to do about it.
  public var refused: [InputError] { snapshot.refused }

  /// The names of all editions, in their order.
  public var editions: [EditionID] { snapshot.editions.keys.sorted() }

  /// The families of its editions, in their order.
  public var families: [String] { snapshot.families.keys.sorted() }

  /// The edition of a name, nil if there is none.
  public func edition(_ id: EditionID) -> Edition? { snapshot.editions[id]?.edition }

  /// The edition in force for a term that begins on a date (D5); nil if there is no such family.
  public func edition(of family: String, on date: CalendarDate) -> Edition? {
    snapshot.edition(of: family, on: date)?.edition
  }

  /// The SHA-256 of the bytes of an edition's document.
  public func digest(of id: EditionID) -> [UInt8]? { snapshot.editions[id]?.digest }

  /// The YAML document of an edition; nil if there is none, or if it was made elsewhere.
  public func document(of id: EditionID) -> String? { snapshot.editions[id]?.text }

  /// Those of the editions that are not on the shelf. A server that lacks an edition to which a
  /// subscription is pinned is not ready.
  public func missing(from editions: [EditionID]) -> [EditionID] {
    let known = snapshot.editions
    return editions.filter { known[$0] == nil }
  }

  /// The texts of a language: those of `nb` for `nb-NO`, and English where there are none.
  public func localizer(for language: String) -> Localizer { snapshot.localizer(for: language) }

  /// Puts editions of the store on the shelf that are not there yet, such as those that another
  /// server added.
  public func take(_ records: [EditionRecord]) {
    let known = snapshot.editions
    let new = records.filter { known[$0.id] == nil }
    guard !new.isEmpty else { return }
    let read = ShelfLoading.read(new, products)
    content.withLock { $0 = $0.adding(read.editions, refused: read.refused) }
  }

  private var snapshot: ShelfContent { content.withLock { $0 } }
}
