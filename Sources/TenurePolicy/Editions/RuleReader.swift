import TenureDomain

/// Reads the rules of a table.
struct RuleReader {
  let reader: DocumentReader
  let tests: FactTestReader
  let citations: [Citation]

  /// The keys of every rule, beside its conclusion.
  static let common = ["id", "implements", "when", "source", "house", "message", "note"]

  /// The rules of a table that concludes with `then`.
  func rules<C: Sendable>(
    _ node: DocumentNode, table: String, _ conclusion: (DocumentNode) -> C?
  ) -> [Rule<C>] {
    reader.items(node).compactMap { item in
      guard let values = reader.mapping(item, required: ["id", "then"], optional: Self.common),
        let header = header(item, values, scope: table),
        let then = values["then"], let concluded = conclusion(then)
      else { return nil }
      return Rule(header, concluded)
    }
  }

  /// The header of a rule; its id is prefixed with the act or table it belongs to.
  func header(
    _ node: DocumentNode, _ values: [String: DocumentNode], scope: String
  ) -> RuleHeader? {
    guard let id = values["id"].flatMap(reader.text) else { return nil }
    let implements = values["implements"].map { reader.items($0).compactMap(reader.text) } ?? []
    let key = values["source"].flatMap(reader.text)
    return RuleHeader(
      id: "\(scope)/\(id)", implements: implements,
      conditions: values["when"].map(tests.conditions) ?? [],
      citation: key.flatMap { key in citations.first { $0.key == key } },
      isHouse: values["house"].flatMap(reader.boolean) ?? false,
      message: values["message"].flatMap(reader.text) ?? id, line: node.line)
  }
}
