import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// The policies as tables that people can read.
@Suite struct PolicyPageTests {
  private static func id(_ family: String, _ date: String) throws -> EditionID {
    EditionID(family: family, date: try #require(CalendarDate(date)))
  }

  private static func path() throws -> String {
    Place.policy(try id("microsoft-365-business", "2024-09-10")).path
  }

  @Test func `every edition is listed, and one of each family is in force`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator(Place.policies.path)
      #expect(page.status == 200)
      let editions = world.engine.shelf.editions
      for edition in editions { #expect(page.links.contains(Place.policy(edition).path)) }
      let inForce = page.text.split(separator: "\n").filter { $0 == "In force" }
      #expect(inForce.count == world.engine.shelf.families.count)
    }
  }

  @Test func `a rule is told with its condition, what follows and its document`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator(try Self.path() + "?table=cancel/refusals")
      #expect(page.status == 200)
      #expect(page.text.contains("cancel/license-limit"))
      #expect(page.text.contains("Licenses bought: at least 26"))
      #expect(page.text.contains("ELIG-"))
      #expect(page.text.contains("Instead: "))
      let ids = page.tags("tr").compactMap { $0["id"] }
      #expect(ids.contains("cancel/license-limit"))
      let tabs = page.links.filter { $0.contains("table=cancel%2F") }
      #expect(tabs.count == 4)
    }
  }

  @Test func `a citation leads to its rule`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let answer = try await browser.get(try Self.path() + "?rule=cancel/license-limit")
      #expect(answer.status == 303)
      let location = try #require(answer.location)
      #expect(location.hasSuffix("?table=cancel%2Frefusals#cancel/license-limit"))
      let none = try await browser.get(try Self.path() + "?rule=cancel/none")
      #expect(none.status == 404)
    }
  }

  /// Each rule that a decision names leads to the row where it stands.
  @Test(arguments: [
    PortalWorld.Person.kari, .nils, .sam, .lars, .emma,
  ])
  func `a decision leads to its rules`(person: PortalWorld.Person) async throws {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "crowded", ["licenses": #"{"purchased": 40, "assigned": 30}"#])
      let isConsumer = person.account == PortalWorld.hansen
      let account = isConsumer ? PortalWorld.hansen : PortalWorld.fjord
      let one = isConsumer ? PortalWorld.family : SubscriptionID(stored: "crowded")
      let browser = try await world.browser(person)
      var rules: [String] = []
      for place in [Place.options(account, one), .cancel(account, one), .closing(account)] {
        let page = try await browser.get(place.path)
        #expect(page.status == 200, "\(place.path)")
        let links = Set(page.links.filter { $0.contains("?rule=") })
        #expect(place == .closing(account) || !links.isEmpty, "\(place.path)")
        rules += links
      }
      for link in Set(rules) {
        let answer = try await browser.get(link)
        let parts = (answer.location ?? "").split(separator: "#", maxSplits: 1).map(String.init)
        #expect(answer.status == 303 && parts.count == 2, "\(link)")
        let page = try await browser.get(parts[0])
        #expect(page.status == 200)
        #expect(page.tags("tr").contains { $0["id"] == parts.last }, "\(link)")
      }
    }
  }

  @Test func `people of accounts and support read them too`() async throws {
    try await PortalWorld.with { world in
      for person in [PortalWorld.Person.kari, .nils, .lars, .sam] {
        let browser = try await world.browser(person)
        #expect(try await browser.get(Place.policies.path).status == 200)
        let page = try await browser.get(try Self.path())
        #expect(page.status == 200)
        #expect(page.links.contains(Place.policies.path))
      }
    }
  }

  @Test(arguments: ["en", "nb", "da", "lv"])
  func `every table can be opened and stays light`(language: String) async throws {
    try await PortalWorld.with { world in
      let browser = try await world.operatorBrowser(language: language)
      let style = world.portal.assets.style.path.dropFirst("/assets/".count)
      let loaded = (world.portal.assets[String(style)]?.bytes.count ?? 0) + 500
      for edition in world.engine.shelf.editions.filter({ $0.date.year >= 2023 }) {
        let page = try await browser.get(Place.policy(edition).path)
        #expect(page.html.utf8.count + loaded <= 50_000)
        let tables = Set(page.links.filter { $0.contains("?table=") })
        #expect(tables.count > 20)
        for table in tables {
          let shown = try await browser.get(table)
          #expect(shown.status == 200)
          #expect(shown.html.utf8.count + loaded <= 50_000, "\(table)")
        }
      }
    }
  }

  @Test func `what there is not is not found`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.operatorBrowser()
      #expect(try await browser.get("/operator/policies/none/2024-01-01").status == 404)
      let table = try await browser.get(try Self.path() + "?table=none")
      #expect(table.status == 404)
    }
  }
}
