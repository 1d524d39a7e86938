public import FoundationEssentials
import TenureDomain

extension CoverageReport {
  /// The report on a folder as the project lays it out: `Policies/`, its `coverage.yaml`, and
  /// `Scenarios/*/*.yaml`.
  ///
  /// - Throws: `InputErrors`, with every fault of the first faulty document.
  public init(folder: URL, library: PolicyLibrary) throws(InputErrors) {
    let file = folder.appending(path: PolicyLibrary.coverageFile)
    let catalog = try CoverageCatalog(
      DocumentFile.text(file, name: PolicyLibrary.coverageFile), file: PolicyLibrary.coverageFile)
    self.init(
      catalog: catalog, book: library.book, scenarios: try library.scenarios(folder: folder))
  }
}

extension PolicyLibrary {
  /// Where the catalogue of documented rules lies.
  public static let coverageFile = "Policies/coverage.yaml"

  /// Every scenario of a folder's corpus, `Scenarios/*/*.yaml`, in the order of the files' names.
  ///
  /// - Throws: `InputErrors`, with every fault of the first faulty document.
  public func scenarios(folder: URL) throws(InputErrors) -> [Scenario] {
    let context = ScenarioContext(products: products)
    let corpus = folder.appending(path: "Scenarios")
    var scenarios: [Scenario] = []
    for part in try DocumentFile.folders(in: corpus) {
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
