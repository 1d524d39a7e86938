public import TenureDomain

/// What is needed to read scenarios.
public struct ScenarioContext: Sendable {
  public let products: ProductCatalog
  public let zones: SystemZones

  public init(products: ProductCatalog, zones: SystemZones = SystemZones()) {
    self.products = products
    self.zones = zones
  }
}

extension Scenario {
  /// Reads a file of scenarios: a list, each with what must come out.
  ///
  /// - Throws: every fault of the document, with its place.
  public static func corpus(
    _ text: String, file: String, context: ScenarioContext
  ) throws(InputErrors) -> [Scenario] {
    let root = try DocumentParser.parse(text, file: file)
    let parser = ScenarioParser(file: file, context: context, isQuestion: false)
    let scenarios = parser.reader.items(root).compactMap(parser.scenario)
    var places: [String: Int] = [:]
    for scenario in scenarios {
      if let first = places.updateValue(scenario.line, forKey: scenario.id) {
        parser.note(
          scenario.line, "`\(scenario.id)` is also on line \(first)", "give it its own id")
      }
    }
    try parser.reader.finish()
    return scenarios
  }

  /// Reads a question: one scenario without `then`, alone or as the only one of a list.
  ///
  /// - Throws: every fault of the document, with its place.
  public static func question(
    _ text: String, file: String, context: ScenarioContext
  ) throws(InputErrors) -> Scenario {
    let root = try DocumentParser.parse(text, file: file)
    let parser = ScenarioParser(file: file, context: context, isQuestion: true)
    let alone = root.items.flatMap { $0.count == 1 ? $0.first : nil }
    let scenario = parser.scenario(alone ?? root)
    try parser.reader.finish()
    guard let scenario else {
      throw InputErrors([
        InputError(file: file, problem: "it is not a scenario", remedy: "see `Examples/`")
      ])
    }
    return scenario
  }
}

struct ScenarioParser {
  let reader: DocumentReader
  let given: GivenReader
  let isQuestion: Bool

  init(file: String, context: ScenarioContext, isQuestion: Bool) {
    reader = DocumentReader(file: file)
    given = GivenReader(reader: reader, products: context.products, zones: context.zones)
    self.isQuestion = isQuestion
  }

  func note(_ line: Int, _ problem: String, _ remedy: String) {
    reader.note(line: line, key: "id", problem, remedy)
  }

  func scenario(_ node: DocumentNode) -> Scenario? {
    let names = ["id", "title", "rules"]
    guard
      let fields = reader.mapping(
        node, required: ["policy", "given", "steps"] + (isQuestion ? [] : ["id", "title"]),
        optional: names),
      let policy = fields["policy"].flatMap(policy), let givenNode = fields["given"],
      let stepsNode = fields["steps"]
    else { return nil }
    var subject = Subject(account: Account(), actor: Actor(), subscription: Subscription())
    for patch in given.given(givenNode) { patch.apply(&subject) }
    SubjectCheck(reader: reader, subject: subject).check(givenNode)
    let steps = reader.items(stepsNode).compactMap(step)
    checkOrder(steps, stepsNode)
    if !isQuestion, !steps.isEmpty, steps.allSatisfy({ $0.expectation == nil }) {
      reader.note(
        stepsNode, "no step says what must come out", "add `then`, or ask by `tenure decide`")
    }
    return Scenario(
      file: reader.file, line: node.line, id: fields["id"].flatMap(reader.text) ?? "question",
      title: fields["title"].flatMap(reader.text) ?? "", policy: policy,
      rules: fields["rules"].map { reader.items($0).compactMap(reader.text) } ?? [],
      subject: subject, steps: steps)
  }

  private func policy(_ node: DocumentNode) -> PolicyReference? {
    guard let text = reader.text(node) else { return nil }
    if let reference = PolicyReference(text) { return reference }
    reader.note(node, "`\(text)` is not a policy", "write `family` or `family@YYYY-MM-DD`")
    return nil
  }

  private func step(_ node: DocumentNode) -> Scenario.Step? {
    guard
      let fields = reader.mapping(
        node, required: ["at", "act"],
        optional: [
          "facts", "to", "users", "target", "lacking", "licenses",
          "atRenewal", "then",
        ]),
      let at = fields["at"].flatMap(given.instant), let actNode = fields["act"]
    else { return nil }
    if isQuestion, let then = fields["then"] {
      reader.note(
        then, "a question has no `then`", "leave it out, or run the file by `tenure policy test`")
    }
    let facts = fields["facts"].map(given.facts) ?? []
    let expectation = fields["then"].map { ExpectationReader(given: given).expectation($0) }
    guard actNode.text != "none" else {
      for name in Self.parameters {
        if let extra = fields[name] {
          reader.note(extra, "`none` asks for nothing", "leave it out")
        }
      }
      return Scenario.Step(
        line: node.line, at: at, facts: facts, act: nil, expectation: expectation)
    }
    guard let act = act(actNode, fields) else { return nil }
    return Scenario.Step(line: node.line, at: at, facts: facts, act: act, expectation: expectation)
  }

  /// What a step may tell of its act.
  private static let parameters = [
    "to", "users", "licenses", "atRenewal", "target", "lacking",
  ]

  private func act(_ node: DocumentNode, _ fields: [String: DocumentNode]) -> Act? {
    guard let kind = reader.word(node, ActKind.self) else { return nil }
    let wanted: [String] =
      switch kind.parameters {
      case .nothing: []
      case .licenses, .product: ["to"]
      case .productAndUsers: ["to", "users"]
      }
    for name in Self.parameters {
      if let extra = fields[name], !wanted.contains(name), !kind.may(tell: name) {
        reader.note(extra, "`\(kind.rawValue)` takes no `\(name)`", "leave it out")
      }
      if wanted.contains(name), fields[name] == nil {
        reader.note(node, "`\(kind.rawValue)` needs `\(name)`", "add `\(name): …` beside `act`")
        return nil
      }
    }
    var act = Act(kind)
    switch kind.parameters {
    case .nothing: break
    case .licenses: act.licenses = fields["to"].flatMap(given.count)
    case .product:
      act.product = fields["to"].flatMap(given.product)
      act.licenses = fields["licenses"].flatMap { reader.integer($0, in: 1...1_000_000_000) }
    case .productAndUsers:
      act.product = fields["to"].flatMap(given.product)
      act.users = fields["users"].flatMap { reader.integer($0, in: 1...1_000_000_000) }
      act.target = fields["target"].flatMap { reader.word($0, MoveTarget.self) }
      act.lacking = fields["lacking"].flatMap(given.count)
    }
    act.atRenewal = fields["atRenewal"].flatMap(reader.boolean) ?? false
    return act
  }

  private func checkOrder(_ steps: [Scenario.Step], _ node: DocumentNode) {
    if steps.isEmpty, node.items?.isEmpty ?? false {
      reader.note(node, "there is no step", "add one: `- at: …` with an `act`")
    }
    for (one, next) in zip(steps, steps.dropFirst()) where next.at < one.at {
      reader.note(
        line: next.line, key: "steps", "\(next.at) lies before the step at \(one.at)",
        "time only moves forward: put the steps in order")
    }
  }
}

extension ActKind {
  /// Whether a step may tell this of the act, though it need not.
  fileprivate func may(tell parameter: String) -> Bool {
    switch parameter {
    case "target", "lacking": parameters == .productAndUsers
    case "licenses": self == .changePlan
    case "atRenewal": self == .changePlan || self == .addLicenses
    default: false
    }
  }
}
