import HTTPTypes
import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

@Suite struct PortalWorldTests {
  @Test func `who signs in sees their account`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Place.account(PortalWorld.fjord).path, as: .kari)
      #expect(page.status == 200)
      #expect(page.text.contains("Microsoft 365 Business Premium"))
    }
  }

  @Test func `nobody sees the account of others`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Place.account(PortalWorld.hansen).path, as: .kari)
      #expect(page.status == 404)
    }
  }

  @Test func `the hidden fields of a form are found`() async throws {
    let html = """
      <main><form method="post" action="/x"><input type="hidden" name="token" value="a&amp;b">\
      <input name="typed" value="c"></form></main>
      """
    let page = SeenPage(path: "/x", status: 200, fields: [:], html: html)
    #expect(page.hidden == ["token": "a&b"])
    #expect(page.filled(["typed": "d"]) == ["token": "a&b", "typed": "d"])
    #expect(page.tags("form") == [["method": "post", "action": "/x"]])
  }
}
