import Foundation
import TenureDomain
import TenurePolicy
import Testing

/// The folder that the guide "Write and test your own policy" builds, as its reader would have it.
@Suite struct `The policy of the guide` {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let folder = root.appending(path: "Examples/own-policy")

  private let library: PolicyLibrary

  init() throws {
    library = try PolicyLibrary(folder: Self.folder, general: Self.root)
  }

  @Test func `is proved, in every language it has`() {
    #expect(library.book.documents.map { "\($0.edition.id)" }.count == 2)
    for document in library.book.documents {
      let findings = PolicyChecker().check(document: document, messages: library.messages)
      #expect(findings == [], "\(findings.map(\.description).joined(separator: "\n"))")
    }
  }

  @Test func `passes its own scenarios`() throws {
    let scenarios = try Scenario.corpus(
      text("Scenarios/tidewatch.yaml"), file: "Scenarios/tidewatch.yaml",
      context: ScenarioContext(products: library.products))
    #expect(scenarios.count == 7)
    for scenario in scenarios {
      let mismatches = try ScenarioRun(scenario, book: library.book).mismatches
      #expect(mismatches == [], "\(scenario.id)")
    }
  }

  @Test func `answers its question`() throws {
    let question = try Scenario.question(
      text("Questions/regretted.yaml"), file: "Questions/regretted.yaml",
      context: ScenarioContext(products: library.products))
    let answer = try #require(ScenarioRun(question, book: library.book).results.first)
    #expect(answer.outcome == .permitted)
    #expect(answer.decision?.plan?.refund?.amount.amountText == "890.00")
  }

  @Test func `changed something between its editions`() throws {
    let editions = library.book.editions(of: "tidewatch")
    let (old, new) = (try #require(editions.first), try #require(editions.last))
    #expect(!EditionDiff.differences(from: old, to: new).isEmpty)
  }

  private func text(_ path: String) throws -> String {
    try DocumentFile.text(Self.folder.appending(path: path), name: path)
  }
}
