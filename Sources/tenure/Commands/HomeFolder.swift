import Foundation
import TenurePolicy

/// Finds the folder that holds `Policies/` and `Locales/`.
enum HomeFolder {
  static func find(
    _ told: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InputErrors) -> URL {
    if let told = told ?? named(in: environment) {
      let folder = URL(filePath: told, directoryHint: .isDirectory)
      guard isHome(folder) else {
        throw missing(told, "it is not a folder that holds `Policies` and `Locales`")
      }
      return folder
    }
    if let folder = [current, executable].lazy.compactMap({ nearest(above: $0, isHome) }).first {
      return folder
    }
    throw missing("Policies", "no folder above the current one or the command holds it")
  }

  /// The folder of Tenure's own texts, which stand in for those that a home lacks: it has
  /// `Locales/cli`. nil if there is none, or if the home is that folder.
  static func general(
    for home: URL, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL? {
    let told = named(in: environment).map { URL(filePath: $0, directoryHint: .isDirectory) }
    let folder = [executable, told, current].lazy.compactMap { nearest(above: $0, isTenure) }.first
    return folder.flatMap { isSame($0, home) ? nil : $0 }
  }

  private static func named(in environment: [String: String]) -> String? {
    environment["TENURE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A folder or the nearest above it that passes a test.
  private static func nearest(above start: URL?, _ passes: (URL) -> Bool) -> URL? {
    guard var folder = start?.standardizedFileURL else { return nil }
    while !passes(folder) {
      let above = folder.deletingLastPathComponent().standardizedFileURL
      if above.path == folder.path { return nil }
      folder = above
    }
    return folder
  }

  private static func missing(_ file: String, _ problem: String) -> InputErrors {
    InputErrors([
      InputError(
        file: file, problem: problem,
        remedy: "name the folder by `--policies DIR` or in TENURE_HOME")
    ])
  }

  private static func isHome(_ folder: URL) -> Bool {
    isFolder(folder.appending(path: "Policies")) && isFolder(folder.appending(path: "Locales"))
  }

  private static func isTenure(_ folder: URL) -> Bool {
    isHome(folder) && isFolder(folder.appending(path: "Locales/cli"))
  }

  private static func isFolder(_ place: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: place.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  static func isSame(_ one: URL, _ other: URL) -> Bool {
    one.standardizedFileURL.resolvingSymlinksInPath().path
      == other.standardizedFileURL.resolvingSymlinksInPath().path
  }

  private static var current: URL? {
    URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
  }

  /// The folder of the running executable.
  private static var executable: URL? {
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? Bundle.main.executablePath
    return path.map { URL(filePath: $0).deletingLastPathComponent() }
  }
}
