import Foundation
import TenurePolicy

/// Reads and answers one question.
enum Question {
  /// The run of the one scenario that a file holds; `-` is standard input.
  static func run(_ path: String, _ library: PolicyLibrary) throws(InputErrors) -> ScenarioRun {
    let context = ScenarioContext(products: library.products)
    let name = path == "-" ? "standard input" : path
    let scenario = try Scenario.question(text(path, name), file: name, context: context)
    return try ScenarioRun(scenario, book: library.book)
  }

  static func text(_ path: String, _ name: String) throws(InputErrors) -> String {
    guard path == "-" else { return try DocumentFile.text(URL(filePath: path), name: path) }
    let data = try? FileHandle.standardInput.read(upToCount: DocumentParser.maximumBytes + 1)
    return try DocumentFile.text(data ?? Data(), name: name)
  }
}
