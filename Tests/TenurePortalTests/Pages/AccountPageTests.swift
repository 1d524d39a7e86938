import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// The home of an organisation and of a person.
@Suite struct AccountPageTests {
  private let fjord = Place.account(PortalWorld.fjord).path
  private let hansen = Place.account(PortalWorld.hansen).path

  @Test func `an organisation sees its products, and each can be cancelled from here`() async throws
  {
    try await PortalWorld.with { world in
      let page = try await world.get(fjord, as: .kari)
      #expect(page.status == 200)
      #expect(page.text.contains("Everything is in order."))
      #expect(page.text.contains("8 of 10"))
      #expect(page.text.contains("Renews on 10 April 2025 for 125.00 EUR a month"))
      #expect(page.text.contains("12.50 EUR per license a month"))
      #expect(page.links.contains(Place.cancel(PortalWorld.fjord, PortalWorld.premium).path))
      // Its name tells it apart, so its id is not shown.
      #expect(page.text.contains("premium\n") == false)
    }
  }

  @Test func `an account without subscriptions says what would be there`() async throws {
    try await PortalWorld.with { world in
      try await world.addAccount(
        #"""
        {"id": "empty", "name": "Empty AS", "kind": "business", "agreement": "mosa",
         "family": "microsoft-365-business", "country": "NO", "timeZone": "Europe/Oslo",
         "language": "en"}
        """#)
      let page = try await world.get(
        Place.account(AccountID(stored: "empty")).path, as: .sam)
      #expect(page.text.contains("No subscription yet"))
      #expect(page.text.contains("from the day it is bought"))
    }
  }

  @Test func `what needs attention is told first, with links that help`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("owing", ["pastDue": "true"])
      try await world.addPremium(
        "crowded", ["licenses": #"{"purchased": 10, "assigned": 11}"#, "renewed": "true"])
      try await world.addPremium("ending", ["recurringBilling": "false"])
      let page = try await world.get(fjord, as: .kari)
      #expect(page.text.contains("3 things need your attention."))
      let order = ["A charge is overdue", "1 more license is assigned", "Recurring billing is off"]
      let places = order.map { page.text.firstRange(of: $0)?.lowerBound }
      #expect(places.allSatisfy { $0 != nil })
      #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
      let links = page.links
      #expect(links.contains(Place.money(PortalWorld.fjord).path))
      #expect(links.contains(Place.people(PortalWorld.fjord).path))
      let on = Place.act(
        PortalWorld.fjord, SubscriptionID(stored: "ending"), .turnOnRecurringBilling)
      #expect(links.contains(on.path))
      // Four products of one name show their ids too.
      #expect(page.text.contains("crowded"))
    }
  }

  @Test func `recurring billing that somebody turned off is nothing to see to for months`()
    async throws
  {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "later",
        [
          "recurringBilling": "false",
          "term": #"{"start": "2025-03-10", "end": "2026-03-10", "interval": "year"}"#,
        ])
      let page = try await world.get(fjord, as: .kari)
      #expect(page.text.contains("Everything is in order."))
      #expect(page.text.contains("Ends on 10 March 2026"))
    }
  }

  @Test func `a trial that becomes a paid subscription says so, with its price`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "trial",
        [
          "kind": #""trial""#,
          "term": #"{"start": "2025-03-10", "end": "2025-04-09"}"#,
        ])
      let page = try await world.get(fjord, as: .kari)
      #expect(
        page.text.contains(
          "The trial becomes a paid subscription on 9 April 2025, for 125.00 EUR a month"))
      let off = Place.act(
        PortalWorld.fjord, SubscriptionID(stored: "trial"), .turnOffRecurringBilling)
      #expect(page.links.contains(off.path))
    }
  }

  @Test func `the owner sees cards with price, renewal and whom it is shared with`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(hansen, as: .lars)
      #expect(page.text.contains("129.00 NOK a month"))
      #expect(page.text.contains("Renews on 1 April 2025 for 129.00 NOK a month"))
      #expect(page.text.contains("Emma Hansen"))
      #expect(page.links.contains(Place.cancel(PortalWorld.hansen, PortalWorld.family).path))
    }
  }

  @Test func `a member sees what is shared, and leaves instead of cancelling`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(hansen, as: .emma)
      #expect(page.text.contains("Lars Hansen shares with you"))
      #expect(page.text.contains("129.00") == false)
      #expect(
        page.links.contains(Place.cancel(PortalWorld.hansen, PortalWorld.family).path) == false)
      #expect(page.links.contains(Place.people(PortalWorld.hansen).path))
    }
  }

  @Test(arguments: ["en", "nb", "da", "lv"])
  func `every language says the same of it`(_ language: String) async throws {
    try await PortalWorld.with { world in
      let said = [
        "en": "Renews on 10 April 2025", "nb": "Fornyes 10. april 2025",
        "da": "Fornyes 10. april 2025", "lv": "Tiks atjaunots 10.04.2025.",
      ]
      let browser = try await world.browser(.kari, language: language)
      let page = try await browser.get(fjord)
      #expect(page.text.contains(said[language] ?? "?"))
      #expect(page.text.contains("..") == false)
      #expect(page.text.contains("{") == false)
    }
  }
}
