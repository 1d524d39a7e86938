import TenureDomain

/// Writes one row of an export: a JSON object on one line, its keys sorted, without the members
/// that nobody told.
struct RowText {
  private var members: [(name: String, text: String)] = []

  /// The object, without a line end.
  var text: String {
    let sorted = members.sorted { $0.name < $1.name }
    return "{" + sorted.map { "\(Self.quoted($0.name)):\($0.text)" }.joined(separator: ",") + "}"
  }

  var names: [String] { members.map(\.name) }

  mutating func text(_ name: String, _ value: String?) {
    if let value { members.append((name, Self.quoted(value))) }
  }

  mutating func text(_ name: String, _ value: (some CustomStringConvertible)?) {
    text(name, value.map { $0.description })
  }

  mutating func word(_ name: String, _ value: (some Word)?) {
    text(name, value?.rawValue)
  }

  mutating func number(_ name: String, _ value: (some BinaryInteger)?) {
    if let value { members.append((name, "\(value)")) }
  }

  mutating func truth(_ name: String, _ value: Bool?) {
    if let value { members.append((name, value ? "true" : "false")) }
  }

  mutating func object(_ name: String, _ value: RowText?) {
    if let value { members.append((name, value.text)) }
  }

  mutating func list(_ name: String, _ values: [RowText]) {
    members.append((name, "[" + values.map(\.text).joined(separator: ",") + "]"))
  }

  mutating func list(_ name: String, _ values: [String]) {
    members.append((name, "[" + values.map(Self.quoted).joined(separator: ",") + "]"))
  }

  /// Text in double quotes, as JSON writes it (RFC 8259 section 7).
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 10: bytes += Array("\\n".utf8)
      case 13: bytes += Array("\\r".utf8)
      case 9: bytes += Array("\\t".utf8)
      case 0..<32: bytes += Array("\\u00\(Hexadecimal.text([byte]))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension RowText {
  init(_ money: Money) {
    text("amount", money.amountText)
    text("currency", money.currency.code)
  }

  init(_ storage: StorageUse) {
    number("used", storage.used)
    number("mail", storage.mail)
  }
}
