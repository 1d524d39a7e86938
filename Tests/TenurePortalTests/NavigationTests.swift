import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// The sections that stand at the top of every page.
@Suite struct NavigationTests {
  @Test(arguments: [
    (PortalWorld.Person.kari, PortalWorld.fjord), (.nils, PortalWorld.fjord),
    (.lars, PortalWorld.hansen), (.emma, PortalWorld.hansen), (.sam, PortalWorld.fjord),
  ])
  func `nobody is led where they may not go`(
    _ person: PortalWorld.Person, to account: AccountID
  ) async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(person)
      let home = try await browser.get(Place.account(account).path)
      let frame = try #require(home.html.pieces(from: "<nav class=\"nav\"", to: "</nav>").first)
      let sections = SeenPage.tags("a", in: frame).compactMap { $0["href"] }
      #expect(sections.count > 3)
      for section in sections {
        let page = try await browser.get(section)
        #expect(page.status == 200, "\(section)")
      }
    }
  }
}
