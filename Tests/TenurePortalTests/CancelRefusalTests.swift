import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// What the page says where a subscription cannot be cancelled now.
@Suite struct CancelRefusalTests {
  private static func path(_ id: String) -> String {
    Place.cancel(PortalWorld.fjord, SubscriptionID(stored: id)).path
  }

  private static let button = "Cancel the subscription"

  @Test func `a refusal names its source and ways that work`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "many", ["licenses": #"{"purchased": 30, "assigned": 8}"#])
      let page = try await world.get(Self.path("many"), as: .kari)
      #expect(page.status == 200)
      for text in [
        "You cannot cancel here now. Below you see why, and what you can do.",
        "Why it cannot be cancelled now", "“Cancel your subscription”, 10 September 2024",
        "Licenses in your subscription: 30. Without a billing profile you can cancel online with "
          + "25 licenses or fewer.",
        "Reduce licenses: 25 in total", "The dates as they stand",
      ] { #expect(page.text.contains(text), "\(text)") }
      let reduce = Place.act(
        PortalWorld.fjord, SubscriptionID(stored: "many"), .reduceLicenses
      ).path([("licenses", "25")])
      #expect(page.links.contains(reduce))
      #expect(page.forms.isEmpty)
      #expect(!page.text.contains(Self.button))
      let next = try await world.get(reduce, as: .kari)
      #expect(next.text.contains("There are 25 licenses from then on."))
    }
  }

  /// ELIG-19: support may remove a domain, but has no right to the account's list of them.
  @Test func `what a domain holds back, support frees by the page of the act`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.engine.addDomain("fjord.example", to: PortalWorld.fjord, by: .console)
      let act = Place.act(PortalWorld.fjord, PortalWorld.premium, .removeDomain).path
      let domains = Place.domains(PortalWorld.fjord).path
      #expect(try await world.get(Self.path("premium"), as: .kari).links.contains(domains))
      let subscription = Place.subscription(PortalWorld.fjord, PortalWorld.premium).path
      for path in [Self.path("premium"), subscription] {
        let page = try await world.get(path, as: .sam)
        #expect(page.links.contains(act), "\(path)")
      }
      let form = try await world.get(act, as: .sam)
      #expect(form.tags("option").contains { $0["value"] == "fjord.example" })
    }
  }

  @Test func `what a partner sold is cancelled there`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("sold", ["channel": #""partner""#])
      let page = try await world.get(Self.path("sold"), as: .kari)
      #expect(page.text.contains("Somebody else sold this subscription and has to cancel it."))
      #expect(page.text.contains("You bought this subscription through a partner or a reseller."))
      #expect(page.text.contains("Contact your seller"))
      #expect(page.text.contains("Bought through: Partner."))
      // A call of ours would reach nobody who can do it: the way to the seller is no link.
      #expect(!page.html.contains(">Contact your seller</a>"))
      #expect(page.forms.isEmpty)
    }
  }

  @Test func `what is cancelled leads to its receipt`() async throws {
    try await PortalWorld.with { world in
      let done = try await world.post(
        Self.path("premium"), ["reason": "other"], as: .kari)
      let page = try await world.get(Self.path("premium"), as: .kari)
      #expect(page.text.contains("There is nothing left to cancel."))
      #expect(page.links.contains(try #require(done.location)))
      #expect(page.forms.isEmpty)
    }
  }

  @Test func `what is not known is named`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("open", ["licenses": #"{"assigned": 8}"#])
      let page = try await world.get(Self.path("open"), as: .kari)
      #expect(page.text.contains("We cannot say yet whether you can cancel"))
      #expect(page.text.contains("What we do not know"))
      #expect(page.text.contains("Licenses bought"))
      #expect(page.forms.isEmpty)
    }
  }

  @Test func `somebody without the role sees why`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Self.path("premium"), as: .nils)
      #expect(page.text.contains("This takes the role of a global administrator"))
      #expect(page.forms.isEmpty)
      let emma = try await world.get(
        Place.cancel(PortalWorld.hansen, PortalWorld.family).path, as: .emma)
      #expect(emma.text.contains("Only its owner can decide this."))
    }
  }

  @Test func `a refusal at the last moment has its receipt too`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("many", ["licenses": #"{"purchased": 30, "assigned": 8}"#])
      let browser = try await world.browser(.kari)
      let quote = try await world.engine.quote(
        CancelPage.request, on: SubscriptionID(stored: "many"), of: PortalWorld.fjord,
        by: try await world.caller(.kari))
      let form = try await browser.get(Self.path("premium")).filled(["quote": quote.quote])
      let done = try await browser.send(form, to: Self.path("many"))
      #expect(done.status == 303)
      let receipt = try await browser.get(try #require(done.location))
      #expect(receipt.text.contains("This was not done: Cancel the subscription"))
      #expect(receipt.text.contains("Reduce licenses: 25 in total"))
    }
  }
}
