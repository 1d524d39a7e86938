import HTTPTypes
import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// What people see where nothing is.
@Suite struct TroublePageTests {
  @Test func `an address of no page says so and leads to the first page`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get("/nowhere?a=<b>", as: .kari)
      #expect(page.status == 404)
      #expect(page.fields[.contentType] == "text/html; charset=utf-8")
      #expect(page.text.contains("There is no page at this address."))
      #expect(page.links == [Place.account(PortalWorld.fjord).path])
      #expect(page.text.contains("req_test"))
      let nobody = try await Browser(world).get("/accounts/fjord/nowhere")
      #expect(nobody.status == 404)
      #expect(nobody.links == [Place.signIn.path])
    }
  }

  @Test func `it is said in the language of who asks, and can be read in another`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari, language: "nb")
      let page = try await browser.get("/nowhere")
      #expect(page.html.contains("<html lang=\"nb\""))
      #expect(page.text.contains("Det er ingen side på denne adressen."))
      let languages = SeenPage.tags("a", in: page.html).compactMap { $0["href"] }
      let danish = try #require(languages.first { $0.hasPrefix("/language?to=da") })
      let answer = try await browser.get(danish)
      #expect(answer.location == "/nowhere")
      #expect(
        try await browser.get("/nowhere").text.contains("Der er ingen side på denne adresse."))
    }
  }

  @Test func `an address that takes nothing of the kind says what to do`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      for (method, path) in [
        (HTTPRequest.Method.get, Place.signOut.path), (.delete, Place.sessions.path),
        (.post, Place.messages(PortalWorld.fjord).path),
      ] {
        let page = try await browser.send(method, path)
        #expect(page.status == 405, "\(path)")
        #expect(page.text.contains("Go back and use the buttons of the page."))
        #expect(page.links == [Place.account(PortalWorld.fjord).path])
      }
      #expect(try await browser.get(Place.account(PortalWorld.fjord).path).status == 200)
    }
  }
}
