import Foundation
import Logging
import TenureEngine
import TenureStore

/// What an operator asks for: of a running server by HTTP, or of a database that no server has
/// open.
protocol Operations: SafeguardOperations, SignInOperations {
  func importRows(_ batch: ImportBatch) async throws -> ImportReport
  /// Hands over everything as JSON Lines, piece by piece.
  func exportRows(
    of account: AccountID?, to write: @escaping @Sendable ([UInt8]) throws -> Void) async throws
  /// Copies the database into a file that does not exist yet, and checks the copy.
  ///
  /// - Parameter path: nil for a new file in the folder of back-ups.
  func backup(
    to path: String?, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> BackupBody
  func check(
    progress: @escaping @Sendable (DoctorProgress) -> Void
  ) async throws -> DoctorReport
  /// Whether it was held before.
  func release() async throws -> Bool
  /// - Parameter body: as `createKey` of the HTTP API takes it.
  func createKey(_ body: [UInt8]) async throws -> KeyBody
  func keys() async throws -> [KeyBody]
  func revokeKey(_ id: KeyID) async throws
  func failedWork() async throws -> [FailedWorkBody]
  /// - Parameter body: as `retryWork` of the HTTP API takes it.
  func retryWork(_ body: [UInt8]) async throws
  func clock(of account: AccountID) async throws -> ClockBody
  /// - Parameter body: as `advanceClock` of the HTTP API takes it.
  func advanceClock(of account: AccountID, _ body: [UInt8]) async throws -> AdvanceBody
  /// The name of the edition.
  func addPolicy(_ document: String, file: String) async throws -> String
  func close() async
}

/// Operations on a database that this process opens for itself.
struct LocalOperations: Operations {
  let opened: OpenedEngine
  let backupFolder: String

  func importRows(_ batch: ImportBatch) async throws -> ImportReport {
    try await opened.engine.importRows(batch, by: .console)
  }

  func exportRows(
    of account: AccountID?, to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    _ = try await opened.engine.exportRows(of: account, by: .console, to: write)
  }

  func backup(
    to path: String?, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> BackupBody {
    try await opened.backup(to: path, folder: backupFolder, progress: progress)
  }

  func check(
    progress: @escaping @Sendable (DoctorProgress) -> Void
  ) async throws -> DoctorReport {
    try await opened.check(progress: progress)
  }

  func release() async throws -> Bool {
    try await opened.engine.release(by: .console)
  }

  func createKey(_ body: [UInt8]) async throws -> KeyBody {
    let answer = try await opened.engine.createKey(body, by: .console)
    return try JSONDecoder().decode(KeyBody.self, from: Data(answer.body))
  }

  func keys() async throws -> [KeyBody] {
    var keys: [KeyBody] = []
    var place: String?
    repeat {
      let page = try await opened.engine.keys(after: place, limit: 100, by: .console)
      keys += page.items
      place = page.next
    } while place != nil
    return keys
  }

  func revokeKey(_ id: KeyID) async throws {
    _ = try await opened.engine.revokeKey(id, by: .console)
  }

  func failedWork() async throws -> [FailedWorkBody] {
    try await opened.engine.failedWork(limit: PageLimit.most, by: .console).items
  }

  func retryWork(_ body: [UInt8]) async throws {
    _ = try await opened.engine.retryWork(body, by: .console)
  }

  func clock(of account: AccountID) async throws -> ClockBody {
    try await opened.engine.clock(of: account, by: .console)
  }

  func advanceClock(of account: AccountID, _ body: [UInt8]) async throws -> AdvanceBody {
    try await opened.engine.advanceClock(of: account, body, by: .console)
  }

  func addPolicy(_ document: String, file: String) async throws -> String {
    let engine = opened.engine
    let record = try engine.shelf.admit(document: document, file: file, now: engine.clock.now())
    try await engine.store.write { try $0.insert(record) }
    return "\(record.id)"
  }

  func close() async {
    await opened.close()
  }
}
