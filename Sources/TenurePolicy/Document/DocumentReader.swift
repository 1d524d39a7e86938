public import TenureDomain

/// Reads values out of nodes and notes everything that is wrong, so that one run shows all of it.
public final class DocumentReader {
  let file: String
  public private(set) var errors: [InputError] = []

  /// - Parameter file: the name to show in errors.
  public init(file: String) {
    self.file = file
  }

  /// Throws everything noted so far, if anything was. What is read several times over, such as a
  /// rule that acts share, is at fault once.
  public func finish() throws(InputErrors) {
    var known: Set<InputError> = []
    let faults = errors.filter { known.insert($0).inserted }
    if !faults.isEmpty { throw InputErrors(faults) }
  }

  public func note(_ node: DocumentNode, _ problem: String, _ remedy: String) {
    errors.append(
      InputError(
        file: file, line: node.line, column: node.column, key: node.path, problem: problem,
        remedy: remedy))
  }

  func note(line: Int, key: String, _ problem: String, _ remedy: String) {
    errors.append(
      InputError(
        file: file, line: line, column: 1, key: key, problem: problem, remedy: remedy))
  }

  /// The values of a mapping by key; unknown and missing keys are noted.
  public func mapping(
    _ node: DocumentNode, required: [String] = [], optional: [String] = []
  ) -> [String: DocumentNode]? {
    guard let pairs = node.pairs else {
      note(node, "\(node.kindName) stands where keys belong", "write `key: value` pairs")
      return nil
    }
    let known = required + optional
    var values: [String: DocumentNode] = [:]
    for (key, value) in pairs {
      let name = key.text ?? ""
      if known.contains(name) {
        values[name] = value
      } else {
        note(key, "`\(name)` is not a key here", suggestion(for: name, among: known))
      }
    }
    for name in required where values[name] == nil {
      note(node, "`\(name)` is missing", "add `\(name): …`")
    }
    return values
  }

  public func items(_ node: DocumentNode) -> [DocumentNode] {
    if let items = node.items { return items }
    note(node, "\(node.kindName) stands where a list belongs", "write a list: `[…]` or `- …`")
    return []
  }

  public func text(_ node: DocumentNode) -> String? {
    if let text = node.text, node.mayBe(.text) { return text }
    note(node, "\(node.kindName) stands where a value belongs", "write one value")
    return nil
  }

  /// The characters of a scalar, whatever they stand for; JSON tells text and other values apart.
  private func scalar(_ node: DocumentNode, _ form: DocumentNode.Form) -> String? {
    if let text = node.text, node.mayBe(form) { return text }
    note(node, "\(node.kindName) stands where another kind of value belongs", form.remedy)
    return nil
  }

  public func boolean(_ node: DocumentNode) -> Bool? {
    switch scalar(node, .bare) {
    case "true": return true
    case "false": return false
    case nil: return nil
    case .some:
      note(node, "\(node.kindName) is not a truth value", "write `true` or `false`")
      return nil
    }
  }

  /// A whole number within bounds. `20.0` is one as well: to JSON they are the same.
  public func integer(_ node: DocumentNode, in range: ClosedRange<Int>) -> Int? {
    guard let text = scalar(node, .bare) else { return nil }
    guard let number = Int(whole(text)), !text.hasPrefix("+") else {
      note(node, "\(node.kindName) is not a whole number", "write digits only")
      return nil
    }
    guard range.contains(number) else {
      note(
        node, "`\(number)` is out of range",
        "write a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// A number without a fraction that is nothing but zeros.
  func whole(_ text: some StringProtocol) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isWhole = parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy { $0 == "0" }
    return String(isWhole ? parts[0] : text[...])
  }

  public func word<W: Word>(_ node: DocumentNode, _ type: W.Type, except hidden: [W] = []) -> W? {
    guard let text = text(node) else { return nil }
    if let word = W(rawValue: text), !hidden.contains(word) { return word }
    let known = W.allCases.filter { !hidden.contains($0) }.map(\.rawValue)
    note(node, "`\(text)` is not one of its values", suggestion(for: text, among: known))
    return nil
  }

  public func date(_ node: DocumentNode) -> CalendarDate? {
    guard let text = text(node) else { return nil }
    if let date = CalendarDate(text) { return date }
    note(node, "`\(text)` is not a date", "write `YYYY-MM-DD`, a day that exists")
    return nil
  }

  /// A list of keys, or the nearest one if the word looks like a slip.
  public func suggestion(for name: String, among known: [String]) -> String {
    let near = known.min { distance($0, name) < distance($1, name) }
    if let near, distance(near, name) <= max(2, name.count / 4) { return "did you mean `\(near)`?" }
    if known.count > 24 {
      return "see the format's reference for the \(known.count) words it knows"
    }
    return "use one of: \(known.joined(separator: ", "))"
  }

  /// The number of letters to add, drop or change.
  private func distance(_ one: String, _ other: String) -> Int {
    let from = Array(one.utf8)
    let to = Array(other.utf8)
    var row = Array(0...to.count)
    for (index, letter) in from.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (place, target) in to.enumerated() {
        let change = diagonal + (letter == target ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(change, row[place + 1] + 1, row[place] + 1)
      }
    }
    return row[to.count]
  }
}
