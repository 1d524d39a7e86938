import FoundationEssentials
import TenureDomain
import Testing

/// Keeps `Documentation/reference/facts.md` true.
@Suite struct FactsPageTests {
  private static let page = Project.root.appending(path: "Documentation/reference/facts.md")
  private static let command =
    "TENURE_RECORD=1 swift test --disable-xctest --filter FactsPageTests"

  @Test func `the page is what the catalog says`() throws {
    let markdown = FactsPage.markdown
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(markdown.utf8).write(to: Self.page)
    }
    let written = try String(decoding: Data(contentsOf: Self.page), as: UTF8.self)
    #expect(written == markdown, "write the page anew: \(Self.command)")
  }

  @Test func `the page holds every fact`() {
    let markdown = FactsPage.markdown
    for definition in FactCatalog.definitions {
      #expect(markdown.contains("| `\(definition.path)` |"))
    }
  }
}
