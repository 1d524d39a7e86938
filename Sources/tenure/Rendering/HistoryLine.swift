import TenureEngine

/// What one event of a history tells, in a line of English for operators.
struct HistoryLine {
  let type: String
  let body: RawJSON

  var text: String {
    switch type {
    case EventType.passed: changes ?? "time went on"
    case EventType.carriedOut: act(changes ?? outcome)
    case EventType.answered: act(outcome)
    case EventType.charged:
      "\(money(body["amount"])) is due for \(word("start")) until \(word("end"))"
    case EventType.reminded:
      "reminder: \(words(body["milestone"].text ?? "")) on \(word("date"))"
    case EventType.deletionWarned: "warning: data goes from \(word("goesFrom")) on"
    case EventType.deletionBegun:
      body["goneBy"].text.map { "data goes now, and is gone by \($0)" } ?? "data goes now"
    default: words(type) + fields
    }
  }

  /// What a plain change was about.
  private var fields: String {
    let names = body["fields"].items.compactMap(\.text).map(words)
    return names.isEmpty ? "" : ": \(names.joined(separator: ", "))"
  }

  private var outcome: String { words(word("outcome")) }

  private func act(_ what: String) -> String {
    let name = words(body["act"]["name"].text ?? body["act"].text ?? "act")
    let role = body["actor"]["role"].text.map { " (\(words($0)))" } ?? ""
    return "\(name)\(role): \(what)"
  }

  /// What changed, as the event says it in the account's language.
  private var changes: String? {
    let changes = body["changes"].items
    let told = changes.compactMap { $0["text"].text }
    let texts = told.isEmpty ? changes.map { words($0["change"].text ?? "") } : told
    guard !texts.isEmpty else { return nil }
    return texts.map { $0.last == "." ? String($0.dropLast()) : $0 }.joined(separator: "; ")
  }

  private func word(_ name: String) -> String { body[name].text ?? "?" }

  private func money(_ amount: RawJSON) -> String {
    "\(amount["amount"].text ?? "?") \(amount["currency"].text ?? "")"
  }

  /// `data deleted by` for `dataDeletedBy`, `turn off` for `turn-off`.
  private func words(_ name: String) -> String {
    name.reduce(into: "") { words, letter in
      if letter == "-" || letter == "." || letter == "_" {
        words.append(" ")
      } else if letter.isUppercase {
        words += " \(letter.lowercased())"
      } else {
        words.append(letter)
      }
    }
  }
}

extension RawJSON {
  /// A member of an object; null if there is none.
  subscript(name: String) -> RawJSON {
    guard case .object(let members) = self else { return .null }
    return members[name] ?? .null
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var items: [RawJSON] {
    guard case .list(let items) = self else { return [] }
    return items
  }
}
