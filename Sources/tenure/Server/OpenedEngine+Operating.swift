import Foundation
import TenureDomain
import TenureEngine
import TenureStore

/// A copy of the database, as the HTTP API shows it.
struct BackupBody: Codable, Sendable {
  let file: String
  let pages: Int
  let bytes: Int
}

extension OpenedEngine {
  /// - Parameter path: nil for a new file in the folder.
  func backup(
    to path: String?, folder: String,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> BackupBody {
    let path = try path ?? Self.newName(in: folder, at: engine.clock.now())
    try await database.backup(
      to: path, settings: [Release.setting: Release.held], progress: progress)
    let pages = try await SQLiteCopy.check(path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return BackupBody(file: path, pages: pages, bytes: attributes[.size] as? Int ?? 0)
  }

  /// A name that sorts by the moment, in a folder that is made if there is none.
  private static func newName(in folder: String, at now: Timestamp) throws -> String {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw OperationFailure(
        problem: "\(folder): the folder cannot be made", remedy: "check the rights of its folder")
    }
    let moment = "\(now)".filter { $0.isNumber || $0 == "T" }
    return "\(folder)/tenure-\(moment)Z.db"
  }

  func check(
    progress: @escaping @Sendable (DoctorProgress) -> Void
  ) async throws -> DoctorReport {
    let doctor = Doctor(
      store: engine.store, shelf: engine.shelf, keys: engine.keys, zones: engine.zones,
      inspection: DatabaseInspection(database))
    return try await doctor.examine(at: engine.clock.now(), progress: progress)
  }
}
