import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// One subscription, the list of them, and why each decision comes out so.
@Suite struct SubscriptionPageTests {
  private let premium = Place.subscription(PortalWorld.fjord, PortalWorld.premium).path
  private let products = Place.subscriptions(PortalWorld.fjord).path

  @Test func `it shows what can be done, what cannot and why`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(premium, as: .kari)
      #expect(page.status == 200)
      #expect(page.links.contains(Place.cancel(PortalWorld.fjord, PortalWorld.premium).path))
      #expect(page.text.contains("You say how many, and see the price before you decide."))
      #expect(page.text.contains("What is not possible now, and why"))
      // A "no" names its rule and its source, and offers what works.
      #expect(page.text.contains("delete/cancel-first"))
      #expect(page.text.contains("What you can do instead:"))
      #expect(page.links.contains(Place.options(PortalWorld.fjord, PortalWorld.premium).path))
      #expect(page.links.contains(Place.calendarFile(PortalWorld.fjord, PortalWorld.premium).path))
    }
  }

  @Test func `its facts and dates stand in order, exactly one of them next`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(premium, as: .kari)
      for said in [
        "12.50 EUR per license a month", "125.00 EUR a month in all",
        "10 March 2025 to 10 April 2025", "10 bought and 8 assigned", "2 free", "Directly from us",
        "10 September 2024", "Users have full access.", "A new term begins and is charged",
      ] { #expect(page.text.contains(said), "\(said)") }
      #expect(page.tags("li").filter { $0["class"] == "next" }.count == 1)
    }
  }

  @Test func `an act that no number makes possible is not offered`() async throws {
    try await PortalWorld.with { world in
      let act = try ActRequest(
        body: Array(#"{"act":"cancel","reason":"not-used"}"#.utf8),
        products: world.engine.shelf.products)
      _ = try await world.engine.carryOut(
        act, on: PortalWorld.premium, of: PortalWorld.fjord,
        by: try await world.kari())
      let page = try await world.get(premium, as: .kari)
      let add = Place.act(PortalWorld.fjord, PortalWorld.premium, .addLicenses).path
      #expect(page.links.contains(add) == false)
      let back = Place.act(PortalWorld.fjord, PortalWorld.premium, .reactivate).path
      #expect(page.links.contains(back))
      #expect(page.text.contains("You can bring it back by"))
      #expect(page.text.contains("Cancelled"))
    }
  }

  @Test func `a subscription of another account is not there`() async throws {
    try await PortalWorld.with { world async throws in
      let path = Place.subscription(PortalWorld.fjord, PortalWorld.family).path
      #expect(try await world.get(path, as: .kari).status == 404)
      #expect(try await world.get(premium, as: .lars).status == 404)
    }
  }

  @Test func `base and add-on name each other`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("extra", ["base": #""premium""#])
      let addOn = Place.subscription(PortalWorld.fjord, SubscriptionID(stored: "extra")).path
      #expect(try await world.get(addOn, as: .kari).links.contains(premium))
      #expect(
        try await world.get(premium, as: .kari).text.contains(
          "They end together with this subscription."))
    }
  }

  @Test func `why each decision comes out so stands with rule, source and facts`() async throws {
    try await PortalWorld.with { world in
      let path = Place.options(PortalWorld.fjord, PortalWorld.premium).path
      let page = try await world.get(path, as: .kari)
      #expect(page.status == 200)
      for said in [
        "cancel/ends-now", "microsoft-365-business@2024-09-10", "SHA-256", "Agreement",
        "In the role", "Global administrator", "10 September 2024",
      ] { #expect(page.text.contains(said), "\(said)") }
      // Nobody but support looks at it in the place of others.
      #expect(page.text.contains("Nils Bruker") == false)
    }
  }

  @Test func `support looks at decisions as each person of the account`() async throws {
    try await PortalWorld.with { world in
      let path = Place.options(PortalWorld.fjord, PortalWorld.premium)
      let own = try await world.get(path.path, as: .sam)
      #expect(own.text.contains("Support agent"))
      let nils = try await world.get(path.path([("as", "nils")]), as: .sam)
      #expect(nils.text.contains("cancel/administrators-only"))
      #expect(own.text.contains("cancel/administrators-only") == false)
      // Somebody of the account sees nothing in the place of others, whatever the address says.
      let kari = try await world.get(path.path([("as", "nils")]), as: .kari)
      #expect(kari.text.contains("cancel/administrators-only") == false)
    }
  }

  @Test func `products come twenty a page, and are found by state and product`() async throws {
    try await PortalWorld.with { world in
      for number in 10..<32 { try await world.addPremium("more-\(number)") }
      try await world.addPremium("basic", ["product": #""business-basic""#])
      let browser = try await world.browser(.kari)
      let first = try await browser.get(products)
      #expect(first.tags("tr").count == 21)
      #expect(first.text.contains("1 to 20"))
      let next = try #require(first.tags("a").first { $0["rel"] == "next" }?["href"])
      let second = try await browser.get(next)
      #expect(second.tags("tr").count == 5)
      #expect(second.text.contains("21 to 24"))
      let found = try await browser.get("\(products)?state=active&product=business-basic")
      #expect(found.tags("tr").count == 2)
      let none = try await browser.get("\(products)?state=deleted")
      #expect(none.text.contains("Nothing found"))
      #expect(none.links.contains(products))
      // What is no state counts as nothing.
      #expect(try await browser.get("\(products)?state=<b>").tags("tr").count == 21)
    }
  }

  @Test func `a page of twenty products weighs little`() async throws {
    try await PortalWorld.with { world in
      for number in 10..<32 { try await world.addPremium("more-\(number)") }
      #expect(try await world.get(products, as: .kari).html.utf8.count < 25_000)
    }
  }
}

extension PortalWorld {
  /// Fjord's administrator, as the engine knows who asks.
  func kari() async throws -> Caller {
    let record = try await store.read {
      try $0.person(PersonID(stored: "kari"), of: PortalWorld.fjord)
    }
    return .person(try #require(record))
  }
}
