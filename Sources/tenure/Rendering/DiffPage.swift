import TenureDomain
import TenurePolicy

/// What changed between two editions, for people.
struct DiffPage {
  private(set) var page: Page

  var text: String { page.text }

  init(
    _ old: EditionID, _ new: EditionID, _ differences: [Difference], _ say: Localizer,
    _ terminal: Terminal
  ) {
    page = Page(terminal)
    page.title(say.text("cli.diff.title", ["old": "\(old)", "new": "\(new)"]))
    for (index, difference) in differences.enumerated() {
      page.blank()
      page.paragraph(difference.sentence(say.general), mark: "\(index + 1). ")
      guard let witness = difference.witness else { continue }
      page.paragraph(say.text("cli.diff.example"), indent: 3, paint: page.ink.faint)
      page.add(witness, id: "DIFFERENCE-\(index + 1)", title: "", policy: new)
    }
    page.blank()
    page.paragraph(
      differences.isEmpty
        ? say.text("cli.diff.nothing") : say.count("cli.diff.summary", differences.count))
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
    /// A scenario without `then`.
    var example: String?
  }

  struct Answer: Codable {
    var outcome: String?
    var effect: String?
    var conclusion: String?
    var ways: [String]
    var rules: [String]

    init(_ answer: EditionAnswer) {
      outcome = answer.outcome?.rawValue
      effect = answer.effect?.rawValue
      conclusion = answer.conclusion.isEmpty ? nil : answer.conclusion
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
      return Difference(
        acts: acts, table: table, before: Answer(difference.before),
        after: Answer(difference.after), text: difference.sentence(say.general),
        example: difference.witness?.document(
          id: "DIFFERENCE-\(index + 1)", title: "", policy: new))
    }
  }
}
