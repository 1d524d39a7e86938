public import FoundationEssentials
import TenureDomain

/// A folder of policies read as far as it can be, and everything that is wrong in it.
public struct LibraryReading: Sendable {
  /// What can be read.
  public let library: PolicyLibrary
  /// In the order of reading; none if everything can be read.
  public let faults: [InputError]
  /// Whether the catalogue of products can be read; proofs stand on it.
  public let hasProducts: Bool
  /// Whether every text can be read; else nobody can say which are missing.
  public let hasTexts: Bool

  /// - Parameter general: a folder whose texts stand in for those that the first one lacks.
  public init(folder: URL, general: URL? = nil) {
    var faults: [InputError] = []
    let products = Self.attempt(&faults) { () throws(InputErrors) in
      try ProductCatalog(
        Self.text(folder, "Policies/products.yaml"), file: "Policies/products.yaml")
    }
    let catalog = products ?? ProductCatalog([])
    let book = PolicyBook(readable: Self.documents(folder, catalog, &faults), faults: &faults)
    let texts = LocaleReading(folder: folder, general: general)
    library = PolicyLibrary(book: book, products: catalog, messages: texts.messages)
    self.faults = faults + texts.faults
    hasProducts = products != nil
    hasTexts = texts.faults.isEmpty
  }

  private static func documents(
    _ folder: URL, _ products: ProductCatalog, _ faults: inout [InputError]
  ) -> [EditionDocument] {
    let names = attempt(&faults) { () throws(InputErrors) in
      try DocumentFile.names(in: folder.appending(path: "Policies"))
    }
    let read = (names ?? []).filter { !others.contains($0) }.concurrentMap { name in
      Result { () throws(InputErrors) in
        let file = "Policies/\(name)"
        return try EditionDocument(text(folder, file), file: file, products: products)
      }
    }
    return read.compactMap { attempt(&faults, $0.get) }
  }

  static func text(_ folder: URL, _ path: String) throws(InputErrors) -> String {
    try DocumentFile.text(folder.appending(path: path), name: path)
  }

  /// What can be read, or nil and one fault more.
  static func attempt<Read>(
    _ faults: inout [InputError], _ read: () throws(InputErrors) -> Read
  ) -> Read? {
    do {
      return try read()
    } catch {
      faults += error.errors
      return nil
    }
  }

  /// What lies beside the editions.
  static let others: Set = ["products.yaml", "coverage.yaml"]
}
