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

  // Trusted as it lies there: whether an edition is known by its digest is tested elsewhere.
  private static let readShelf = Result {
    PolicyShelf(library: try PolicyLibrary(folder: root), digests: [:])
  }
}
