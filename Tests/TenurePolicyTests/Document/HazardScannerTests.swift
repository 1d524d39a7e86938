import Testing

@testable import TenurePolicy

@Suite struct HazardScannerTests {
  @Test(arguments: [
    // Dashes nest only at the beginning of a line.
    "word: " + String(repeating: "a-", count: 40),
    "  word - " + String(repeating: "- ", count: 40),
    String(repeating: "- - - a\n", count: 40),
    // Brackets nest outside quotes and comments alone, and until they are closed.
    "# " + String(repeating: "[", count: 40),
    "a: \"\\\"" + String(repeating: "[", count: 40) + "\"",
    "a: '" + String(repeating: "{", count: 40) + "'",
    String(repeating: "[] ", count: 40),
    // Half an alias is none.
    "a: &x 1", "a: *x", "a: *x\nb: &x 1", "a & b * c",
  ])
  func `what only looks like a hazard is let through`(text: String) {
    #expect(HazardScanner.scan(text) == nil)
  }

  @Test(arguments: [
    // 33 levels, of which the last one is too deep.
    ("a: 1\n" + String(repeating: "- ", count: 33), 2, 65),
    ("a: " + String(repeating: "[", count: 33), 1, 36),
    // What follows a quote and a comment counts again.
    ("a: \"\\\\\" # \"\nb: " + String(repeating: "{", count: 33), 2, 36),
    ("a: &x 1\nb: [*x]", 2, 5),
  ])
  func `a hazard has its place`(text: String, line: Int, column: Int) throws {
    let hazard = try #require(HazardScanner.scan(text))
    #expect((hazard.line, hazard.column) == (line, column))
  }
}
