import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// Lists that are longer than a page are read forth and back.
@Suite struct PagerTests {
  private static let list = Place.subscriptions(PortalWorld.fjord)
  private static let history = Place.history(PortalWorld.fjord)

  /// Fjord with 46 subscriptions: two pages of 20, and 6.
  private static func withMany(_ body: (Browser) async throws -> Void) async throws {
    try await PortalWorld.with { world in
      for number in 10..<55 { try await world.addPremium("more-\(number)") }
      try await body(try await world.browser(.kari))
    }
  }

  private func link(_ page: SeenPage, _ relation: String) -> String? {
    page.tags("a").first { $0["rel"] == relation }?["href"]
  }

  @Test func `a list is read to its end and back`() async throws {
    try await Self.withMany { browser in
      let first = try await browser.get(Self.list.path)
      #expect(first.text.contains("1 to 20"))
      #expect(link(first, "prev") == nil)
      let second = try await browser.get(try #require(link(first, "next")))
      #expect(second.text.contains("21 to 40"))
      #expect(link(second, "prev") == Self.list.path)
      #expect(!second.text.contains("First page"))
      let third = try await browser.get(try #require(link(second, "next")))
      #expect(third.text.contains("41 to 46"))
      #expect(link(third, "next") == nil)
      #expect(third.text.contains("First page"))
      let back = try await browser.get(try #require(link(third, "prev")))
      #expect(back.main == second.main)
    }
  }

  /// 25 people were erased, and stand before all others in the order of their ids.
  @Test func `those who were erased take no room in the list of people`() async throws {
    try await PortalWorld.with { world in
      for number in 10..<35 {
        let id = PersonID(stored: "a\(number)")
        _ = try await world.engine.addPerson(
          Array(#"{"id": "\#(id)", "name": "Gone \#(number)"}"#.utf8), to: PortalWorld.fjord,
          by: .console)
        _ = try await world.engine.erasePerson(id, of: PortalWorld.fjord, by: .console)
      }
      let page = try await world.get(Place.people(PortalWorld.fjord).path, as: .kari)
      #expect(page.text.contains("Kari Nordmann"))
      #expect(page.text.contains("Nils Bruker"))
      #expect(link(page, "next") == nil)
    }
  }

  @Test func `what was looked for is kept on the way back`() async throws {
    try await Self.withMany { browser in
      let path = Self.list.path([("state", "active"), ("product", "business-premium")])
      let first = try await browser.get(path)
      let second = try await browser.get(try #require(link(first, "next")))
      #expect(link(second, "prev") == path)
      let third = try await browser.get(try #require(link(second, "next")))
      #expect(link(third, "prev") == second.path)
      #expect(third.links.contains(path))
    }
  }

  @Test func `what the address does not know leads to the first page`() async throws {
    try await Self.withMany { browser in
      let place = [(name: "after", value: "more-30"), (name: "from", value: "1001")]
      let unknown = try await browser.get(Self.list.path(place))
      #expect(unknown.text.contains("1,001 to 1,020"))
      #expect(link(unknown, "prev") == nil)
      #expect(unknown.links.contains(Self.list.path))
      let known = try await browser.get(
        Self.list.path(place + [(name: "trail", value: "more-10~more-20")]))
      #expect(
        link(known, "prev")
          == Self.list.path([("after", "more-20"), ("trail", "more-10"), ("from", "981")]))
      let long = (1...50).map { "more-\($0)" }.joined(separator: "~")
      let far = try await browser.get(Self.list.path(place + [(name: "trail", value: long)]))
      let next = try #require(link(far, "next"))
      #expect(next.contains("trail=more-32~more-33~") && next.contains("~more-50~more-30"))
      let typed = try await browser.get(
        Self.list.path([("after", "more-30"), ("from", "\(Int.max)")]))
      #expect(typed.status == 200)
    }
  }

  @Test func `the history is read to its beginning and back`() async throws {
    try await Self.withMany { browser in
      let first = try await browser.get(Self.history.path)
      #expect(!first.text.contains("Later"))
      let second = try await browser.get(try #require(link(first, "next")))
      #expect(second.links.contains(Self.history.path))
      #expect(link(second, "prev") == nil)
      let third = try await browser.get(try #require(link(second, "next")))
      #expect(third.text.contains("Later"))
      let back = try await browser.get(try #require(link(third, "prev")))
      #expect(back.main == second.main)
    }
  }

  @Test func `a list of one page has no pages to go to`() async throws {
    try await PortalWorld.with { world in
      for place in [Self.list, Self.history, .messages(PortalWorld.fjord)] {
        let page = try await world.get(place.path, as: .kari)
        #expect(!page.main.contains("class=\"pager\""))
      }
    }
  }
}
