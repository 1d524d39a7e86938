public import FoundationEssentials
public import TenureDomain

/// Policies and locales as they lie in a folder: `Policies/*.yaml` and `Locales/*.yaml`.
public struct PolicyLibrary: Sendable {
  public let book: PolicyBook
  public let products: ProductCatalog
  public let messages: [MessageCatalog]

  /// Reads a folder.
  ///
  /// - Throws: `InputErrors` if a document is faulty, or the error of a file that cannot be read.
  public init(folder: URL) throws {
    let policies = folder.appending(path: "Policies")
    let products = policies.appending(path: "products.yaml")
    let catalog = try ProductCatalog(Self.text(products), file: "Policies/products.yaml")
    var documents: [EditionDocument] = []
    for file in try Self.files(policies) where !Self.others.contains(file.lastPathComponent) {
      let name = "Policies/\(file.lastPathComponent)"
      documents.append(try EditionDocument(Self.text(file), file: name, products: catalog))
    }
    book = try PolicyBook(documents)
    self.products = catalog
    messages = try Self.files(folder.appending(path: "Locales")).map {
      try MessageCatalog(Self.text($0), file: "Locales/\($0.lastPathComponent)")
    }
  }

  /// What lies beside the editions.
  private static let others: Set = ["products.yaml", "coverage.yaml"]

  /// The YAML files of a folder, by name.
  static func files(_ folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending(path: $0) }
  }

  static func text(_ file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
