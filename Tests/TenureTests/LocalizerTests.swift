import Foundation
import TenureDomain
import Testing

@testable import TenurePolicy
@testable import tenure

/// How values and sentences are said in each language.
struct LocalizerTests {
  private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test(arguments: [
    ("en", "8 March 2025", "10,415.34 USD", "Saturday 8 March 2025"),
    ("nb", "8. mars 2025", "10\u{A0}415,34\u{A0}USD", "lørdag 8. mars 2025"),
    ("da", "8. marts 2025", "10.415,34\u{A0}USD", "lørdag den 8. marts 2025"),
    ("lv", "08.03.2025.", "10\u{A0}415,34\u{A0}USD", "sestdiena, 08.03.2025."),
  ])
  func `dates and money are written as the language does`(
    language: String, day: String, money: String, long: String
  ) throws {
    let say = try Project.localizer(language)
    #expect(say.date(try date("2025-03-08")) == day)
    #expect(say.longDate(try date("2025-03-08")) == long)
    let usd = try #require(Currency("USD"))
    #expect(say.money(Money(minorUnits: 1_041_534, currency: usd)) == money)
  }

  @Test(arguments: [
    ("en", "Norway", "United States", "Latvia"), ("nb", "Norge", "USA", "Latvia"),
    ("da", "Norge", "USA", "Letland"),
    ("lv", "Norvēģija", "Amerikas Savienotās Valstis", "Latvija"),
  ])
  func `a country has a name in each language`(
    language: String, norway: String, states: String, latvia: String
  ) throws {
    let say = try Project.localizer(language)
    for (code, name) in [("NO", norway), ("US", states), ("LV", latvia)] {
      let country = try #require(Country(code))
      #expect(say.name(of: country) == name)
    }
  }

  @Test func `a product is called by its name, and by its id if it has none`() throws {
    let library = try Project.library()
    let catalog = try #require(library.messages(in: "en"))
    let say = Localizer(catalog, products: library.products)
    #expect(say.product(ProductID("business-basic")) == "Microsoft 365 Business Basic")
    #expect(say.product(ProductID("unheard-of")) == "unheard-of")
    #expect(
      say.sentence(.product(ProductID("family")), in: .utc)
        == "The product becomes Microsoft 365 Family.")
    let nameless = try Project.localizer()
    #expect(nameless.product(ProductID("business-basic")) == "business-basic")
  }

  @Test(arguments: [("JPY", 5800, "5,800 JPY"), ("KWD", -1_234_567, "-1,234.567 KWD")])
  func `an amount has the decimals of its currency`(
    code: String, units: Int64, text: String
  ) throws {
    let currency = try #require(Currency(code))
    #expect(try Project.localizer().money(Money(minorUnits: units, currency: currency)) == text)
  }

  @Test(arguments: [
    (0, "0 dienu"), (1, "1 diena"), (2, "2 dienas"), (10, "10 dienu"), (11, "11 dienu"),
    (19, "19 dienu"), (21, "21 diena"), (22, "22 dienas"), (111, "111 dienu"), (121, "121 diena"),
  ])
  func `Latvian has three plural forms`(count: Int, text: String) throws {
    #expect(try Project.localizer("lv").count("formats.days", count) == text)
  }

  @Test(arguments: [
    (0, "0 minutes"), (60_000_000, "1 minute"), (7 * 86_400_000_000, "7 days"),
    (86_400_000_000 + 3_600_000_000 * 2, "1 day and 2 hours"), (-3_600_000_000, "1 hour ago"),
  ])
  func `a span is told in days, hours and minutes`(span: Int64, text: String) throws {
    #expect(try Project.localizer().span(span) == text)
  }

  @Test(arguments: [
    (5_000_000_000, "5\u{A0}GB"), (1_500_000_000, "1.5\u{A0}GB"), (999, "999\u{A0}B"),
    (1_000_000_000_000, "1\u{A0}TB"),
  ])
  func `a size is told in the largest unit that fits`(bytes: Int64, text: String) throws {
    #expect(try Project.localizer().bytes(bytes) == text)
  }

  @Test func `a test is told in words`() throws {
    let say = try Project.localizer()
    let day: Int64 = 86_400_000_000
    let tests: [(Condition, String)] = [
      (Condition(.purchased, ValueSet([26...Int64.max])), "licenses bought: at least 26"),
      (Condition(.customDomains, ValueSet([1...Int64.max])), "own domains in use: more than 0"),
      (
        Condition(.sinceWindowStart, ValueSet([Int64.min...7 * day - 1])),
        "time since start or renewal: less than 7 days"
      ),
      (
        Condition(.untilTermEnd, ValueSet([15 * day + 1...Int64.max])),
        "time until the term ends: more than 15 days"
      ),
      (Condition(.recurringBilling, ValueSet(values: [0])), "recurring billing: no"),
    ]
    for (condition, text) in tests { #expect(say.lines([condition]) == [text]) }
  }

  @Test(arguments: Project.languages)
  func `no text is missing in any answer, forecast or explanation`(language: String) throws {
    let say = try Project.localizer(language)
    var texts = [String]()
    for example in Project.examples {
      let run = try Project.run(example: example)
      texts.append(DecisionPage(run, say, .piped()).text)
      texts.append(TimelinePage(run, say, .piped()).text)
    }
    for document in try Project.library().book.documents {
      texts.append(ExplainPage(document.edition, nil, say, .piped()).text)
    }
    for text in texts { #expect(!text.contains("{") && !text.contains("}")) }
  }

  @Test func `every key that the sources name exists in every language`() throws {
    let sections = [
      "cli", "losses", "open", "changes", "formats", "conclusions", "conditions", "blockers",
    ]
    var keys: Set<String> = []
    for folder in ["Sources/tenure/Rendering", "Sources/TenurePolicy/Locales"] {
      let place = Project.root.appending(path: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: place.path) {
        let text = try Project.text("\(folder)/\(name)")
        for match in text.matches(of: /"((?:[a-z]+)\.[A-Za-z.\-]+)"/) {
          let key = String(match.1)
          if sections.contains(String(key.prefix { $0 != "." })) { keys.insert(key) }
        }
      }
    }
    #expect(keys.count > 100)
    for catalog in try Project.library().messages {
      let known = catalog.texts.keys
      let missing = keys.filter { key in !known.contains { $0 == key || $0.hasPrefix("\(key).") } }
      #expect(missing.sorted() == [], "\(catalog.language)")
    }
  }

  @Test func `a catalogue without a text is refused, and the text is named`() throws {
    let english = try MessageCatalog(
      "language: en\ncli:\n  why: Why\n  days: { one: a, other: b }\n", file: "en.yaml")
    let latvian = try MessageCatalog(
      "language: lv\ncli:\n  why: Kāpēc\n  days: { one: a, other: b }\n", file: "lv.yaml")
    let danish = try MessageCatalog("language: da\ncli:\n  days: { one: a, other: b }\n", file: "d")
    let errors = LocaleReading.incomplete([english, latvian, danish])
    #expect(errors.map(\.file) == ["lv.yaml", "d"])
    #expect(errors.map(\.key) == ["cli.days.zero", "cli.why"])
  }
}
