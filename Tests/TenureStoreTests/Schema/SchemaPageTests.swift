import FoundationEssentials
import Testing

/// Keeps `Documentation/reference/schema.md` true.
@Suite struct SchemaPageTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/reference/schema.md")
  private static let command =
    "TENURE_RECORD=1 swift test --disable-xctest --filter SchemaPageTests"

  @Test func `the page is what the migrations say`() throws {
    let markdown = SchemaPage.markdown
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(markdown.utf8).write(to: Self.page)
    }
    let written = try String(decoding: Data(contentsOf: Self.page), as: UTF8.self)
    #expect(
      written == markdown,
      "a word or a migration is new? see the page; then write it anew: \(Self.command)")
  }
}
