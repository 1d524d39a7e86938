import Hummingbird

/// The languages of an `Accept-Language` field (RFC 9110), best first.
struct AcceptedLanguages {
  private let tags: [String]

  init(_ field: String) {
    let wishes = field.split(separator: ",").prefix(32).map { part -> (tag: String, weight: Int) in
      let pieces = part.split(separator: ";").map { String($0).trimmed }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map {
        Self.thousandths($0.dropFirst(2))
      }
      return (String(pieces.first ?? "").lowercased(), weight ?? 1_000)
    }
    tags = wishes.enumerated().filter { $0.element.weight > 0 }
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element.tag)
  }

  /// The one of these languages that is read best; nil if none is read.
  func best(of languages: [String]) -> String? {
    tags.lazy.compactMap { tag -> String? in
      if tag == "*" { return languages.first { $0 == "en" } ?? languages.first }
      let primary = tag.prefix { $0 != "-" }
      // Norwegian without more is Bokmål here.
      let wanted = primary == "no" || primary == "nn" ? "nb" : String(primary)
      return languages.first { $0 == wanted }
    }.first
  }

  /// A weight such as `0.8` in thousandths; 0 if it is none.
  private static func thousandths(_ text: Substring) -> Int {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole) else { return 0 }
    let digits = parts.count > 1 ? parts[1].prefix(3) : ""
    guard let part = Int(digits + String(repeating: "0", count: 3 - digits.count)) else { return 0 }
    return min(whole * 1_000 + part, 1_000)
  }
}
