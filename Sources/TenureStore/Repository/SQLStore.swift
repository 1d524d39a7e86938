import TenureEngine

/// The store over an engine that speaks SQL.
struct SQLStore<Engine: SQLEngine>: Store {
  let engine: Engine

  /// Takes an engine whose schema is up to date.
  init(_ engine: Engine) {
    self.engine = engine
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result {
    try await engine.read { try body(SQLTransaction($0)) }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result {
    try await engine.write { try body(SQLTransaction($0)) }
  }

  var isWriterAtWork: Bool { engine.isWriterAtWork }

  func close() async {
    await engine.close()
  }
}

/// What the port asks for, said in SQL. Each concept has its statements in a file of its own.
final class SQLTransaction: StoreWriter {
  let session: any SQLSession
  /// The subscriptions opened so far, as they are stored.
  var opened: [WorkPlace: SubscriptionRecord] = [:]

  init(_ session: any SQLSession) {
    self.session = session
  }

  /// The rows of a statement, each turned into what it stands for.
  func records<Record>(
    _ statement: Statement, _ values: [SQLValue], of table: String,
    _ make: (inout RowReader) throws -> Record
  ) throws -> [Record] {
    try session.rows(statement, values).map { row in
      var reader = RowReader(row, of: table)
      return try make(&reader)
    }
  }

  /// The first row of a statement; nil if there is none.
  func record<Record>(
    _ statement: Statement, _ values: [SQLValue], of table: String,
    _ make: (inout RowReader) throws -> Record
  ) throws -> Record? {
    guard let row = try session.rows(statement, values).first else { return nil }
    var reader = RowReader(row, of: table)
    return try make(&reader)
  }

  /// The first of the rows, as what it stands for; nil if there is none.
  static func first<Record>(
    of rows: [SQLRow], _ table: String, _ make: (inout RowReader) throws -> Record
  ) throws -> Record? {
    guard let row = rows.first else { return nil }
    var reader = RowReader(row, of: table)
    return try make(&reader)
  }

  /// Carries out a statement that must change one row.
  func run(_ statement: Statement, _ values: [SQLValue]) throws {
    try session.run(statement, values, expecting: 1)
  }
}

/// A statement in the forms that read and that lock.
struct LockingStatement: Sendable {
  let plain: Statement
  private let sqlite: Statement
  private let postgresql: Statement

  init(_ text: String) {
    plain = Statement(text)
    sqlite = Statement(text + Dialect.sqlite.spelling.rowLock)
    postgresql = Statement(text + Dialect.postgresql.spelling.rowLock)
  }

  /// The form whose rows nobody else can change before the end of the transaction.
  func locked(_ dialect: Dialect) -> Statement {
    switch dialect {
    case .sqlite: sqlite
    case .postgresql: postgresql
    }
  }
}
