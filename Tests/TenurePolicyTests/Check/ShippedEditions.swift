import FoundationEssentials
import TenureDomain
public import TenurePolicy
public import Testing

/// The editions of the repository.
enum ShippedEditions {
  static let documents: [EditionDocument] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: policies.path)) ?? []
    return names.filter { $0.contains("@") && $0.hasSuffix(".yaml") }.sorted().compactMap {
      try? EditionDocument(
        text(policies.appending(path: $0)), file: "Policies/\($0)", products: products)
    }
  }()

  /// The catalogues of every language that say reasons.
  static let messages: [MessageCatalog] = {
    let folder = root.appending(path: "Locales")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap {
      try? MessageCatalog(text(folder.appending(path: $0)), file: "Locales/\($0)")
    }.filter { catalog in catalog.texts.keys.contains { $0.hasPrefix("reasons.") } }
  }()

  static let products: ProductCatalog =
    (try? ProductCatalog(text(policies.appending(path: "products.yaml")), file: "products.yaml"))
    ?? ProductCatalog([])

  static func edition(_ id: String) -> Edition? {
    documents.map(\.edition).first { $0.id.description == id }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let policies = root.appending(path: "Policies")

  private static func text(_ file: URL) -> String {
    (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }
}

extension EditionDocument: CustomTestStringConvertible {
  public var testDescription: String { file }
}

extension MessageCatalog: CustomTestStringConvertible {
  public var testDescription: String { file }
}
