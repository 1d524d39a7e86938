import HTTPTypes
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// The form that closed an account ends the session that sent it. Sent again, by a second click or
/// because the page is loaded again, it is answered as before, and nothing else is.
@Suite struct ClosedAgainTests {
  private let path = Place.closing(PortalWorld.fjord).path

  /// Kari's browser once it has closed the account, with the form it sent and the page it saw.
  private func closed(
    _ world: PortalWorld
  ) async throws -> (browser: Browser, form: [String: String], page: SeenPage) {
    try await ClosingPageTests.prepare(world)
    let browser = try await world.browser(.kari)
    let form = try await browser.get(path).filled(["understood": "yes"])
    return (browser, form, try await browser.send(form, to: path))
  }

  @Test func `the same form shows the same receipt for an hour`() async throws {
    try await PortalWorld.with { world in
      let (browser, form, page) = try await closed(world)
      for _ in 0..<2 {
        let again = try await browser.send(form, to: path)
        #expect(again.status == 200)
        #expect(again.text == page.text)
        #expect(again.html.contains("class=\"nav\"") == false && again.links.isEmpty)
      }
      #expect(try await ClosingPageTests.closings(world) == 1)
      world.clock.move(to: world.clock.now().adding(seconds: 59 * 60))
      #expect(try await browser.send(form, to: path).text == page.text)
      world.clock.move(to: world.clock.now().adding(seconds: 60))
      #expect(try await browser.send(form, to: path).text.contains("Sign in"))
    }
  }

  @Test func `two clicks at once close once and show one receipt`() async throws {
    try await PortalWorld.with { world in
      try await ClosingPageTests.prepare(world)
      let browser = try await world.browser(.kari)
      let form = try await browser.get(path).filled(["understood": "yes"])
      let pages = try await SameFormTests.together(form, to: path, in: browser)
      #expect(pages.map(\.status) == [200, 200])
      #expect(pages[0].text == pages[1].text && pages[0].text.contains("rcp_"))
      #expect(try await ClosingPageTests.closings(world) == 1)
    }
  }

  /// What is changed in the form that is sent again.
  private static let changes: [[String: String]] = [
    ["token": "wrong"], ["once": "another"], ["understood": ""], ["more": "than before"],
  ]

  @Test(arguments: changes)
  func `another form is not answered`(change: [String: String]) async throws {
    try await PortalWorld.with { world in
      let (browser, form, _) = try await closed(world)
      let page = try await browser.send(form.merging(change) { $1 }, to: path)
      #expect(page.text.contains("Sign in") && !page.text.contains("rcp_"))
      #expect(try await ClosingPageTests.closings(world) == 1)
    }
  }

  @Test func `nobody without the session's own secret is answered`() async throws {
    try await PortalWorld.with { world in
      let other = try await world.browser(.kari)
      let (browser, form, _) = try await closed(world)
      for stranger in [
        Browser(world), other, Browser(world, cookies: [SessionCookie.name: "tns_guess"]),
        Browser(world, cookies: [SessionCookie.name: form["token"] ?? ""]),
      ] {
        let page = try await stranger.send(form, to: path)
        #expect(page.text.contains("Sign in") && !page.text.contains("rcp_"))
      }
      let page = try await browser.send(form, to: path, from: "cross-site")
      #expect(page.status == 403 && !page.text.contains("rcp_"))
    }
  }

  @Test func `the session that ended with it reads and does nothing else`() async throws {
    try await PortalWorld.with { world in
      let (browser, form, _) = try await closed(world)
      for route in Routes.all where !route.isOpen {
        let place = route.template.replacing("{account}", with: "fjord")
          .replacing("{subscription}", with: "premium").replacing("{person}", with: "kari")
        if route.method == .get {
          let page = try await browser.get(place)
          #expect(page.location?.hasPrefix("/sign-in?next=") == true, "\(place)")
        } else if place != path {
          let page = try await browser.send(form, to: place)
          #expect(page.text.contains("Sign in") && !page.text.contains("Fjord"), "\(place)")
        }
      }
      let other = Place.closing(PortalWorld.hansen).path
      #expect(try await browser.send(form, to: other).text.contains("Sign in"))
    }
  }
}
