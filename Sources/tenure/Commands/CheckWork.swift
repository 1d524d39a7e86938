import Foundation
import TenureDomain
import TenurePolicy

/// Proves editions of a folder or of files. What cannot be read is found as ill-typed.
struct CheckWork {
  let home: URL
  let reading: LibraryReading
  private(set) var checks: [CheckedEdition] = []

  private let checker = PolicyChecker()
  private var progress = ProgressBar()

  init(home: URL, reading: LibraryReading) {
    self.home = home
    self.reading = reading
  }

  /// Where texts cannot be read, nobody can say which are missing.
  private var messages: [MessageCatalog] { reading.hasTexts ? reading.library.messages : [] }

  mutating func proveAll() {
    addFaults(besides: [])
    // Facts of products stand on the catalogue.
    guard reading.hasProducts else { return }
    let documents = reading.library.book.documents
    for (index, document) in documents.enumerated() {
      progress.show(index, of: documents.count, document.file)
      let report = checker.report(on: document, messages: messages)
      checks.append(CheckedEdition(file: document.file, id: document.edition.id, report: report))
    }
    progress.clear()
  }

  mutating func prove(_ files: [String]) throws(InputErrors) {
    addFaults(besides: files)
    for (index, file) in files.enumerated() {
      progress.show(index, of: files.count, file)
      checks.append(try prove(file))
    }
    progress.clear()
  }

  private func prove(_ file: String) throws(InputErrors) -> CheckedEdition {
    let text: String
    do {
      text = try Question.text(file, file == "-" ? "standard input" : file)
    } catch {
      guard Self.isFile(file) else { throw error }
      return CheckedEdition(file: file, id: nil, report: CheckReport(illTyped: error.errors))
    }
    do {
      let document = try EditionDocument(text, file: file, products: reading.library.products)
      let report =
        reading.hasProducts
        ? checker.report(on: document, messages: messages) : CheckReport(illTyped: [])
      let id = reading.hasProducts ? document.edition.id : nil
      return CheckedEdition(file: file, id: id, report: report)
    } catch {
      return CheckedEdition(file: file, id: nil, report: CheckReport(illTyped: error.errors))
    }
  }

  /// The faults of the folder, one record for each document, but for those of files that are
  /// proved by themselves.
  private mutating func addFaults(besides files: [String]) {
    let named = files.map { URL(filePath: $0) }
    for file in reading.faults.map(\.file).reduce(into: [String](), Self.addOnce) {
      let place = home.appending(path: file)
      if named.contains(where: { HomeFolder.isSame($0, place) }) { continue }
      let faults = reading.faults.filter { $0.file == file }
      checks.append(CheckedEdition(file: file, id: nil, report: CheckReport(illTyped: faults)))
    }
  }

  private static func addOnce(_ names: inout [String], _ name: String) {
    if !names.contains(name) { names.append(name) }
  }

  private static func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && !isDirectory.boolValue
  }
}
