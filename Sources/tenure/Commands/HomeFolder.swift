import Foundation
import TenurePolicy

/// Finds the folder that holds `Policies/` and `Locales/`.
enum HomeFolder {
  static func find(
    _ told: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InputErrors) -> URL {
    if let told = told ?? environment["TENURE_HOME"].flatMap({ $0.isEmpty ? nil : $0 }) {
      let folder = URL(filePath: told, directoryHint: .isDirectory)
      guard isHome(folder) else {
        throw missing(told, "it is not a folder that holds `Policies` and `Locales`")
      }
      return folder
    }
    let starts = [executable, URL(filePath: FileManager.default.currentDirectoryPath)]
    for start in starts.compactMap({ $0 }) {
      var folder = start.standardizedFileURL
      while true {
        if isHome(folder) { return folder }
        let above = folder.deletingLastPathComponent().standardizedFileURL
        if above.path == folder.path { break }
        folder = above
      }
    }
    throw missing("Policies", "no folder above the command or the current one holds it")
  }

  private static func missing(_ file: String, _ problem: String) -> InputErrors {
    InputErrors([
      InputError(
        file: file, problem: problem,
        remedy: "name the folder by `--policies DIR` or in TENURE_HOME")
    ])
  }

  private static func isHome(_ folder: URL) -> Bool {
    ["Policies", "Locales"].allSatisfy { name in
      var isDirectory: ObjCBool = false
      let path = folder.appending(path: name).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        && isDirectory.boolValue
    }
  }

  /// The folder of the running executable.
  private static var executable: URL? {
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? Bundle.main.executablePath
    return path.map { URL(filePath: $0).deletingLastPathComponent() }
  }
}
