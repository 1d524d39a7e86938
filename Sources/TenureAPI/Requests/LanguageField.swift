/// What languages a client reads, as `Accept-Language` says it (RFC 9110, section 12.5.4).
struct LanguageField {
  private let wishes: [(tag: String, quality: Int)]

  init(_ field: String) {
    let parts = field.split(separator: ",").map { $0.lowercased().split(separator: ";") }
    wishes = parts.enumerated().compactMap { position, part in
      guard let tag = part.first.map({ String(trimmed($0)) }), !tag.isEmpty else { return nil }
      let quality = part.dropFirst().map(trimmed).first { $0.hasPrefix("q=") }?.dropFirst(2)
      return (tag, quality.map(AcceptField.thousandths) ?? 1000)
    }
  }

  /// The language that is liked best; nil if none of them is read.
  func choose(from languages: [String]) -> String? {
    // A stable order: of equal wishes, the first counts.
    let ordered = wishes.enumerated().filter { $0.element.quality > 0 }.sorted {
      ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset)
    }
    for (_, wish) in ordered {
      if let same = languages.first(where: { $0.lowercased() == wish.tag }) { return same }
      let primary = wish.tag.prefix { $0 != "-" }
      if let near = languages.first(where: { $0.lowercased() == primary }) { return near }
      // Norwegian without a form is Bokmål here.
      if primary == "no", languages.contains("nb") { return "nb" }
    }
    return nil
  }
}
