import TenurePolicy
import Testing

@testable import TenurePortal

@Suite struct TemplateSourceTests {
  private let english = MessageCatalog(
    file: "en.yaml", language: "en", texts: ["portal.menu.fish": "Fish & {chips}"])

  @Test func `a text stands where its key stood, as HTML and never as a tag of the template`() {
    let source = TemplateSource(name: "menu", text: "<p>[[menu.fish]] {{price}}</p>")
    #expect(source.text(in: english) == "<p>Fish &amp; &#123;chips&#125; {{price}}</p>")
    #expect(source.missing(in: english).isEmpty)
  }

  @Test func `a text that a language lacks is named with its template`() throws {
    let source = TemplateSource(name: "menu", text: "[[menu.fish]][[menu.soup]]")
    let fault = try #require(source.missing(in: english).first)
    #expect(fault.file == "Templates/portal/menu.mustache" && fault.key == "menu.soup")
    #expect(fault.problem == "`portal.menu.soup` has no text in `en`")
  }

  @Test(arguments: ["a [b] c", "a [[b", "a ]] b [[", "", "[", "]]"])
  func `brackets that name no text stay`(text: String) {
    #expect(TemplateSource(name: "menu", text: text).text(in: english) == text)
  }

  @Test func `white space at the beginning of a line goes, and no other`() {
    let source = TemplateSource(name: "menu", text: "<ul>\n  <li>a  b </li>\n\n</ul>")
    #expect(source.text(in: english) == "<ul>\n<li>a  b </li>\n\n</ul>")
  }
}
