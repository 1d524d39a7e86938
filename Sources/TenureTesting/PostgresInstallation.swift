import Foundation

/// What went wrong with a PostgreSQL of the tests, and how to mend it.
public struct PostgresClusterError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// The server's programs on this machine.
struct PostgresInstallation: Sendable {
  let folder: String

  static let oldestVersion = 15

  /// The newest that is new enough; Debian keeps each version in a folder of its own.
  ///
  /// - Throws: ``PostgresClusterError``, naming the package to install.
  static func find() throws -> PostgresInstallation {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let debian = versions.compactMap { Int($0) }.filter { $0 >= oldestVersion }.sorted()
      .reversed().map { "\(root)/\($0)/bin" }
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let folders = debian + path.map(String.init)
    let found = folders.first {
      FileManager.default.isExecutableFile(atPath: "\($0)/initdb")
    }
    guard let found else {
      throw PostgresClusterError(
        "PostgreSQL \(oldestVersion) or newer is not installed, and these tests need it. Install "
          + "the Debian package postgresql-15: sudo apt-get install postgresql-15")
    }
    return PostgresInstallation(folder: found)
  }

  func program(_ name: String) -> String { "\(folder)/\(name)" }
}
