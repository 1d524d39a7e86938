import FoundationEssentials
import TenureEngine
import TenurePolicy

/// The project's own files, found from where this one lies.
enum Project {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every edition, read once for all tests.
  static func shelf() throws -> PolicyShelf { try readShelf.get() }

  private static let readShelf = Result { try PolicyShelf(folder: root) }
}
