import TenureDomain

/// Every documented rule of the model system, by section, as `Policies/coverage.yaml` lists them.
public struct CoverageCatalog: Sendable {
  public let sections: [Section]

  /// A section of the documents' rule table.
  public struct Section: Sendable, Hashable {
    public let number: Int
    public let title: String
    public let rules: [CoverageRule]
  }

  /// Reads a catalogue: a list of sections, each with its rules.
  ///
  /// - Throws: every fault of the document, with its place.
  public init(_ text: String, file: String) throws(InputErrors) {
    let root = try DocumentParser.parse(text, file: file)
    let parser = CoverageParser(reader: DocumentReader(file: file))
    sections = parser.reader.items(root).compactMap(parser.section)
    parser.check(sections)
    try parser.reader.finish()
  }

  /// Every rule, in order.
  public var rules: [CoverageRule] { sections.flatMap(\.rules) }
}

private struct CoverageParser {
  let reader: DocumentReader

  private static let answers = ["mechanism", "through", "doesNotApply", "overruledBy", "notYet"]

  func section(_ node: DocumentNode) -> CoverageCatalog.Section? {
    guard let fields = reader.mapping(node, required: ["section", "title", "rules"]),
      let number = fields["section"].flatMap({ reader.integer($0, in: 1...1_000) }),
      let title = fields["title"].flatMap(reader.text), let rules = fields["rules"]
    else { return nil }
    return CoverageCatalog.Section(
      number: number, title: title, rules: reader.items(rules).compactMap(rule))
  }

  private func rule(_ node: DocumentNode) -> CoverageRule? {
    guard
      let fields = reader.mapping(
        node, required: ["id", "says"], optional: Self.answers + ["except", "tests"]),
      let id = fields["id"].flatMap(reader.text), let says = fields["says"].flatMap(reader.text),
      let answer = answer(node, fields)
    else { return nil }
    return CoverageRule(
      id: id, says: says, answer: answer,
      tests: fields["tests"].map { reader.items($0).compactMap(reader.text) } ?? [],
      exceptions: fields["except"].map(exceptions) ?? [],
      line: node.line)
  }

  /// One exception or a list of them, each of one of the three kinds.
  private func exceptions(_ node: DocumentNode) -> [CoverageException] {
    let nodes = node.items == nil ? [node] : reader.items(node)
    return nodes.compactMap { node in
      guard let text = reader.text(node) else { return nil }
      if let exception = CoverageException(text) { return exception }
      reader.note(
        node, "it does not say of which kind it is",
        "begin with `outside the system: `, `overruled by ID: ` or `later part: `, and say why")
      return nil
    }
  }

  private func answer(
    _ node: DocumentNode, _ fields: [String: DocumentNode]
  ) -> CoverageAnswer? {
    let given = Self.answers.compactMap { name in fields[name].map { (name, $0) } }
    guard let (name, value) = given.first else { return .byPolicy }
    if given.count > 1 {
      let names = given.map { "`\($0.0)`" }.joined(separator: " and ")
      reader.note(node, "\(names) are two answers", "keep one of them")
      return nil
    }
    switch name {
    case "mechanism": return halves(value).map { .mechanism(symbol: $0, how: $1) }
    case "through": return .through(reader.items(value).compactMap(reader.text))
    case "overruledBy": return halves(value).map { .overruled(by: $0, why: $1) }
    case "doesNotApply":
      guard let (name, why) = halves(value) else { return nil }
      if let category = InapplicableCategory(rawValue: name) {
        return .doesNotApply(category, why: why)
      }
      reader.note(
        value, "`\(name)` is not a category",
        reader.suggestion(for: name, among: InapplicableCategory.words))
      return nil
    default: return reader.text(value).map { .notYet($0) }
    }
  }

  /// The parts before and after the dash.
  private func halves(_ node: DocumentNode) -> (String, String)? {
    guard let text = reader.text(node) else { return nil }
    let words = text.split(separator: " ")
    guard let dash = words.firstIndex(of: "—"), dash > 0, dash + 1 < words.count else {
      reader.note(node, "the reason is missing", "write `name — reason`")
      return nil
    }
    return (
      words[..<dash].joined(separator: " "), words[(dash + 1)...].joined(separator: " ")
    )
  }

  /// Each rule once, sections in order, and `through` and `overruledBy` name other rules of the
  /// catalogue.
  func check(_ sections: [CoverageCatalog.Section]) {
    for (one, next) in zip(sections, sections.dropFirst()) where next.number <= one.number {
      note(next.rules.first, "section \(next.number) follows \(one.number)", "put them in order")
    }
    var lines: [String: Int] = [:]
    for rule in sections.flatMap(\.rules) {
      if let first = lines.updateValue(rule.line, forKey: rule.id) {
        note(rule, "`\(rule.id)` is also on line \(first)", "keep one of them")
      }
    }
    for rule in sections.flatMap(\.rules) {
      switch rule.answer {
      case .through(let ids):
        for id in ids where lines[id] == nil || id == rule.id {
          note(rule, "`\(id)` cannot carry it out", "name another rule of this list")
        }
      case .overruled(let id, _) where lines[id] == nil || id == rule.id:
        note(rule, "`\(id)` cannot overrule it", "name another rule of this list")
      default: break
      }
      for id in rule.exceptions.compactMap(\.rule) where lines[id] == nil || id == rule.id {
        note(rule, "`\(id)` cannot overrule a part of it", "name another rule of this list")
      }
    }
  }

  private func note(_ rule: CoverageRule?, _ problem: String, _ remedy: String) {
    reader.note(line: rule?.line ?? 0, key: rule?.id ?? "", problem, remedy)
  }
}
