public import TenureDomain

/// Says what the domain decided in one language, for any interface.
///
/// Every text comes from a ``MessageCatalog``. A key that has none is said by its last word, so
/// that a reader is never left without an answer; the library refuses such a catalogue when it
/// loads.
public struct Localizer: Sendable {
  public let messages: MessageCatalog
  /// The products that are called by their names; any other is called by its id.
  public let products: ProductCatalog

  public init(_ messages: MessageCatalog, products: ProductCatalog = ProductCatalog([])) {
    self.messages = messages
    self.products = products
  }

  /// The BCP 47 tag of the language.
  public var language: String { messages.language }

  /// The text of a key, with `{name}` replaced by its value.
  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    messages.text(key) { values[$0] } ?? Self.words(of: key)
  }

  /// The text of a key in the plural form of a number, with `{count}` replaced by it.
  public func count(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
    let form = PluralForm(of: number, in: language)
    let values = values.merging(["count": self.number(number)]) { own, _ in own }
    return text("\(key).\(form.rawValue)", values)
  }

  /// Things after each other: `a, b and c`.
  public func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: text("formats.listSeparator"))
      + text("formats.listEnd") + last
  }

  /// The last part of a key as words: `license limit` for `reasons.license-limit`.
  static func words(of key: String) -> String {
    let word = key.split(separator: ".").last.map(String.init) ?? key
    return String(word.map { $0 == "-" ? " " : $0 })
  }
}
