import TenureDomain

extension Difference {
  /// The difference as one English sentence.
  ///
  /// - Parameter messages: a catalogue whose texts say reasons, ways and acts.
  public func sentence(_ messages: MessageCatalog) -> String {
    let speaker = DifferenceSpeaker(messages: messages, facts: facts)
    let phrases = distinctive.map(\.phrase)
    let whom = phrases.isEmpty ? "" : ", with \(DifferenceSpeaker.list(phrases, "and"))"
    switch scope {
    case .acts(let kinds):
      let acts = DifferenceSpeaker.list(kinds.map { speaker.text("acts", $0.rawValue) }, "and")
      let was = speaker.outcome(of: before)
      let now = speaker.outcome(of: after)
      return "\(acts.capitalizedFirst)\(whom): was \(was); is now \(now)."
    case .table(let table):
      return "\(table.words)\(whom): \(after.conclusion); before, \(before.conclusion)."
    }
  }
}

extension PlanTable {
  fileprivate var words: String {
    switch self {
    case .termEnd: "At the end of the term"
    case .refund: "When money is due back"
    case .lifecycle: "After the paid period"
    case .retention: "Data left behind"
    case .reactivation: "On reactivation"
    case .access: "Access"
    }
  }
}

/// Says the parts of a difference in the words of a catalogue.
private struct DifferenceSpeaker {
  let messages: MessageCatalog
  let facts: FactSet

  /// Items with commas and a last word between.
  static func list(_ items: [String], _ word: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }

  /// The text of a key within a sentence; the key's own words where the catalogue has none.
  func text(_ section: String, _ key: String, _ values: [String: String] = [:]) -> String {
    let full = "\(section).\(key)"
    guard messages.texts[full] != nil else {
      return key.split(separator: "-").joined(separator: " ")
    }
    return messages.text(full, values).loweredFirst
  }

  func outcome(of answer: EditionAnswer) -> String {
    switch answer.outcome {
    case .permitted: answer.effect == .atTermEnd ? "possible at the end of the term" : "possible"
    case .refused: "refused" + because(answer) + instead(answer)
    case .unnecessary: "unnecessary" + because(answer)
    case .elsewhere: "up to another seller" + because(answer)
    case .undetermined, nil: "open"
    }
  }

  private func because(_ answer: EditionAnswer) -> String {
    let rules = answer.telling.isEmpty ? answer.rules : answer.telling
    let reasons = rules.map { rule in
      let reason = text("reasons", rule.message, values(of: rule))
      return reason.hasSuffix(".") ? String(reason.dropLast()) : reason
    }
    return reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
  }

  private func instead(_ answer: EditionAnswer) -> String {
    let names = answer.ways.map { way in
      text("ways", way.way.name, way.to.map { ["to": "\($0)"] } ?? [:])
    }
    return names.isEmpty ? "" : ", instead: \(names.joined(separator: ", "))"
  }

  /// The facts that a rule tests, as the witness has them, by path.
  private func values(of rule: RuleHeader) -> [String: String] {
    var values: [String: String] = [:]
    for condition in rule.conditions {
      let definition = FactCatalog.definition(of: condition.fact)
      guard let value = facts[condition.fact] else { continue }
      switch definition.type {
      case .word(let words): values[definition.path] = words[Int(value)]
      case .date: values[definition.path] = "\(CalendarDate(dayNumber: Int(value)))"
      case .country: values[definition.path] = Country(code: value)?.description
      case .boolean: values[definition.path] = value == 1 ? "true" : "false"
      case .integer: values[definition.path] = "\(value)"
      case .duration: values[definition.path] = "\(value / 86_400_000_000) days"
      }
    }
    return values
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var loweredFirst: String { prefix(1).lowercased() + dropFirst() }
}
