import TenureDomain
import TenureEngine

/// Reads the columns of a row one after the other, in the order of its statement.
struct RowReader {
  private let row: SQLRow
  private let table: String
  private var position = 0

  /// - Parameter table: what the row is, for the text of an error.
  init(_ row: SQLRow, of table: String) {
    self.row = row
    self.table = table
  }

  /// - Throws: `StoreError.unreadable` if the next column is not text; so do its siblings below.
  mutating func text() throws -> String {
    guard case .text(let text) = try next() else { throw unreadable("is not text") }
    return text
  }

  mutating func optionalText() throws -> String? {
    try isNull() ? nil : text()
  }

  mutating func integer() throws -> Int64 {
    guard case .integer(let integer) = try next() else { throw unreadable("is not an integer") }
    return integer
  }

  mutating func optionalInteger() throws -> Int64? {
    try isNull() ? nil : integer()
  }

  mutating func bytes() throws -> [UInt8] {
    guard case .bytes(let bytes) = try next() else { throw unreadable("is not bytes") }
    return bytes
  }

  mutating func optionalBytes() throws -> [UInt8]? {
    try isNull() ? nil : bytes()
  }

  mutating func flag() throws -> Bool {
    try integer() != 0
  }

  mutating func optionalFlag() throws -> Bool? {
    try optionalInteger().map { $0 != 0 }
  }

  mutating func instant() throws -> Timestamp {
    Timestamp(microseconds: try integer())
  }

  mutating func optionalInstant() throws -> Timestamp? {
    try optionalInteger().map(Timestamp.init(microseconds:))
  }

  mutating func date() throws -> CalendarDate {
    CalendarDate(dayNumber: Int(try integer()))
  }

  mutating func optionalDate() throws -> CalendarDate? {
    try optionalInteger().map { CalendarDate(dayNumber: Int($0)) }
  }

  mutating func word<Value: RawRepresentable<String>>(_ type: Value.Type) throws -> Value {
    let text = try text()
    guard let value = Value(rawValue: text) else { throw unreadable("holds `\(text)`") }
    return value
  }

  mutating func optionalWord<Value: RawRepresentable<String>>(_ type: Value.Type) throws -> Value? {
    try isNull() ? nil : word(type)
  }

  mutating func id<Kind>() throws -> Identifier<Kind> {
    Identifier(stored: try text())
  }

  mutating func optionalID<Kind>() throws -> Identifier<Kind>? {
    try optionalText().map(Identifier.init(stored:))
  }

  /// An amount in minor units, then its currency; nil if both are null.
  mutating func optionalMoney() throws -> Money? {
    guard let units = try optionalInteger() else {
      position += 1
      return nil
    }
    let code = try text()
    guard let currency = Currency(code) else { throw unreadable("holds the currency `\(code)`") }
    return Money(minorUnits: units, currency: currency)
  }

  mutating func money() throws -> Money {
    guard let money = try optionalMoney() else { throw unreadable("holds no amount") }
    return money
  }

  /// The fault of the column read last.
  func unreadable(_ what: String) -> StoreError {
    .unreadable("a row of `\(table)` \(what) in column \(position)")
  }

  /// Whether the next column is null; steps over it if so.
  private mutating func isNull() throws -> Bool {
    guard position < row.count else { throw unreadable("ends too early") }
    guard row[position] == .null else { return false }
    position += 1
    return true
  }

  private mutating func next() throws -> SQLValue {
    guard position < row.count else { throw unreadable("ends too early") }
    position += 1
    return row[position - 1]
  }
}
