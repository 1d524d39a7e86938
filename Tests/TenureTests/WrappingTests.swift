import Testing

@testable import tenure

struct WrappingTests {
  @Test(arguments: [
    ("", 5, [""]), ("one two", 7, ["one two"]), ("one two", 6, ["one", "two"]),
    ("one  two", 7, ["one two"]), ("abcdefg", 3, ["abc", "def", "g"]),
    ("a bcdefg", 3, ["a", "bcd", "efg"]), ("日本語", 4, ["日本", "語"]),
    ("10\u{A0}415 kr", 6, ["10\u{A0}415", "kr"]),
  ])
  func `text breaks between words, and within a word only where it must`(
    text: String, columns: Int, lines: [String]
  ) {
    #expect(Wrapping.lines(text, columns: columns) == lines)
  }

  @Test(arguments: [
    ("abc", 3), ("ņemt", 4), ("e\u{301}", 1), ("日本", 4), ("👩‍👩‍👧", 2), ("\u{200B}", 0), ("🇳🇴", 2),
    ("é…", 2),
  ])
  func `width is counted in columns`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test func `labels align by columns`() {
    var page = Page(.piped())
    page.fields([("é", "one"), ("日本", "two")])
    #expect(page.text == "é     one\n日本  two\n")
  }

  @Test func `columns stand side by side`() {
    var page = Page(.piped(40))
    page.columns(("expected", "[a, b]"), ("actual", "none"), indent: 2)
    #expect(page.text == "  expected     │ actual\n  [a, b]       │ none\n")
  }
}
