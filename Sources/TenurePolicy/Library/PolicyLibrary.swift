public import FoundationEssentials
public import TenureDomain

/// Policies and locales as they lie in a folder: `Policies/*.yaml`, `Locales/*.yaml` and
/// `Locales/cli/*.yaml`.
public struct PolicyLibrary: Sendable {
  public let book: PolicyBook
  public let products: ProductCatalog
  /// One catalogue a language, in the order of their tags.
  public let messages: [MessageCatalog]

  /// Reads a folder.
  ///
  /// - Parameter general: a folder whose texts stand in for those that the first one lacks, but for
  ///   reasons: they belong to the rules of a policy.
  /// - Throws: `InputErrors`, with every fault of every document.
  public init(folder: URL, general: URL? = nil) throws(InputErrors) {
    let reading = LibraryReading(folder: folder, general: general)
    if !reading.faults.isEmpty { throw InputErrors(reading.faults) }
    self = reading.library
  }

  init(book: PolicyBook, products: ProductCatalog, messages: [MessageCatalog]) {
    self.book = book
    self.products = products
    self.messages = messages
  }

  /// The catalogue of a language, English if there is none.
  public func messages(in language: String) -> MessageCatalog? {
    messages.first { $0.language == language } ?? messages.first { $0.language == "en" }
  }
}
