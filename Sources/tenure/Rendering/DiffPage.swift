import TenureDomain
import TenurePolicy

/// What changed between two editions, for people.
struct DiffPage {
  private(set) var page: Page
  private let say: Localizer
  private let policy: EditionID

  var text: String { page.text }

  init(
    _ old: EditionID, _ new: EditionID, _ differences: [Difference], _ say: Localizer,
    _ terminal: Terminal
  ) {
    page = Page(terminal)
    self.say = say
    policy = new
    page.title(say.text("cli.diff.title", ["old": "\(old)", "new": "\(new)"]))
    if !differences.isEmpty { page.paragraph(say.text("cli.diff.quoted")) }
    for (index, difference) in differences.enumerated() { add(difference, index + 1) }
    page.blank()
    page.paragraph(
      differences.isEmpty
        ? say.text("cli.diff.nothing") : say.count("cli.diff.summary", differences.count))
  }

  private mutating func add(_ difference: Difference, _ number: Int) {
    page.blank()
    page.paragraph(say.sentence(difference), mark: "\(number). ")
    let hasSeveralActs = difference.cases.contains { $0.acts.count != difference.actCount }
    for (index, told) in difference.cases.enumerated() {
      let acts = hasSeveralActs ? say.list(told.acts.map { say.name(of: $0) }) : ""
      if !acts.isEmpty { page.paragraph(acts, indent: 3, paint: page.ink.accent) }
      let label = say.text(index == 0 || !acts.isEmpty ? "cli.diff.whom" : "cli.diff.orWhom")
      let whom = say.whom(told).enumerated().map { ($0.offset == 0 ? label : "", $0.element) }
      page.fields(whom, indent: acts.isEmpty ? 3 : 5)
    }
    guard let witness = difference.cases.first?.witness else { return }
    page.paragraph(say.text("cli.diff.example"), indent: 3, paint: page.ink.faint)
    page.add(witness, id: DiffRecord.name(number, 0), title: "", policy: policy)
  }
}

extension Difference {
  fileprivate var actCount: Int {
    if case .acts(let kinds) = scope { kinds.count } else { 0 }
  }
}

/// What changed between two editions, for programs.
struct DiffRecord: Codable {
  struct Difference: Codable {
    var acts: [String]
    var table: String?
    var before: Answer
    var after: Answer
    var text: String
    var cases: [Case]
  }

  struct Case: Codable {
    var acts: [String]
    /// For whom: all must hold.
    var conditions: [String]
    /// A scenario without `then`.
    var example: String?
  }

  struct Answer: Codable {
    var outcome: String?
    var effect: String?
    var conclusion: String?
    var ways: [String]
    var rules: [String]

    init(_ answer: EditionAnswer, _ say: Localizer) {
      outcome = answer.outcome?.rawValue
      effect = answer.effect?.rawValue
      conclusion = answer.conclusion.map { say.sentence($0) }
      ways = answer.ways.map(\.way.name)
      rules = answer.rules.map(\.id)
    }
  }

  var format = "tenure.diff/1"
  var old: String
  var new: String
  var differences: [Difference]

  init(
    _ old: EditionID, _ new: EditionID, _ differences: [TenurePolicy.Difference], _ say: Localizer
  ) {
    self.old = "\(old)"
    self.new = "\(new)"
    self.differences = differences.enumerated().map { index, difference in
      let (acts, table): ([String], String?) =
        switch difference.scope {
        case .acts(let kinds): (kinds.map(\.rawValue), nil)
        case .table(let table): ([], table.rawValue)
        }
      let cases = difference.cases.enumerated().map { position, told in
        Case(
          acts: told.acts.map(\.rawValue), conditions: say.lines(told.conditions),
          example: told.witness?.document(
            id: Self.name(index + 1, position), title: "", policy: new))
      }
      return Difference(
        acts: acts, table: table, before: Answer(difference.before, say),
        after: Answer(difference.after, say), text: say.sentence(difference), cases: cases)
    }
  }

  /// The id of an example.
  static func name(_ number: Int, _ position: Int) -> String {
    position == 0 ? "DIFFERENCE-\(number)" : "DIFFERENCE-\(number)-\(position + 1)"
  }
}
