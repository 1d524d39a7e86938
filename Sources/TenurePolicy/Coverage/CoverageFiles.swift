public import FoundationEssentials
import TenureDomain

extension CoverageReport {
  /// The report on a folder as the project lays it out: `Policies/coverage.yaml`, and the corpus
  /// `Scenarios/*/*.yaml`.
  ///
  /// - Throws: every fault of the documents, with its place.
  public init(folder: URL, library: PolicyLibrary) throws(InputErrors) {
    let catalog = try CoverageCatalog(folder: folder)
    self.init(
      catalog: catalog, book: library.book, scenarios: try library.scenarios(folder: folder))
  }
}

extension CoverageCatalog {
  /// Reads `Policies/coverage.yaml` of a folder.
  ///
  /// - Throws: every fault of the document, with its place.
  public init(folder: URL) throws(InputErrors) {
    let name = "Policies/coverage.yaml"
    try self.init(DocumentFile.text(folder.appending(path: name), name: name), file: name)
  }
}

extension PolicyLibrary {
  /// Every scenario of a folder's corpus, `Scenarios/*/*.yaml`, in the order of the files' names.
  ///
  /// - Throws: every fault of the documents, with its place.
  public func scenarios(folder: URL) throws(InputErrors) -> [Scenario] {
    let context = ScenarioContext(products: products)
    let corpus = folder.appending(path: "Scenarios")
    let entries = try? FileManager.default.contentsOfDirectory(atPath: corpus.path)
    var scenarios: [Scenario] = []
    for part in (entries ?? []).sorted() where !part.contains(".") {
      let place = corpus.appending(path: part)
      for file in try DocumentFile.names(in: place) {
        let name = "Scenarios/\(part)/\(file)"
        let text = try DocumentFile.text(place.appending(path: file), name: name)
        scenarios += try Scenario.corpus(text, file: name, context: context)
      }
    }
    return scenarios
  }
}
