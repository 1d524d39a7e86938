/// One connection inside a transaction. It belongs to one thread and must not leave the closure it
/// was handed to.
protocol SQLSession: AnyObject {
  var dialect: Dialect { get }

  /// The rows of a statement, at once. Statements handed to ``run(_:_:expecting:)`` before it have
  /// then taken effect.
  ///
  /// - Throws: `StoreError`.
  func rows(_ statement: Statement, _ values: [SQLValue]) throws -> [SQLRow]

  /// The rows of several statements that do not depend on each other's rows, in one round trip.
  func rows(of queries: [(Statement, [SQLValue])]) throws -> [[SQLRow]]

  /// Carries out a statement whose result nobody reads. PostgreSQL sends it with the statements
  /// around it and tells of its fault at the next ``rows(_:_:)`` or at the commit; either way the
  /// transaction then fails as a whole.
  ///
  /// - Parameter expected: how many rows it must change; nil if any number will do. Another number
  ///   is `StoreError.conflict`.
  func run(_ statement: Statement, _ values: [SQLValue], expecting expected: Int?) throws
}

/// The database behind a store: it opens transactions and never blocks a cooperative thread.
protocol SQLEngine: Sendable {
  var dialect: Dialect { get }

  /// Whether the one writer is at work; always false where there are several.
  var isWriterAtWork: Bool { get }

  /// One consistent picture; the closure must not write.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result

  /// One transaction: committed, on disk, when it returns; rolled back when the closure throws. The
  /// closure may be run again if the database asks for it, so it must change nothing outside.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result

  /// Waits for what runs and lets go of the database.
  func close() async
}

/// Which engine speaks. What the two spell differently stands in `Dialect+….swift` alone.
enum Dialect: String, Sendable {
  case sqlite = "SQLite"
  case postgresql = "PostgreSQL"
}
