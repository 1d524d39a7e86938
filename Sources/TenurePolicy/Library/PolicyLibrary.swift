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
  /// - Throws: `InputErrors`, with every fault of every document.
  public init(folder: URL) throws(InputErrors) {
    let policies = folder.appending(path: "Policies")
    let catalog = try ProductCatalog(
      DocumentFile.text(policies.appending(path: "products.yaml"), name: "Policies/products.yaml"),
      file: "Policies/products.yaml")
    var documents: [EditionDocument] = []
    for name in try DocumentFile.names(in: policies) where !Self.others.contains(name) {
      let text = try DocumentFile.text(policies.appending(path: name), name: "Policies/\(name)")
      documents.append(try EditionDocument(text, file: "Policies/\(name)", products: catalog))
    }
    book = try PolicyBook(documents)
    products = catalog
    messages = try Self.catalogs(folder)
  }

  /// The catalogue of a language, English if there is none.
  public func messages(in language: String) -> MessageCatalog? {
    messages.first { $0.language == language } ?? messages.first { $0.language == "en" }
  }

  /// The catalogues by language, each put together from the files of both folders.
  private static func catalogs(_ folder: URL) throws(InputErrors) -> [MessageCatalog] {
    var merged: [String: MessageCatalog] = [:]
    var errors: [InputError] = []
    for path in ["Locales", "Locales/cli"] {
      var catalogs: [MessageCatalog] = []
      let place = folder.appending(path: path)
      for name in try DocumentFile.names(in: place) {
        let text = try DocumentFile.text(place.appending(path: name), name: "\(path)/\(name)")
        catalogs.append(try MessageCatalog(text, file: "\(path)/\(name)"))
      }
      errors += incomplete(catalogs)
      for catalog in catalogs {
        merged[catalog.language] = merged[catalog.language]?.merging(catalog) ?? catalog
      }
    }
    if !errors.isEmpty { throw InputErrors(errors) }
    return merged.values.sorted { $0.language < $1.language }
  }

  /// An error for each text that one language of a folder has and another lacks.
  static func incomplete(_ catalogs: [MessageCatalog]) -> [InputError] {
    let names = catalogs.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    let plural = catalogs.reduce(into: Set<String>()) { $0.formUnion($1.pluralNames) }
    return catalogs.flatMap { catalog in
      catalog.missing(names, plural: plural).map {
        InputError(
          file: catalog.file, key: $0, problem: "the text is missing",
          remedy: "add it: another language of the folder has it")
      }
    }
  }

  /// What lies beside the editions.
  private static let others: Set = ["products.yaml", "coverage.yaml"]
}
