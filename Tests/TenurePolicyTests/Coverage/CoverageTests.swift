import FoundationEssentials
import TenureDomain
import TenurePolicy
import Testing

/// Keeps `Documentation/reference/rules.md` and the catalogue behind it true.
@Suite struct CoverageTests {
  private static let page = Project.root.appending(path: "Documentation/reference/rules.md")
  private static let command = "TENURE_RECORD=1 swift test --filter CoverageTests"

  private let report: CoverageReport
  private let catalog: CoverageCatalog

  init() throws {
    catalog = try CoverageCatalog(
      Project.text(PolicyLibrary.coverageFile), file: PolicyLibrary.coverageFile)
    report = CoverageReport(
      catalog: catalog, book: try Project.library().book, scenarios: try Project.corpus())
  }

  @Test func thePageIsWhatTheReportSays() throws {
    let markdown = report.markdown
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(markdown.utf8).write(to: Self.page)
    }
    let written = try String(decoding: Data(contentsOf: Self.page), as: UTF8.self)
    #expect(written == markdown, "write the page anew: \(Self.command)")
  }

  @Test func nothingIsWrong() {
    #expect(report.faults.map(\.description) == [])
  }

  /// A scenario that names a rule is not enough: a policy rule that carries it out must hold there.
  @Test func everyPolicyRuleHoldsInAScenario() throws {
    var held: Set<String> = []
    for scenario in try Project.corpus() {
      let run = try ScenarioRun(scenario, book: Project.library().book)
      held.formUnion(run.held.intersection(scenario.rules))
    }
    let idle = report.rows.filter {
      $0.kind == .policy && $0.tests.isEmpty && !held.contains($0.id)
    }
    #expect(idle.map(\.id) == [], "name these in scenarios in which their rules hold")
  }

  @Test(arguments: 1...16)
  func nothingIsLeftForLater(section: Int) {
    let open = report.rows.filter { $0.section == section && $0.kind == .notYet }
    #expect(open.map(\.id) == [])
  }

  @Test func theCatalogueHoldsEveryRule() {
    #expect(catalog.sections.map(\.number) == Array(1...16))
    #expect(
      catalog.sections.map(\.rules.count)
        == [31, 29, 21, 13, 17, 13, 12, 8, 10, 42, 12, 9, 11, 16, 7, 28])
    for section in catalog.sections {
      #expect(Set(section.rules.compactMap { $0.id.split(separator: "-").first }).count == 1)
    }
  }

  /// A statement is one line of a table.
  @Test func statementsAreShort() {
    #expect(catalog.rules.filter { $0.says.count > 95 || $0.says.hasSuffix(".") }.map(\.id) == [])
  }

  /// What takes the whole server names a folder of the engine or of the portal.
  @Test func everyPartOfTheServerExists() {
    for row in report.rows {
      guard let symbol = row.symbol, symbol.contains("/") else { continue }
      let folder = Project.root.appending(path: "Sources/Tenure\(symbol)")
      #expect(FileManager.default.fileExists(atPath: folder.path), "\(row.id): no \(symbol)")
    }
  }

  @Test func everyTestExists() throws {
    let suites = try ["TenureEngineTests", "TenureDomainTests", "TenurePortalTests"].flatMap(
      Project.tests)
    for row in report.rows {
      for name in row.tests {
        let type = try Regex("(struct|class|enum) \(name)\\b")
        #expect(suites.contains { $0.firstMatch(of: type) != nil }, "\(row.id): no \(name)")
      }
    }
  }

  /// A mechanism names a type of the domain and, if it has one, a member.
  @Test func everyMechanismExists() throws {
    let domain = try Project.sources("TenureDomain")
    for row in report.rows {
      guard let symbol = row.symbol, !symbol.contains("/") else { continue }
      let parts = symbol.split(separator: ".").map(String.init)
      let type = try Regex("(struct|enum|class|extension) \(parts[0])\\b")
      let files = domain.filter { $0.firstMatch(of: type) != nil }
      #expect(!files.isEmpty, "\(row.id): there is no type `\(parts[0])`")
      guard parts.count == 2 else { continue }
      let member = try Regex("(func|var|let|case|init) \(parts[1])\\b")
      #expect(
        files.contains { $0.firstMatch(of: member) != nil },
        "\(row.id): `\(parts[0])` has no `\(parts[1])`")
    }
  }

  @Test func theCountsAddUp() {
    #expect(report.counts.map(\.total).reduce(0, +) == report.rows.count)
    #expect(CoverageKind.allCases.map(report.count).reduce(0, +) == report.rows.count)
    #expect(report.text().hasSuffix("\(report.closing)\n\(report.exceptionsClosing)\n"))
    let lines = report.text(width: 80).split { $0.isNewline }
    #expect(lines.dropLast(2).allSatisfy { $0.count <= 80 })
  }
}
