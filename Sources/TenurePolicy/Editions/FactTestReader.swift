import TenureDomain

/// Reads the tests of a rule's `when` into conditions.
struct FactTestReader {
  let reader: DocumentReader
  /// The named lists of the document.
  let sets: [String: [DocumentNode]]

  /// The conditions of a `when`, in the order of the document.
  func conditions(_ node: DocumentNode) -> [Condition] {
    guard let pairs = node.pairs else {
      reader.note(node, "\(node.kindName) stands where tests belong", "write `fact: test` pairs")
      return []
    }
    return pairs.compactMap { key, value in
      guard let fact = FactCatalog.fact(at: key.text ?? "") else {
        let paths = FactCatalog.definitions.map(\.path)
        reader.note(
          key, "`\(key.text ?? "")` is not a fact",
          reader.suggestion(for: key.text ?? "", among: paths))
        return nil
      }
      guard let values = test(value, of: FactCatalog.definition(of: fact)) else { return nil }
      if values.intersection(FactCatalog.definition(of: fact).type.domain).isEmpty {
        reader.note(value, "no value passes this test", "widen the test or drop the rule")
      }
      return Condition(fact, values)
    }
  }

  private func test(_ node: DocumentNode, of definition: FactDefinition) -> ValueSet? {
    if node.isSequence { return list(node, definition) }
    if !node.isMapping { return value(node, definition).map { ValueSet(values: [$0]) } }
    var passed = ValueSet.all
    for (key, operand) in node.pairs ?? [] {
      guard let set = test(key, operand, definition) else { return nil }
      passed = passed.intersection(set)
    }
    return passed
  }

  private func test(
    _ key: DocumentNode, _ operand: DocumentNode, _ definition: FactDefinition
  ) -> ValueSet? {
    switch key.text {
    case "not": return test(operand, of: definition)?.complement
    case "in": return named(operand, definition)
    case "notIn": return named(operand, definition)?.complement
    case "over", "atLeast", "atMost", "within", "from", "before":
      return bound(key, operand, definition)
    default:
      reader.note(
        key, "`\(key.text ?? "")` is not a test",
        "use one of: not, in, notIn, over, atLeast, atMost, within, from, before")
      return nil
    }
  }

  private func bound(
    _ key: DocumentNode, _ operand: DocumentNode, _ definition: FactDefinition
  ) -> ValueSet? {
    let name = key.text ?? ""
    let allowed: [String] =
      switch definition.type {
      case .integer: ["over", "atLeast", "atMost"]
      case .duration: ["over", "atLeast", "atMost", "within"]
      case .date: ["from", "before"]
      case .boolean, .word, .country: []
      }
    guard allowed.contains(name) else {
      let remedy =
        allowed.isEmpty ? "test it by its values" : "use one of: \(allowed.joined(separator: ", "))"
      reader.note(key, "`\(name)` does not suit \(definition.typeName)", remedy)
      return nil
    }
    guard let value = value(operand, definition) else { return nil }
    switch name {
    case "over": return ValueSet([value + 1...Int64.max])
    case "atLeast", "from": return ValueSet([value...Int64.max])
    case "atMost": return ValueSet([Int64.min...value])
    default: return ValueSet([Int64.min...value - 1])
    }
  }

  private func named(_ node: DocumentNode, _ definition: FactDefinition) -> ValueSet? {
    guard let name = reader.text(node) else { return nil }
    guard let items = sets[name] else {
      reader.note(
        node, "`\(name)` is not a set of this document",
        reader.suggestion(for: name, among: sets.keys.sorted()))
      return nil
    }
    let values = items.compactMap { value($0, definition) }
    return values.count == items.count ? ValueSet(values: values) : nil
  }

  private func list(_ node: DocumentNode, _ definition: FactDefinition) -> ValueSet? {
    let items = node.items ?? []
    let values = items.compactMap { value($0, definition) }
    return values.count == items.count ? ValueSet(values: values) : nil
  }

  private func value(_ node: DocumentNode, _ definition: FactDefinition) -> Int64? {
    switch definition.type {
    case .boolean: return reader.boolean(node).map { $0 ? 1 : 0 }
    case .word(let words):
      guard let text = reader.text(node) else { return nil }
      if let code = words.firstIndex(of: text) { return Int64(code) }
      reader.note(
        node, "`\(text)` is not a value of `\(definition.path)`",
        reader.suggestion(for: text, among: words))
      return nil
    case .country:
      guard let text = reader.text(node) else { return nil }
      if let country = Country(text) { return country.code }
      reader.note(node, "`\(text)` is not a country", "write an ISO 3166-1 code such as `NO`")
      return nil
    case .integer(let range):
      return reader.integer(node, in: Int(range.lowerBound)...Int(range.upperBound)).map(Int64.init)
    case .date: return reader.date(node).map { Int64($0.dayNumber) }
    case .duration: return reader.span(node)
    }
  }
}

extension FactDefinition {
  /// The type in words, with its article.
  var typeName: String {
    switch type {
    case .boolean: "a truth value"
    case .word: "a word"
    case .country: "a country"
    case .integer: "a number"
    case .date: "a date"
    case .duration: "a span of time"
    }
  }
}
