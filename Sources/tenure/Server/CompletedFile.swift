import Foundation
import Glibc
import TenurePolicy

/// A file that appears under its name when it is complete and on disk. Only its owner can read it.
final class CompletedFile: Sendable {
  private let path: String
  private let partial: String
  private let descriptor: CInt

  /// - Throws: `InputErrors` if there is such a file, or if it cannot be made.
  init(_ path: String) throws(InputErrors) {
    self.path = path
    partial = path + ".partial"
    guard access(path, F_OK) != 0 else {
      throw Self.fault(path, "it exists already", "name a file that does not exist")
    }
    descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Self.fault(partial, "it cannot be made", "check the folder and its rights")
    }
  }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        throw OperationFailure(
          problem: "\(partial): it cannot be written: \(reason)", remedy: "make room, and try again"
        )
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the file on disk and gives it its name.
  func finish() throws {
    guard fsync(descriptor) == 0, rename(partial, path) == 0 else {
      throw OperationFailure(
        problem: "\(path): it cannot be put on disk: \(String(cString: strerror(errno)))",
        remedy: "make room, and try again")
    }
    close(descriptor)
  }

  /// Leaves nothing behind.
  func discard() {
    close(descriptor)
    unlink(partial)
  }

  private static func fault(_ file: String, _ problem: String, _ remedy: String) -> InputErrors {
    InputErrors([InputError(file: file, problem: problem, remedy: remedy)])
  }
}
