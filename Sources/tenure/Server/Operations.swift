import Foundation
import Logging
import TenureEngine

/// What an operator asks for: of a running server by HTTP, or of a database that no server has open.
protocol Operations: Sendable {
  func importRows(_ batch: ImportBatch) async throws -> ImportReport
  /// Hands over everything as JSON Lines, piece by piece.
  func exportRows(
    of account: AccountID?, to write: @escaping @Sendable ([UInt8]) throws -> Void) async throws
  /// Copies the database into a file that does not exist yet.
  func backup(
    to path: String, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws
  /// The doctor's report as JSON.
  func check() async throws -> [UInt8]
  /// Whether it was held before.
  func release() async throws -> Bool
  /// Each as the JSON of the HTTP API.
  func createKey(_ body: [UInt8]) async throws -> [UInt8]
  func keys(after place: String?) async throws -> [UInt8]
  func revokeKey(_ id: KeyID) async throws -> [UInt8]
  func addPolicy(_ document: String, file: String) async throws -> [UInt8]
  func close() async
}

/// Operations on a database that this process opens for itself.
struct LocalOperations: Operations {
  let opened: OpenedEngine

  func importRows(_ batch: ImportBatch) async throws -> ImportReport {
    try await opened.engine.importRows(batch, by: .console)
  }

  func exportRows(
    of account: AccountID?, to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    _ = try await opened.engine.exportRows(of: account, by: .console, to: write)
  }

  func backup(
    to path: String, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws {
    try await opened.database.backup(
      to: path, settings: [Release.setting: Release.held], progress: progress)
  }

  func check() async throws -> [UInt8] {
    throw OperationFailure(problem: "there is no doctor yet", remedy: "wait for it")
  }

  func release() async throws -> Bool {
    try await opened.engine.release(by: .console)
  }

  func createKey(_ body: [UInt8]) async throws -> [UInt8] {
    try await opened.engine.createKey(body, by: .console).body
  }

  func keys(after place: String?) async throws -> [UInt8] {
    try JSONText.bytes(try await opened.engine.keys(after: place, limit: 100, by: .console))
  }

  func revokeKey(_ id: KeyID) async throws -> [UInt8] {
    try await opened.engine.revokeKey(id, by: .console).body
  }

  func addPolicy(_ document: String, file: String) async throws -> [UInt8] {
    throw OperationFailure(problem: "not yet", remedy: "wait for it")
  }

  func close() async {
    await opened.close()
  }
}
