public import FoundationEssentials
public import TenureDomain

/// A folder of policies, read piece by piece: a server starts before all of it is read.
public struct PolicyFolder: Sendable {
  private let folder: URL
  private let general: URL?

  /// - Parameter general: a folder whose texts stand in for those that the first one lacks.
  public init(_ folder: URL, general: URL? = nil) {
    self.folder = folder
    self.general = general
  }

  public func products() throws(InputErrors) -> ProductCatalog {
    let file = "Policies/products.yaml"
    return try ProductCatalog(LibraryReading.text(folder, file), file: file)
  }

  /// The documents of its editions, sorted by file; they are not read as editions yet.
  public func documents() throws(InputErrors) -> [(file: String, text: String)] {
    var documents: [(file: String, text: String)] = []
    let names = try DocumentFile.names(in: folder.appending(path: "Policies"))
    for name in names where !LibraryReading.others.contains(name) {
      let file = "Policies/\(name)"
      documents.append((file, try LibraryReading.text(folder, file)))
    }
    return documents
  }

  /// One catalogue a language, in the order of their tags.
  ///
  /// - Throws: every fault of every catalogue, texts that one language lacks among them.
  public func messages() throws(InputErrors) -> [MessageCatalog] {
    let reading = LocaleReading(folder: folder, general: general)
    if !reading.faults.isEmpty { throw InputErrors(reading.faults) }
    return reading.messages
  }
}
