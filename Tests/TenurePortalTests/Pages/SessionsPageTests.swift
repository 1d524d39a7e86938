import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// Where somebody is signed in.
@Suite struct SessionsPageTests {
  private let path = Place.sessions.path

  private func ends(_ page: SeenPage) -> [String] {
    page.tags("form").compactMap { $0["action"] }.filter { $0.hasSuffix("/end") }
  }

  @Test func `one session is ended, and the others go on`() async throws {
    try await PortalWorld.with { world in
      let (here, there) = (try await world.browser(.kari), try await world.browser(.kari))
      let page = try await here.get(path)
      #expect(ends(page).count == 2)
      #expect(page.text.contains("15 March 2025, 10:00"))
      // Whose own it is stands with a badge.
      let rows = page.main.pieces(from: "<tr", to: "</tr>")
      let other = try #require(rows.first { $0.contains("/end\"") && !$0.contains("badge") })
      let end = try #require(other.pieces(from: "/sessions/", to: "/end").first)
      let answer = try await here.send(["token": page.hidden["token"] ?? ""], to: end)
      #expect(answer.location == "\(path)?done=ended")
      #expect(try await there.get(path).location?.hasPrefix(Place.signIn.path) == true)
      let after = try await here.get("\(path)?done=ended")
      #expect(ends(after).count == 1 && after.text.contains("You are signed in nowhere else."))
    }
  }

  @Test func `all others are ended at once`() async throws {
    try await PortalWorld.with { world in
      let here = try await world.browser(.kari)
      let others = [try await world.browser(.kari), try await world.browser(.kari)]
      let nils = try await world.browser(.nils)
      let page = try await here.get(path)
      #expect(ends(page).count == 3)
      let answer = try await here.send(["token": page.hidden["token"] ?? ""], to: path)
      #expect(answer.location == "\(path)?done=others")
      for other in others { #expect(try await other.get(path).status == 303) }
      #expect(try await here.get(path).status == 200)
      #expect(try await nils.get(path).status == 200)
    }
  }

  @Test func `ending the one that asks signs out`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let page = try await browser.get(path)
      let end = try #require(ends(page).first)
      let answer = try await browser.send(["token": page.hidden["token"] ?? ""], to: end)
      #expect(answer.location == "/sign-in?done=signed-out")
      #expect(browser.cookies.isEmpty)
      #expect(try await browser.get(answer.location ?? "").text.contains("You are signed out."))
    }
  }

  @Test func `nobody ends a session of others`() async throws {
    try await PortalWorld.with { world in
      let (kari, nils) = (try await world.browser(.kari), try await world.browser(.nils))
      let own = try await kari.get(path)
      let end = try #require(ends(own).first)
      let page = try await nils.get(path)
      let answer = try await nils.send(["token": page.hidden["token"] ?? ""], to: end)
      #expect(answer.status == 404)
      #expect(try await kari.get(path).status == 200)
      // The address of the form leads to the page.
      #expect(try await nils.get(end).location == path)
    }
  }
}
