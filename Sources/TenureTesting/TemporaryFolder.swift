public import Foundation
import Glibc
import Synchronization

/// An empty folder for a test, which is removed with whoever holds it.
///
/// All of a process lie in one ``HeldFolder``, so that what a killed run leaves goes with the next.
public final class TemporaryFolder: Sendable {
  public let url: URL

  /// - Throws: what keeps the folder from being made.
  public init() throws {
    let number = Self.lastNumber.add(1, ordering: .relaxed).newValue
    url = try Self.shared.get().appending(path: "\(number)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  public var path: String { url.path }

  /// The path of something in it.
  public static func / (folder: TemporaryFolder, name: String) -> String {
    "\(folder.path)/\(name)"
  }

  private static let lastNumber = Atomic(0)

  private static let shared = Result { () throws -> URL in
    let folder = try HeldFolder.make()
    atexit { TemporaryFolder.removeShared() }
    return folder
  }

  /// Removes what is left of this process's folders if nothing lies in them.
  private static func removeShared() {
    if let folder = try? shared.get() { rmdir(folder.path) }
  }
}
