import Foundation
import Glibc

/// A folder in the system's temporary folder that belongs to this process as long as it lives.
enum HeldFolder {
  private static let prefix = "tenure-test-"

  /// Makes one, and removes those of processes that have ended, however they did.
  ///
  /// - Parameter base: where it lies.
  /// - Throws: `POSIXError`.
  static func make(in base: URL = FileManager.default.temporaryDirectory) throws -> URL {
    // Held while one is made, so that nobody takes it for abandoned before it has its own lock.
    let gate = try open(base)
    defer { close(gate) }
    guard flock(gate, LOCK_EX) == 0 else { throw failure() }
    removeAbandoned(in: base)
    var path = Array("\(base.path)/\(prefix)XXXXXX".utf8CString)
    guard mkdtemp(&path) != nil else { throw failure() }
    let folder = URL(
      filePath: String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    // A PostgreSQL of the tests may run as another user.
    guard chmod(folder.path, 0o755) == 0 else { throw failure() }
    // The descriptor, and with it the lock, is given back when the process ends.
    guard flock(try open(folder), LOCK_EX) == 0 else { throw failure() }
    return folder
  }

  private static func removeAbandoned(in base: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let folder = base.appending(path: name)
      guard let descriptor = try? open(folder) else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        try? FileManager.default.removeItem(at: folder)
      }
      close(descriptor)
    }
  }

  private static func open(_ folder: URL) throws -> Int32 {
    let descriptor = Glibc.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    return descriptor
  }

  private static func failure() -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }
}
