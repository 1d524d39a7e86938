import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// Where a support agent finds customers.
@Suite struct SupportPageTests {
  private let path = Place.support.path

  @Test func `an agent begins there, and an empty page says what one can look for`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.sam)
      #expect(try await browser.get("/").location == path)
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(page.text.contains("the name or e-mail address of a person"))
      #expect(page.text.contains("Nobody is waiting for a call"))
      #expect(!page.text.contains("What was found"))
    }
  }

  @Test(arguments: [
    ("Fjord", "the account itself"), ("FJORD", "the account itself"),
    ("kari@", "Kari Nordmann, kari@fjord.example"), ("kari n", "Kari Nordmann, kari@fjord.example"),
    ("premi", "Microsoft 365 Business Premium"),
  ])
  func `an account is found by what begins so`(_ text: String, _ what: String) async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.sam)
      let page = try await browser.get("\(path)?q=\(PercentCoding.encoded(text))")
      #expect(page.text.contains("1 account\n"))
      #expect(page.text.contains(what))
      #expect(page.text.contains("Norway"))
      let place = Place.account(PortalWorld.fjord).path
      #expect(page.links.contains(place))
      #expect(page.tags("input").first { $0["id"] == "q" }?["value"] == text)
      // The agent sees what the customer sees, and whom they act for.
      let account = try await browser.get(place)
      #expect(account.status == 200 && account.html.contains("You act for Fjord AS."))
    }
  }

  @Test func `nothing found is said with what to try`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get("\(path)?q=%3Cb%3Ex", as: .sam)
      #expect(page.text.contains("begins with “<b>x”"))
      #expect(!page.html.contains("<b>x"))
      #expect(page.text.contains("type the beginning of the first name"))
    }
  }

  // To a browser a quote with an accent after it ends an attribute, though Swift takes both for one
  // character.
  @Test func `nothing that is looked for gets out of its attribute`() async throws {
    try await PortalWorld.with { world in
      let text = PercentCoding.encoded("\"\u{301} autofocus x=\"\u{301}")
      let page = try await world.get("\(path)?q=\(text)", as: .sam)
      #expect(page.status == 200)
      let scalars = Array(page.html.unicodeScalars)
      #expect(scalars.firstRange(of: Array("&quot;\u{301} autofocus".unicodeScalars)) != nil)
      #expect(scalars.firstRange(of: Array("\"\u{301} autofocus".unicodeScalars)) == nil)
    }
  }

  @Test func `it is nobody else's`() async throws {
    try await PortalWorld.with { world async throws in
      for path in [path, Place.cases.path] {
        #expect(try await world.get(path, as: .kari).status == 403)
      }
    }
  }
}
