import TenureDomain
import TenurePolicy

/// An edition with what its proof came to.
struct CheckedEdition {
  let file: String
  /// nil if it cannot be read or is no edition.
  let id: EditionID?
  let report: CheckReport
}

/// The results of proofs, for people.
struct CheckPage {
  private(set) var page: Page

  var text: String { page.text }

  init(_ checks: [CheckedEdition], _ say: Localizer, _ terminal: Terminal) {
    page = Page(terminal)
    for check in checks { add(check, say) }
    page.blank()
    let count = checks.reduce(0) { $0 + $1.report.findings.count }
    let summary = say.count("cli.check.summary", count)
    page.paragraph(summary, paint: count == 0 ? page.ink.good : page.ink.bad)
  }

  private mutating func add(_ check: CheckedEdition, _ say: Localizer) {
    let summary = check.report.summary
    if check.id != nil {
      let text = say.text(
        "cli.check.proved",
        [
          "edition": check.id.map { "\($0)" } ?? check.file,
          "rules": say.count("cli.explain.rules", summary.rules),
          "houseRules": say.count("cli.explain.houseRules", summary.houseRules),
          "houseContacts": say.count("cli.check.houseContacts", summary.houseContacts),
          "classes": say.number(summary.classes),
        ])
      let isGood = check.report.findings.isEmpty
      page.paragraph(
        text, mark: isGood ? "✓ " : "✗ ", paintMark: isGood ? page.ink.good : page.ink.bad)
    }
    for finding in check.report.findings { add(finding, check, say) }
  }

  private mutating func add(_ finding: Finding, _ check: CheckedEdition, _ say: Localizer) {
    page.blank()
    let lines = "\(finding)".split(separator: "\n").map(String.init)
    page.paragraph(lines.first ?? "", paint: page.ink.bad)
    for line in lines.dropFirst() { page.paragraph(line, indent: 2) }
    guard let witness = finding.counterexample, let id = check.id else { return }
    page.paragraph(say.text("cli.check.counterexample"), indent: 2)
    page.add(witness, id: "COUNTEREXAMPLE", title: finding.problem, policy: id)
  }
}

extension Page {
  /// A case as the scenario it is, ready to paste: its lines are not wrapped.
  mutating func add(_ witness: Witness, id: String, title: String, policy: EditionID) {
    let document = witness.document(id: id, title: title, policy: policy)
    for line in document.split(separator: "\n") { verbatim(ink.faint(String(line)), indent: 4) }
  }
}

/// The results of proofs, for programs.
struct CheckRecord: Codable {
  struct Edition: Codable {
    var file: String
    var edition: String?
    var rules: Int
    var houseRules: Int
    var houseContacts: Int
    var classes: Int
    var findings: [Finding]
  }

  struct Finding: Codable {
    var kind: String
    var file: String
    var line: Int
    var rule: String?
    var problem: String
    var remedy: String
    /// A scenario without `then`.
    var counterexample: String?
  }

  var format = "tenure.check/1"
  var editions: [Edition]

  init(_ checks: [CheckedEdition]) {
    editions = checks.map { check in
      let summary = check.report.summary
      return Edition(
        file: check.file, edition: check.id.map { "\($0)" }, rules: summary.rules,
        houseRules: summary.houseRules, houseContacts: summary.houseContacts,
        classes: summary.classes,
        findings: check.report.findings.map { Self.record($0, check.id) })
    }
  }

  private static func record(_ finding: TenurePolicy.Finding, _ id: EditionID?) -> Finding {
    Finding(
      kind: finding.kind.rawValue, file: finding.file, line: finding.line, rule: finding.ruleID,
      problem: finding.problem, remedy: finding.remedy,
      counterexample: id.flatMap { id in
        finding.counterexample?.document(
          id: "COUNTEREXAMPLE", title: finding.problem, policy: id)
      })
  }
}
