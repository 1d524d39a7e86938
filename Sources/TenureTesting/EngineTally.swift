import Foundation
import Synchronization

/// Counts the cases that ran on each database engine, so that a suite which left one out is
/// noticed: results of tests do not tell.
public enum EngineTally {
  private static let lock = Mutex(())

  /// Adds a line with an engine's name to the file that `TENURE_ENGINE_CASES` names, if it names
  /// one.
  public static func count(_ engine: String) {
    guard let path = ProcessInfo.processInfo.environment["TENURE_ENGINE_CASES"] else { return }
    lock.withLock { _ in
      let before = FileManager.default.contents(atPath: path) ?? Data()
      try? (before + Data("\(engine)\n".utf8)).write(to: URL(filePath: path))
    }
  }
}
