/// A value that goes to or comes from a database: a parameter or a column.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
}

/// One row of a result, its columns in the order of the statement.
typealias SQLRow = [SQLValue]
