import GRDB
import GRDBSQLite
import TenureEngine

/// A connection of the pool, used by the one thread that was handed it.
///
/// Statements are prepared and kept by GRDB, but bound and stepped through SQLite's own calls: an
/// act is ten statements, and their values need no detour.
final class SQLiteSession: SQLSession {
  let dialect = Dialect.sqlite
  private let database: GRDB.Database
  private let isReadOnly: Bool
  private var prepared: [GRDB.Statement?] = []

  init(_ database: GRDB.Database, isReadOnly: Bool) {
    self.database = database
    self.isReadOnly = isReadOnly
  }

  /// Whether SQLite has ended the transaction by itself, as it may when a disk is full.
  var hasLostTransaction: Bool {
    sqlite3_get_autocommit(database.sqliteConnection) != 0
  }

  /// Reads as of one moment, whatever is written meanwhile.
  func onePicture<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result {
    _ = try rows(.beginReading, [])
    // Nothing was written, so it is all the same how it ends.
    defer { _ = try? rows(.endReading, []) }
    return try body(self)
  }

  func rows(_ statement: Statement, _ values: [SQLValue]) throws -> [SQLRow] {
    let handle = try handle(of: statement)
    defer { sqlite3_reset(handle) }
    try bind(values, to: handle)
    let count = sqlite3_column_count(handle)
    var rows: [SQLRow] = []
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: rows.append((0..<count).map { column(handle, $0) })
      case SQLITE_DONE: return rows
      default: throw fault()
      }
    }
  }

  func rows(of queries: [(Statement, [SQLValue])]) throws -> [[SQLRow]] {
    try queries.map { try rows($0.0, $0.1) }
  }

  func run(_ statement: Statement, _ values: [SQLValue], expecting expected: Int?) throws {
    guard !isReadOnly else { throw StoreError.constraint("a read changes nothing") }
    let handle = try handle(of: statement)
    defer { sqlite3_reset(handle) }
    try bind(values, to: handle)
    var result = sqlite3_step(handle)
    while result == SQLITE_ROW { result = sqlite3_step(handle) }
    guard result == SQLITE_DONE else { throw fault() }
    if let expected, sqlite3_changes(database.sqliteConnection) != CInt(expected) {
      throw StoreError.conflict
    }
  }

  private func handle(of statement: Statement) throws -> OpaquePointer {
    if statement.number < prepared.count, let known = prepared[statement.number] {
      return known.sqliteStatement
    }
    do {
      let fresh = try database.cachedStatement(sql: statement.text)
      while prepared.count <= statement.number { prepared.append(nil) }
      prepared[statement.number] = fresh
      return fresh.sqliteStatement
    } catch {
      throw SQLiteFault.translate(error)
    }
  }

  private func bind(_ values: [SQLValue], to handle: OpaquePointer) throws {
    precondition(
      sqlite3_bind_parameter_count(handle) == CInt(values.count), "one value for each parameter")
    for (index, value) in values.enumerated() {
      let position = CInt(index + 1)
      let result =
        switch value {
        case .null: sqlite3_bind_null(handle, position)
        case .integer(let integer): sqlite3_bind_int64(handle, position, integer)
        case .text(""): sqlite3_bind_text(handle, position, "", 0, Self.copied)
        case .text(var text):
          try text.withUTF8 { utf8 in
            // PostgreSQL cannot keep it, and here it would hide what follows from SQL.
            guard !utf8.contains(0) else {
              throw StoreError.constraint("a text holds a zero character")
            }
            return utf8.withMemoryRebound(to: CChar.self) { buffer in
              sqlite3_bind_text(
                handle, position, buffer.baseAddress, CInt(buffer.count),
                Self.copied)
            }
          }
        case .bytes(let bytes):
          bytes.withUnsafeBytes { buffer in
            // A null address would bind NULL in the place of no bytes.
            buffer.isEmpty
              ? sqlite3_bind_zeroblob(handle, position, 0)
              : sqlite3_bind_blob(
                handle, position, buffer.baseAddress, CInt(buffer.count), Self.copied)
          }
        }
      guard result == SQLITE_OK else { throw fault() }
    }
  }

  private func column(_ handle: OpaquePointer, _ index: CInt) -> SQLValue {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(handle, index)
      let count = Int(sqlite3_column_bytes(handle, index))
      return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(handle, index)
      let count = Int(sqlite3_column_bytes(handle, index))
      return .bytes(Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: return .null  // no column of the schema holds floating-point numbers
    }
  }

  private func fault() -> StoreError {
    SQLiteFault.error(
      sqlite3_extended_errcode(database.sqliteConnection), database.lastErrorMessage ?? "no message"
    )
  }

  /// Tells SQLite to copy what it is bound to.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Statement {
  fileprivate static let beginReading = Statement("BEGIN DEFERRED")
  fileprivate static let endReading = Statement("COMMIT")
}
