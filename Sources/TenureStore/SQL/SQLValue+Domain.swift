import TenureDomain
import TenureEngine

extension SQLValue {
  static func text(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }

  static func integer(_ integer: Int64?) -> SQLValue { integer.map(SQLValue.integer) ?? .null }

  static func integer(_ integer: Int?) -> SQLValue { .integer(integer.map(Int64.init)) }

  static func integer(_ integer: Int) -> SQLValue { .integer(Int64(integer)) }

  static func bytes(_ bytes: [UInt8]?) -> SQLValue { bytes.map(SQLValue.bytes) ?? .null }

  /// 1 or 0, on both engines.
  static func flag(_ flag: Bool?) -> SQLValue { .integer(flag.map { $0 ? Int64(1) : 0 }) }

  static func id<Kind>(_ id: Identifier<Kind>?) -> SQLValue { .text(id?.text) }

  static func word<Value: RawRepresentable<String>>(_ word: Value?) -> SQLValue {
    .text(word?.rawValue)
  }

  /// Microseconds since 1970-01-01T00:00:00Z.
  static func instant(_ instant: Timestamp?) -> SQLValue { .integer(instant?.microseconds) }

  /// Days since 1970-01-01.
  static func date(_ date: CalendarDate?) -> SQLValue { .integer(date?.dayNumber) }
}
