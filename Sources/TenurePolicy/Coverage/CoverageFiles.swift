public import FoundationEssentials
import TenureDomain

extension CoverageReport {
  /// The report on a folder as the project lays it out: `Policies/`, its `coverage.yaml`, and
  /// `Scenarios/*/*.yaml`.
  ///
  /// - Throws: `InputErrors` if a document is faulty, or the error of a file that cannot be read.
  public init(folder: URL, library: PolicyLibrary) throws {
    let file = folder.appending(path: PolicyLibrary.coverageFile)
    let catalog = try CoverageCatalog(
      PolicyLibrary.text(file), file: PolicyLibrary.coverageFile)
    self.init(
      catalog: catalog, book: library.book, scenarios: try library.scenarios(folder: folder))
  }
}

extension PolicyLibrary {
  /// Where the catalogue of documented rules lies.
  public static let coverageFile = "Policies/coverage.yaml"

  /// Every scenario of a folder's corpus, `Scenarios/*/*.yaml`, in the order of the files' names.
  ///
  /// - Throws: `InputErrors` if a document is faulty, or the error of a file that cannot be read.
  public func scenarios(folder: URL) throws -> [Scenario] {
    let corpus = folder.appending(path: "Scenarios")
    let context = ScenarioContext(products: products)
    let parts = try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted()
    return try parts.filter { !$0.contains(".") }.flatMap { part in
      try Self.files(corpus.appending(path: part)).flatMap { file in
        try Scenario.corpus(
          Self.text(file), file: "Scenarios/\(part)/\(file.lastPathComponent)", context: context)
      }
    }
  }
}
