import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// The dates that come, and the addresses at which calendars read them.
@Suite struct CalendarPageTests {
  private let path = Place.calendar(PortalWorld.fjord).path

  @Test func `the next dates of all subscriptions stand in the order of time`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "yearly",
        [
          "term": #"{"start": "2025-03-10", "end": "2026-03-10", "interval": "year"}"#,
          "price": #"{"amount": "125.00", "currency": "EUR", "per": "license", "every": "year"}"#,
          "recurringBilling": "false",
        ])
      let page = try await world.get(path, as: .kari)
      let days = SeenPage.tags("time", in: page.main).compactMap { $0["datetime"] }
      #expect(days == days.sorted() && days.first == "2025-04-10")
      #expect(days.contains("2026-03-10"))
      #expect(page.html.contains("<li class=\"next\">"))
      #expect(
        page.links.contains(
          Place.subscription(PortalWorld.fjord, SubscriptionID(stored: "yearly")).path))
    }
  }

  @Test func `an address is shown once, and made once`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(path).filled(
        ["do": "make", "label": "Office <b>", "language": "nb"])
      let made = try await browser.send(form, to: path)
      #expect(made.status == 200)
      let address = try #require(
        made.text.split(separator: "\n").first { $0.hasPrefix("https://tenure.example/v1/feeds/") })
      let secret = address.dropFirst("https://tenure.example/v1/feeds/".count).dropLast(4)
      #expect(try await world.engine.readFeed(String(secret)).text.contains("BEGIN:VCALENDAR"))
      #expect(made.text.contains("Office <b>"))
      let again = try await browser.send(form, to: path)
      #expect(again.text.contains("This address was made already"))
      #expect(again.html.contains(address) == false)
      #expect(try await browser.get(path).html.contains(secret) == false)
      let feeds = try await world.engine.feeds(of: PortalWorld.fjord, by: .console).items
      #expect(feeds.count == 1 && feeds.first?.createdBy == "fjord/kari")
      let id = try #require(feeds.first?.id)
      let revoked = try await browser.post(path, ["do": "revoke", "feed": id])
      #expect(revoked.location == "\(path)?done=revoked")
      await #expect(throws: EngineError.self) {
        try await world.engine.readFeed(String(secret))
      }
      #expect(try await browser.get(path).text.contains("appear here until they are revoked."))
    }
  }

  /// Fjord's 26 subscriptions renew, one date each.
  @Test func `further dates stand on further pages`() async throws {
    try await PortalWorld.with { world in
      for number in 10..<35 { try await world.addPremium("more-\(number)") }
      let first = try await world.get(path, as: .kari)
      #expect(first.text.contains("1 to 20"))
      let next = try #require(first.tags("a").first { $0["rel"] == "next" }?["href"])
      let second = try await world.get(next, as: .kari)
      #expect(second.text.contains("21 to 26"))
      #expect(SeenPage.tags("time", in: second.main).count == 6)
      for odd in ["after=-5", "after=x", "after=9223372036854775807"] {
        #expect(try await world.get("\(path)?\(odd)", as: .kari).status == 200)
      }
    }
  }

  @Test func `a hundred addresses are enough, and the page says so`() async throws {
    try await PortalWorld.with { world in
      for number in 1...Engine.mostFeeds {
        _ = try await world.engine.createFeed(
          Array(#"{"label": "\#(number)"}"#.utf8), in: PortalWorld.fjord,
          at: "https://tenure.example", by: .console)
      }
      let browser = try await world.browser(.kari)
      let page = try await browser.post(path, ["do": "make", "label": "One more"])
      #expect(page.status == 422)
      #expect(page.text.contains("There are 100 addresses already."))
      #expect(page.html.contains("One more"))
    }
  }

  @Test func `an address needs a name`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.post(path, ["do": "make", "label": " "], as: .kari)
      #expect(page.status == 422 && page.text.contains("Say for which calendar it is."))
    }
  }

  @Test func `support sees the dates and makes no address`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .sam)
      #expect(page.text.contains("10 April 2025"))
      #expect(page.forms.isEmpty && page.text.contains("not by support"))
      let hansen = try await world.get(Place.calendar(PortalWorld.hansen).path, as: .emma)
      #expect(hansen.text.contains("Ask one of its administrators or its owner."))
    }
  }
}
