import FoundationEssentials
import TenureDomain
import TenurePolicy

/// The project's own files, found from where this one lies.
enum Project {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The editions, read once for all tests.
  static func library() throws -> PolicyLibrary { try readLibrary.get() }

  private static let readLibrary = Result { try PolicyLibrary(folder: root) }

  /// Every scenario of the corpus, read once for all tests.
  static func corpus() throws -> [Scenario] { try readCorpus.get() }

  private static let readCorpus = Result { try library().scenarios(folder: root) }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// The text of every source file of a target.
  static func sources(_ target: String) throws -> [String] { try code("Sources/\(target)") }

  /// The text of every file of a target of tests.
  static func tests(_ target: String) throws -> [String] { try code("Tests/\(target)") }

  private static func code(_ folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(
      atPath: root.appending(path: folder).path)
    return try names.filter { $0.hasSuffix(".swift") }.map { try text("\(folder)/\($0)") }
  }
}
