/// What only the database itself can tell about its health; each engine answers in its own way.
public protocol StoreInspection: Sendable {
  /// Asks the database to check itself: its pages and indexes, its foreign keys and constraints, and
  /// that what it acknowledges is on disk. Changes nothing.
  ///
  /// - Returns: what it found, empty if all is well.
  /// - Throws: `StoreError`.
  func inspect() async throws -> [InspectionFinding]
}

/// One thing that a database found wrong with itself.
public struct InspectionFinding: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A page or an index is damaged.
    case integrity
    /// A row refers to one that is not there.
    case foreignKey = "foreign-key"
    /// A row does not satisfy a constraint.
    case constraint
    /// Answered acts could be lost with the power.
    case durability
    /// The schema is not the one that this version made.
    case schema
  }

  public let kind: Kind
  /// The table, index or setting.
  public let place: String
  /// Lower-case, without a full stop.
  public let problem: String
  public let remedy: String

  public init(_ kind: Kind, place: String, problem: String, remedy: String) {
    self.kind = kind
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }
}
