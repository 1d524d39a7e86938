import Foundation
import TenureDomain
import TenurePolicy

@testable import tenure

/// The project's own files, found from where this one lies.
enum Project {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Policies and locales, read once for all tests.
  static func library() throws -> PolicyLibrary { try readLibrary.get() }

  private static let readLibrary = Result { try PolicyLibrary(folder: root) }

  static let languages = ["da", "en", "lv", "nb"]

  static func localizer(_ language: String = "en") throws -> Localizer {
    let library = try library()
    guard let catalog = library.messages.first(where: { $0.language == language }) else {
      throw CocoaError(.fileReadNoSuchFile)
    }
    return Localizer(catalog)
  }

  /// The names of the files in `Examples/`.
  static let examples: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Examples").path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
  }()

  static func run(example: String) throws -> ScenarioRun {
    try Question.run(root.appending(path: "Examples/\(example)").path, library())
  }

  static func text(_ path: String) throws -> String {
    try DocumentFile.text(root.appending(path: path))
  }
}

extension Terminal {
  static func piped(_ columns: Int = 80) -> Terminal {
    Terminal(isInteractive: false, columns: columns, hasColor: false)
  }
}
