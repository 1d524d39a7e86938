import Foundation
import Testing

/// A file of the repository: its path from the root, its text, and the code in it if it is Swift.
struct TextFile {
  let path: String
  let text: String
  let code: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
    code = path.hasSuffix(".swift") ? codeOnly(text) : ""
  }

  /// The first folder of the path, or nothing for a file at the root.
  var folder: Substring? { path.contains("/") ? path.prefix { $0 != "/" } : nil }

  /// The target that the file belongs to, for files under `Sources`.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

  var lines: [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// The tree as it stands on disk, without what is built, fetched or private to an editor.
///
/// The disk is read rather than git's index, so that a new file is judged before it is committed.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every path, files and folders, from the root.
  static let paths: [String] = {
    let start = root.standardizedFileURL.path(percentEncoded: false)
    guard let walker = FileManager.default.enumerator(atPath: start) else { return [] }
    var found: [String] = []
    for case let path as String in walker {
      if isSkipped(path) {
        walker.skipDescendants()
      } else {
        found.append(path)
      }
    }
    return found.sorted()
  }()

  /// Every file that holds text.
  static let files: [TextFile] = paths.compactMap { path in
    guard let data = try? Data(contentsOf: root.appending(path: path)),
      let text = String(data: data, encoding: .utf8)
    else { return nil }
    return TextFile(path: path, text: text)
  }

  static var swiftFiles: [TextFile] { files.filter(\.isSwift) }
  static var sources: [TextFile] { swiftFiles.filter { $0.folder == "Sources" } }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(
      atPath: root.appending(path: path).path(percentEncoded: false))
  }

  private static func isSkipped(_ path: String) -> Bool {
    let kept: Set = [".ci", ".editorconfig", ".swift-format", ".gitignore", ".github"]
    let name = path.split(separator: "/").last ?? ""
    return name == "Package.resolved" || name.hasSuffix(".xcodeproj")
      || name.hasPrefix(".") && !kept.contains(String(name))
  }
}

@Suite struct RepositoryTests {
  @Test func theTreeIsFound() {
    #expect(Repository.paths.contains("Package.swift"))
    #expect(Repository.paths.contains(".ci/run"))
    #expect(Repository.sources.contains { $0.target == "TenureDomain" })
    #expect(!Repository.paths.contains { $0.hasPrefix(".build") || $0.hasPrefix(".git/") })
  }

  @Test func aFileKnowsItsTarget() {
    #expect(TextFile(path: "Sources/tenure/main.swift", text: "").target == "tenure")
    #expect(TextFile(path: "Package.swift", text: "").target == nil)
    #expect(TextFile(path: "a", text: "one\ntwo\n").lines == ["one", "two"])
  }
}
