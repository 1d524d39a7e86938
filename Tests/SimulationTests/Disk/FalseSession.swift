@testable import TenureStore

/// A fault that a test plants below the engine, to see that the simulation finds it.
protocol PlantedFault: Sendable {
  /// What is run in the place of a statement; nil if it is not run at all.
  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])]

  /// What is asked in the place of a query.
  func asked(_ statement: Statement) -> Statement

  /// The rows that are told in the place of those found.
  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow]

  /// Whether the next transaction is answered and not kept.
  func losesCommit() -> Bool
}

extension PlantedFault {
  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])] {
    [(statement, values)]
  }

  func asked(_ statement: Statement) -> Statement { statement }

  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow] { rows }

  func losesCommit() -> Bool { false }
}

/// A session that a planted fault falsifies.
final class FalseSession: SQLSession {
  private let base: any SQLSession
  private let fault: any PlantedFault
  private let isWriting: Bool

  private init(_ base: any SQLSession, _ fault: any PlantedFault, isWriting: Bool) {
    self.base = base
    self.fault = fault
    self.isWriting = isWriting
  }

  /// The session itself if no fault is planted.
  static func over(
    _ base: any SQLSession, _ fault: (any PlantedFault)?, isWriting: Bool
  ) -> any SQLSession {
    fault.map { FalseSession(base, $0, isWriting: isWriting) } ?? base
  }

  var dialect: Dialect { base.dialect }

  func rows(_ statement: Statement, _ values: [SQLValue]) throws -> [SQLRow] {
    let rows = try base.rows(fault.asked(statement), values)
    return fault.rows(rows, of: statement, values, isWriting: isWriting)
  }

  func rows(of queries: [(Statement, [SQLValue])]) throws -> [[SQLRow]] {
    let found = try base.rows(of: queries.map { (fault.asked($0.0), $0.1) })
    return zip(queries, found).map { query, rows in
      fault.rows(rows, of: query.0, query.1, isWriting: isWriting)
    }
  }

  func run(_ statement: Statement, _ values: [SQLValue], expecting expected: Int?) throws {
    let said = fault.statement(statement, values)
    for (statement, values) in said {
      try base.run(statement, values, expecting: expected)
    }
  }
}
