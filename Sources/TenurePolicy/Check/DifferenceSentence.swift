import TenureDomain

extension Difference {
  /// The difference as one English sentence.
  ///
  /// - Parameter messages: a catalogue whose texts say reasons, ways and acts.
  public func sentence(_ messages: MessageCatalog) -> String {
    let subject =
      switch scope {
      case .acts(let kinds):
        Self.list(kinds.map { Self.text("acts", $0.rawValue, messages) }, "and")
      case .table(let table): table.words
      }
    let phrases = distinctive.map(\.phrase)
    let whom = phrases.isEmpty ? "" : ", with \(Self.list(phrases, "and"))"
    let was = before.phrase(.before, messages)
    let now = after.phrase(.after, messages)
    return "\(subject.capitalizedFirst)\(whom): \(was); \(now)."
  }

  /// Items with commas and a last word between.
  static func list(_ items: [String], _ word: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }

  /// The text of a key, or the key's own name where the catalogue has none.
  static func text(_ section: String, _ key: String, _ messages: MessageCatalog) -> String {
    let full = "\(section).\(key)"
    let text = messages.text(full)
    return text == full ? key.split(separator: "-").joined(separator: " ") : text
  }
}

extension PlanTable {
  fileprivate var words: String {
    switch self {
    case .termEnd: "at the end of the term"
    case .refund: "when money is due back"
    case .lifecycle: "after the paid period"
    case .retention: "data left behind"
    case .reactivation: "on reactivation"
    case .access: "access"
    }
  }
}

extension EditionAnswer {
  enum Side {
    case before, after
  }

  fileprivate func phrase(_ side: Side, _ messages: MessageCatalog) -> String {
    let start = side == .before ? "before" : "now"
    guard let outcome else { return "\(start) \(conclusion)" }
    switch outcome {
    case .permitted:
      return effect == .atTermEnd
        ? "\(start) possible, at the end of the term" : "\(start) possible"
    case .refused: return "\(start) refused" + because(messages) + instead(messages)
    case .unnecessary: return "\(start) unnecessary" + because(messages)
    case .elsewhere: return "\(start) up to another seller" + because(messages)
    case .undetermined: return "\(start) open"
    }
  }

  private func because(_ messages: MessageCatalog) -> String {
    let rules = telling.isEmpty ? rules : telling
    let reasons = rules.map { rule in
      let text = Difference.text("reasons", rule.message, messages)
      return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
    return reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
  }

  private func instead(_ messages: MessageCatalog) -> String {
    let names = ways.map { Difference.text("ways", $0.name, messages) }
    return names.isEmpty ? "" : ", instead: \(names.joined(separator: ", "))"
  }
}

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
