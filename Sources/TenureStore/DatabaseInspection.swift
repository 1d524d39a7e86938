public import TenureEngine

/// The health of a database, for the doctor.
public struct DatabaseInspection: StoreInspection {
  private let database: any DatabaseHandle

  public init(_ database: any DatabaseHandle) {
    self.database = database
  }

  public func inspect() async throws -> [InspectionFinding] {
    let faults = try await database.faults().map {
      InspectionFinding(
        check: $0.check, problem: $0.finding,
        remedy: "stop the server, and restore the database from a back-up")
    }
    return try await database.settings().compactMap(Self.finding) + faults
  }

  /// A setting without which an answered act could be lost, or a broken reference kept.
  private static func finding(_ setting: DatabaseSetting) -> InspectionFinding? {
    guard let demanded = demands[setting.name], !demanded.contains(setting.value) else {
      return nil
    }
    return InspectionFinding(
      check: "settings",
      problem: "`\(setting.name)` is `\(setting.value)`, not `\(demanded[0])`",
      remedy: "set it, and start the server again")
  }

  /// The values that will do, by setting; SQLite's first, then PostgreSQL's.
  private static let demands: [String: [String]] = [
    "journal_mode": ["wal"], "synchronous": ["2", "3"], "foreign_keys": ["1"],
    "fsync": ["on"], "full_page_writes": ["on"],
    "synchronous_commit": ["on", "remote_apply"],
  ]
}
