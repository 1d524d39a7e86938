import Foundation

/// The project's own files, found from where this one lies.
enum Project {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// As TENURE_HOME names it.
  static let home = root.path

  /// The built command, beside the running tests.
  static let tenure: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = tests.map {
      URL(filePath: $0).deletingLastPathComponent().appending(path: "tenure").path
    }
    if let beside, FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return root.appending(path: ".build/debug/tenure").path
  }()
}
