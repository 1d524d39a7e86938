import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// What a support agent does for somebody.
@Suite struct SupportActingTests {
  private static let path = Place.cancel(PortalWorld.fjord, PortalWorld.premium).path

  @Test func `support says for whom and why`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Self.path, as: .sam)
      #expect(page.text.contains("On whose behalf?"))
      let options = page.tags("option")
      #expect(options.map { $0["value"] } == ["kari", "nils"])
      #expect(options.first?["selected"] != nil)
      let mine = try await world.get(Self.path, as: .kari)
      #expect(!mine.text.contains("On whose behalf?"))
    }
  }

  @Test func `support does nothing without a reason`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.post(
        Self.path, ["reason": "other", "onBehalfOf": "nils"], as: .sam)
      #expect(page.status == 422)
      #expect(page.text.contains("Error: Say why you act for them, in a few words."))
      #expect(page.tags("option").first { $0["selected"] != nil }?["value"] == "nils")
      #expect(page.tags("input").contains { $0["value"] == "other" && $0["checked"] != nil })
      let long = try await world.post(
        Self.path,
        ["reason": "other", "supportReason": String(repeating: "é", count: 501)], as: .sam)
      #expect(long.status == 422)
      #expect(long.text.contains("The reason is too long: at most 500 characters."))
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `the receipt names both, and the history holds why`() async throws {
    try await PortalWorld.with { world in
      let done = try await world.post(
        Self.path,
        ["reason": "other", "supportReason": "She <called>", "onBehalfOf": "kari"], as: .sam)
      #expect(done.status == 303)
      let place = try #require(done.location)
      let receipt = try await world.get(place, as: .kari)
      #expect(receipt.text.contains("Customer support: Sam Support"))
      #expect(receipt.text.contains("On behalf of\nKari Nordmann"))
      let history = try await world.get(Place.history(PortalWorld.fjord).path, as: .kari)
      #expect(history.text.contains("Sam Support, customer support, for Kari Nordmann"))
      let event = try #require(
        try await world.events(EventType.carriedOut, of: PortalWorld.premium).first)
      let data = try #require(event.personal?.data)
      #expect(
        try JSONText.value([String: String].self, data) == ["supportReason": "She <called>"])
    }
  }

  @Test func `nobody can be named who is not of the account`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.post(
        Self.path, ["reason": "other", "supportReason": "Call", "onBehalfOf": "emma"], as: .sam)
      #expect(page.status == 422)
      #expect(page.text.contains("Choose somebody in this account."))
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }
}
