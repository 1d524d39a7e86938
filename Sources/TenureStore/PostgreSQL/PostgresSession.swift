#if PostgreSQL
  import TenureEngine

  /// A transaction as its closure sees it.
  final class PostgresSession: SQLSession {
    enum Mode {
      case read
      case write

      fileprivate var begin: Statement {
        switch self {
        case .read: Self.beginReading
        case .write: Self.beginWriting
        }
      }

      private static let beginReading = Statement(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      // Rows that must not change are locked by name; each statement sees what is committed.
      private static let beginWriting = Statement(
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    }

    let dialect = Dialect.postgresql
    private let pipeline: Pipeline
    private let mode: Mode
    /// Whether the server knows, or will with the next round trip, of the transaction.
    private(set) var hasBegun = false
    /// What went wrong first. The transaction is lost then, whatever the closure makes of it.
    private(set) var fault: PostgresFault?

    init(_ pipeline: Pipeline, _ mode: Mode) {
      self.pipeline = pipeline
      self.mode = mode
    }

    func rows(_ statement: Statement, _ values: [SQLValue]) throws -> [SQLRow] {
      try rows(of: [(statement, values)]).first ?? []
    }

    func rows(of queries: [(Statement, [SQLValue])]) throws -> [[SQLRow]] {
      try noting {
        try begin()
        for (statement, values) in queries { try pipeline.query(statement, values) }
        let answers = try pipeline.exchange()
        if let fault = answers.fault { throw fault }
        return answers.results
      }
    }

    func run(_ statement: Statement, _ values: [SQLValue], expecting expected: Int?) throws {
      guard mode == .write else {
        throw StoreError.constraint("a reading transaction cannot write")
      }
      try noting {
        try begin()
        try pipeline.command(statement, values, expected: expected)
      }
    }

    private func begin() throws {
      guard !hasBegun else { return }
      hasBegun = true
      try pipeline.command(mode.begin)
    }

    private func noting<Result>(_ work: () throws -> Result) throws -> Result {
      if let fault { throw fault.consequence.error }
      do {
        return try work()
      } catch let fault as PostgresFault {
        self.fault = fault
        throw fault.consequence.error
      }
    }
  }
#endif
