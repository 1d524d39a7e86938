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
      let page = try await browser.get("\(path)?q=\(text.addingPercentEncoding)")
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
      #expect(page.text.contains("by the beginning of the first name"))
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
