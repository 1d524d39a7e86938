import FoundationEssentials
import GRDB
import Glibc
import TenureEngine

/// A copy of a live database by SQLite's online back-up. Blocks its thread.
struct SQLiteBackup {
  private let pool: DatabasePool
  private let path: String

  /// Pages copied between two reports of progress.
  private static let pagesPerStep: CInt = 256

  init(of pool: DatabasePool, to path: String) {
    self.pool = pool
    self.path = path
  }

  /// Writes beside the name it will have, puts that on disk, and only then names it.
  func make(
    _ settings: [String: String],
    _ progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw FileFault(path: path, reason: "exists already; name a file that does not")
    }
    let partial = path + ".partial"
    do {
      try? FileManager.default.removeItem(atPath: partial)
      try copy(to: partial, settings, progress)
      try synchronize(partial)
      guard rename(partial, path) == 0 else { throw FileFault(path, "cannot be named") }
      try synchronize(URL(filePath: path).deletingLastPathComponent().path)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw SQLiteFault.translate(error)
    }
  }

  private func copy(
    to partial: String, _ settings: [String: String],
    _ progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) throws {
    let descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(partial, "cannot be made") }
    close(descriptor)
    let copy = try DatabaseQueue(path: partial)
    defer { try? copy.close() }
    try pool.backup(to: copy, pagesPerStep: Self.pagesPerStep) { step in
      progress(step.completedPageCount, step.totalPageCount)
    }
    try copy.write { database in
      for (name, value) in settings {
        try database.execute(sql: EditionRow.set.text, arguments: [name, value])
      }
    }
    // Without a write-ahead log of its own the copy is one file, also when it is read.
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
  }

  private func synchronize(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path, "cannot be opened") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFault(path, "cannot be put on disk") }
  }
}
