/// What only the database itself can tell about its health; each engine answers in its own way.
public protocol StoreInspection: Sendable {
  /// Asks the database to check itself: its pages and indexes, the references between rows, what no
  /// constraint can say, and that what it acknowledges is on disk. Changes nothing.
  ///
  /// - Returns: what it found, empty if all is well.
  /// - Throws: `StoreError`.
  func inspect() async throws -> [InspectionFinding]
}

/// One thing that is wrong with a database itself.
public struct InspectionFinding: Sendable, Hashable {
  /// What was checked, such as `integrity` or `durability`.
  public let check: String
  /// Lower-case, without a full stop and without personal data.
  public let problem: String
  public let remedy: String

  public init(check: String, problem: String, remedy: String) {
    self.check = check
    self.problem = problem
    self.remedy = remedy
  }
}
