import TenureEngine
import Testing

@Suite struct HTMLTextTests {
  @Test(arguments: [
    ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"), ("\"'", "&quot;&#39;"), ("Å{ł}", "Å{ł}"),
    ("", ""),
    // With an accent after it a quote is another character, but still a quote to a browser.
    ("\"\u{301} x", "&quot;\u{301} x"), ("<\u{338}", "&lt;\u{338}"), ("\r\n", "\r\n"),
  ])
  func `nothing that a browser takes for markup is left`(text: String, html: String) {
    // Compared scalar by scalar: two texts are also equal if they only look alike.
    #expect(HTMLText.escaped(text).unicodeScalars.elementsEqual(html.unicodeScalars))
  }
}
