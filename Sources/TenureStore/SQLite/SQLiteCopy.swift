import FoundationEssentials
import GRDB
import Glibc
import TenureEngine

/// A file that a back-up made.
public enum SQLiteCopy {
  /// Reads all of a copy and checks it, without changing it.
  ///
  /// - Returns: how many pages it has.
  /// - Throws: `FileFault` if there is no such file or it is damaged, `StoreError` if it is not a
  ///   database of ours.
  public static func check(_ path: String) async throws -> Int {
    guard FileManager.default.fileExists(atPath: path) else {
      throw FileFault(path: path, reason: "there is no such file")
    }
    return try await offCooperativeThreads {
      do {
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? copy.close() }
        return try copy.read { try pages($0, path) }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
        throw FileFault(path: path, reason: "it is not an SQLite database")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        throw FileFault(path: path, reason: "it is damaged")
      } catch {
        throw SQLiteFault.translate(error)
      }
    }
  }

  private static func pages(_ database: GRDB.Database, _ path: String) throws -> Int {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard mark == SQLiteEngine.applicationMark else {
      throw FileFault(path: path, reason: "it is a database of another program")
    }
    let faults = try String.fetchAll(database, sql: "PRAGMA integrity_check")
    guard faults == ["ok"] else {
      throw FileFault(
        path: path, reason: "it is damaged: \(faults.prefix(3).joined(separator: "; "))")
    }
    return try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
  }

  /// Copies a checked back-up to a place where there is no database. It appears there when it is
  /// complete and on disk.
  ///
  /// - Throws: `FileFault`; nothing is left behind then.
  public static func place(_ copy: String, at path: String) throws {
    for name in [path, path + "-wal", path + "-journal"] where access(name, F_OK) == 0 {
      throw FileFault(path: name, reason: "it exists already; a back-up replaces nothing")
    }
    let partial = path + ".partial"
    do {
      try? FileManager.default.removeItem(atPath: partial)
      do {
        try FileManager.default.copyItem(atPath: copy, toPath: partial)
      } catch {
        throw FileFault(partial, "cannot be written")
      }
      guard chmod(partial, 0o600) == 0 else { throw FileFault(partial, "cannot be made private") }
      try synchronize(partial)
      guard link(partial, path) == 0 else { throw FileFault(path, "cannot be named") }
      unlink(partial)
      try synchronize(URL(filePath: path).deletingLastPathComponent().path)
    } catch {
      unlink(partial)
      throw error
    }
  }

  /// Puts a file or a folder's names on disk.
  static func synchronize(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path, "cannot be opened") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFault(path, "cannot be put on disk") }
  }
}
