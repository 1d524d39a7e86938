import FoundationEssentials
import Testing

@testable import TenurePolicy

/// What makes a report untrue is found.
@Suite struct CoverageReportTests {
  /// The faults of a catalogue whose rules are these, as far as they concern one of them.
  private func faults(_ id: String, _ rules: String...) throws -> [String] {
    let lines = rules.map { "    - \($0)\n" }.joined()
    let catalog = try CoverageCatalog(
      "- section: 1\n  title: One\n  rules:\n\(lines)", file: "coverage.yaml")
    let report = CoverageReport(
      catalog: catalog, book: try Project.library().book, scenarios: try Project.corpus())
    return report.faults.filter { $0.id == id }.map(\.problem)
  }

  @Test func whatIsNamedAndExercisedIsSound() throws {
    #expect(try faults("ELIG-10", "{ id: ELIG-10, says: a }") == [])
  }

  @Test func whatNobodyNamesIsFound() throws {
    #expect(try faults("XX-01", "{ id: XX-01, says: a }") == ["no policy rule names it"])
  }

  @Test func whatIsDoneButDeniedIsFound() throws {
    let found = ["a policy rule names it, but the catalogue says it is not done"]
    #expect(try faults("ELIG-10", "{ id: ELIG-10, says: a, notYet: b }") == found)
    #expect(
      try faults("ELIG-10", "{ id: ELIG-10, says: a, doesNotApply: retired-programme — b }")
        == found)
  }

  @Test func whatNoScenarioExercisesIsFound() throws {
    #expect(
      try faults("XX-01", "{ id: XX-01, says: a, mechanism: TermGrid — b }")
        == ["no scenario exercises it, nor a test"])
    #expect(
      try faults("XX-01", "{ id: XX-01, says: a, mechanism: Engine/Work — b, tests: [Some] }") == []
    )
  }

  @Test func whatTheCatalogueDoesNotKnowIsFound() throws {
    #expect(
      try faults("ELIG-10", "{ id: ELIG-11, says: a }") == [
        "a policy rule names it, but the catalogue does not know it",
        "a scenario names it, but the catalogue does not know it",
      ])
  }

  @Test func aRuleIsDoneThroughOthersOnlyIfTheyAreDone() throws {
    #expect(
      try faults(
        "XX-01", "{ id: XX-01, says: a, through: [ELIG-10] }", "{ id: ELIG-10, says: b }") == [])
    #expect(
      try faults(
        "XX-01", "{ id: XX-01, says: a, through: [XX-02] }",
        "{ id: XX-02, says: b, notYet: c }"
      ).last == "`XX-02`, through which it is carried out, is not")
  }

  @Test func aRuleIsOverruledOnlyByOneThatIsDone() throws {
    #expect(
      try faults(
        "XX-01", "{ id: XX-01, says: a, overruledBy: ELIG-10 — c }", "{ id: ELIG-10, says: b }")
        == [])
    #expect(
      try faults(
        "XX-01", "{ id: XX-01, says: a, overruledBy: XX-02 — c }",
        "{ id: XX-02, says: b, notYet: c }") == ["`XX-02`, which overrules it, is not carried out"])
  }

  @Test func anExceptionNeedsARuleThatIsDone() throws {
    #expect(
      try faults("XX-01", "{ id: XX-01, says: a, notYet: b, except: 'later part: c' }")
        == ["an exception belongs to a rule that is carried out"])
  }

  @Test func aPartIsOverruledOnlyByARuleThatIsDone() throws {
    #expect(
      try faults(
        "ELIG-10", "{ id: ELIG-10, says: a, except: 'overruled by XX-02: c' }",
        "{ id: XX-02, says: b, notYet: c }")
        == ["`XX-02`, which overrules a part of it, is not carried out"])
  }

  /// Two parts of one rule and one of another: two rules, three parts.
  @Test func exceptionsAreCountedByKind() throws {
    let catalog = try CoverageCatalog(
      """
      - section: 1
        title: One
        rules:
          - { id: ELIG-10, says: a, except: ['later part: b', 'outside the system: c'] }
          - { id: ELIG-11, says: a, except: 'later part: d' }
      """, file: "coverage.yaml")
    let report = CoverageReport(
      catalog: catalog, book: try Project.library().book, scenarios: try Project.corpus())
    #expect(ExceptionKind.allCases.map(report.count) == [1, 0, 2])
    let last = "of 2 rules a part is left open: 1 outside the system, 0 overruled, 2 later part"
    #expect(report.text().hasSuffix("\n\(last)\n"))
    #expect(report.text().contains("except, outside the system: c"))
    #expect(report.markdown.contains("| 1 | One | 1 |  | 2 |"))
  }

  @Test func countsAreKeyedByKindInJSON() throws {
    let count = CoverageCount(section: 1, title: "One", kinds: [.doesNotApply: 2])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(count), as: UTF8.self)
    #expect(text == #"{"kinds":{"does-not-apply":2},"section":1,"title":"One"}"#)
  }

  @Test func aRowIsReadable() throws {
    let catalog = try CoverageCatalog(
      "- { section: 1, title: One, rules: [{ id: ELIG-10, says: a | b }] }", file: "coverage.yaml")
    let report = CoverageReport(
      catalog: catalog, book: try Project.library().book, scenarios: try Project.corpus())
    let row = report.markdown.split { $0.isNewline }.last { $0.hasPrefix("| **ELIG-10**") }
    let cells = row.map { $0.split(separator: "|").map { $0.trimmingPrefix(" ") } } ?? []
    #expect(cells.count == 4)
    #expect(
      row?.contains(
        "business @2022-03-31…@2024-09-10: `cancel/license-limit, cancel/ends-now`") ?? false)
    #expect(row?.firstMatch(of: /, \+\d+ \|$/) != nil)
  }
}
