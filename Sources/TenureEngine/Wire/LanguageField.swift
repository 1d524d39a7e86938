/// What languages a client reads, as `Accept-Language` says it (RFC 9110, section 12.5.4).
public struct LanguageField {
  private let wishes: [(tag: String, quality: Int)]

  public init(_ field: String) {
    let parts = field.lowercased().filter { !$0.isWhitespace }.split(separator: ",")
    wishes = parts.compactMap { part in
      let pieces = part.split(separator: ";")
      guard let tag = pieces.first else { return nil }
      let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
      return (String(tag), quality.map(QualityValue.thousandths) ?? 1000)
    }
  }

  /// The language that is liked best; nil if none of them is read by its name: `*` names none.
  public func choose(from languages: [String]) -> String? {
    // A stable order: of equal wishes, the first counts.
    let ordered = wishes.enumerated().filter { $0.element.quality > 0 }.sorted {
      ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset)
    }
    for (_, wish) in ordered {
      if let same = languages.first(where: { $0.lowercased() == wish.tag }) { return same }
      let primary = wish.tag.prefix { $0 != "-" }
      if let near = languages.first(where: { $0.lowercased() == primary }) { return near }
      // Norwegian without a form is Bokmål here, and whoever reads Nynorsk reads it too.
      if primary == "no" || primary == "nn", languages.contains("nb") { return "nb" }
    }
    return nil
  }
}
