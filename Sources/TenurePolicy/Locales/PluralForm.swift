/// The plural forms that the languages tell apart, named as in CLDR.
public enum PluralForm: String, CaseIterable, Sendable {
  case zero, one, other

  /// The form that a language uses for a number.
  public init(of number: Int, in language: String) {
    guard language == "lv" else {
      self = number == 1 ? .one : .other
      return
    }
    let (tens, units) = (number.magnitude % 100, number.magnitude % 10)
    if units == 0 || (11...19).contains(tens) {
      self = .zero
    } else {
      self = units == 1 ? .one : .other
    }
  }

  /// The forms of a language, in the order of the cases.
  static func forms(of language: String) -> [PluralForm] {
    language == "lv" ? [.zero, .one, .other] : [.one, .other]
  }

  /// A key without its form: `formats.days` for `formats.days.one`.
  static func base(_ key: String) -> String {
    guard let dot = key.utf8.lastIndex(of: UInt8(ascii: ".")),
      PluralForm(rawValue: String(key[key.index(after: dot)...])) != nil
    else { return key }
    return String(key[..<dot])
  }
}
