import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// Buying, in a demonstration.
@Suite struct BuyPageTests {
  private let path = Place.buy(PortalWorld.fjord).path
  private let order = [
    "product": "business-basic", "licenses": "5", "every": "month", "renews": "no",
  ]

  private func count(_ world: PortalWorld) async throws -> Int {
    try await world.engine.subscriptions(
      SubscriptionFilter(account: PortalWorld.fjord, now: world.clock.now()), after: nil,
      limit: 99, by: .console
    ).items.count
  }

  private func review(_ order: [String: String]) -> String {
    Place.buy(PortalWorld.fjord).path(
      order.merging(["review": "yes"]) { $1 }.sorted { $0.key < $1.key }
        .map { (name: $0.key, value: $0.value) })
  }

  @Test func `nothing is sold but in a demonstration`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .kari)
      #expect(page.status == 404)
      let sent = try await world.browser(.kari).send(page.filled(order), to: path)
      #expect(sent.status == 403 || sent.status == 404)
      let made = try await count(world)
      #expect(made == 1)
    }
  }

  @Test func `it is chosen, reviewed and bought once, in three activations`() async throws {
    try await PortalWorld.with(sells: true) { world in
      let browser = try await world.browser(.kari)
      let choose = try await browser.get(path)
      #expect(choose.text.contains("No money moves."))
      #expect(choose.html.contains(" checked") == false)
      let page = try await browser.get(review(order))
      #expect(page.status == 200)
      #expect(page.text.contains("30.00 EUR"))
      #expect(page.text.contains("It ends on 15 April 2025"))
      // Leaving is computed, not promised: at once everything comes back, later a part.
      #expect(page.text.contains("It ends at once."))
      let form = page.filled([:])
      let bought = try await browser.send(form, to: path)
      #expect(bought.status == 303)
      let location = try #require(bought.location)
      #expect(location.hasPrefix("/accounts/fjord/subscriptions/sub_"))
      #expect(location.hasSuffix("?done=bought"))
      #expect(try await browser.send(form, to: path).location == location)
      #expect(try await browser.get(location).text.contains("You bought this subscription."))
      #expect(try await count(world) == 2)
      let id = location.dropFirst("/accounts/fjord/subscriptions/".count)
        .prefix { $0 != "?" }
      let made = try await world.subscription(SubscriptionID(stored: String(id)))
      #expect(made.licenses.purchased == 5 && made.recurringBilling == false)
      #expect(made.term?.end == "2025-04-15")
    }
  }

  @Test func `what was not chosen is said, and the rest kept`() async throws {
    try await PortalWorld.with(sells: true) { world in
      let page = try await world.get(
        review(["product": "business-basic", "licenses": "0"]), as: .kari)
      #expect(page.status == 422)
      #expect(page.text.contains("Write how many licenses you want, from 1 to 300."))
      #expect(page.text.contains("Choose what happens when the term ends."))
      let chosen = page.tags("input").first { $0["checked"] != nil }
      #expect(chosen?["value"] == "business-basic")
      #expect(try await count(world) == 1)
    }
  }

  @Test func `support and who has no role do not buy`() async throws {
    try await PortalWorld.with(sells: true) { world in
      let support = try await world.get(path, as: .sam)
      #expect(support.text.contains("Support does not buy"))
      let user = try await world.get(path, as: .nils)
      #expect(user.text.contains("Buying takes a role"))
    }
  }
}

extension PortalWorld {
  /// What the shop sells.
  static var prices: PriceList {
    guard let euro = Currency("EUR") else { return .empty }
    func offer(_ product: String, _ per: PriceUnit, _ units: Int64) -> PriceList.Offer {
      PriceList.Offer(
        product: ProductID(product), per: per,
        prices: [
          .month: ["EUR": Money(minorUnits: units, currency: euro)],
          .year: ["EUR": Money(minorUnits: units * 10, currency: euro)],
        ])
    }
    return PriceList(
      offers: [
        offer("business-basic", .license, 600), offer("family", .subscription, 1_000),
      ], currencies: [:], otherwise: "EUR")
  }
}
