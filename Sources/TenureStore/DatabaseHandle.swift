public import TenureEngine

/// What can be done with a database beside reading and writing its records.
public protocol DatabaseHandle: Sendable {
  /// The engine with its version: `SQLite 3.40.1`.
  var name: String { get async throws }

  /// The settings that durability and correctness rest on, as they are in force.
  func settings() async throws -> [DatabaseSetting]

  /// What is wrong with the database: the file, the references between rows, and what no constraint
  /// can say. Empty if nothing is.
  func faults() async throws -> [DatabaseFault]

  /// Copies the database while it is being used. The copy appears under its name when it is
  /// complete and on disk.
  ///
  /// - Parameter settings: what the copy's settings say beside those copied.
  /// - Parameter progress: told the pages copied and the pages there are, from any thread.
  /// - Throws: `StoreError`, `FileFault`; no copy is left behind then.
  func backup(
    to path: String, settings: [String: String],
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws
}

/// A setting of a database and its value.
public struct DatabaseSetting: Sendable, Hashable {
  public let name: String
  public let value: String
}

/// Something that is wrong with a database.
public struct DatabaseFault: Sendable, Hashable {
  /// What was checked: `entries-have-postings`.
  public let check: String
  /// What was found, without personal data.
  public let finding: String
}

/// An open store, and the database under it.
public struct OpenedStore: Sendable {
  public let store: any Store
  public let database: any DatabaseHandle
  /// The migrations that were carried out on opening.
  public let migrated: [String]
}
