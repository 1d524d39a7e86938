import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

@Suite struct ActPageTests {
  private static func place(_ act: ActKind, _ id: SubscriptionID = PortalWorld.premium) -> Place {
    .act(PortalWorld.fjord, id, act)
  }

  private static func path(_ act: ActKind) -> String { place(act).path }

  @Test func `every act has a page that says something`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      for act in ActKind.allCases {
        let page = try await browser.get(Self.path(act))
        switch act {
        case .cancel: #expect(page.location == CancelPageTests.path)
        case .closeAccount: #expect(page.location == Place.closing(PortalWorld.fjord).path)
        default:
          #expect(page.status == 200, "\(act)")
          #expect(page.main.contains("<h1"), "\(act)")
          let says =
            page.forms.count == 1 || page.text.contains("Why it is not possible now")
            || page.text.contains("Why nothing has to be done") || page.text.contains("Choose")
          #expect(says, "\(act): \(page.text)")
        }
      }
      #expect(try await browser.get("\(Self.path(.keep))-not").status == 404)
    }
  }

  @Test func `recurring billing is turned off, and on again from the receipt`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let page = try await browser.get(Self.path(.turnOffRecurringBilling))
      #expect(
        page.text.contains(
          "The subscription is not renewed, and full access ends on 10 May 2025."))
      let done = try await browser.post(Self.path(.turnOffRecurringBilling))
      #expect(done.status == 303)
      #expect(try await world.subscription(PortalWorld.premium).recurringBilling == false)
      let receipt = try await browser.get(try #require(done.location))
      #expect(receipt.text.contains("will not be renewed"))
      #expect(receipt.text.contains("You can take it back by 9 April 2025 at the latest."))
      let undo = try #require(
        receipt.links.first { $0 == Self.path(.keep) || $0 == Self.path(.turnOnRecurringBilling) })
      #expect(try await browser.post(undo).status == 303)
      #expect(try await world.subscription(PortalWorld.premium).recurringBilling == true)
      let old = try await browser.get(try #require(done.location))
      #expect(old.text.contains("Something else has been done since."))
      #expect(!old.links.contains(undo))
    }
  }

  @Test func `licenses are chosen first, then shown, then reduced`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let ask = try await browser.get(Self.path(.reduceLicenses))
      #expect(ask.text.contains("You have 10 now, and 8 are in use."))
      #expect(ask.forms.isEmpty)
      let shown = try await browser.get(
        Self.place(.reduceLicenses).path([("licenses", "9")]))
      #expect(shown.text.contains("There are 9 licenses from then on."))
      // One license for 26 of 31 days: 12.50 * 26 / 31 = 10.483…
      #expect(shown.text.contains("10.48 EUR"))
      #expect(shown.hidden["licenses"] == "9")
      let done = try await browser.send(
        shown.filled([:]), to: Self.path(.reduceLicenses))
      #expect(done.status == 303)
      #expect(try await world.subscription(PortalWorld.premium).licenses.purchased == 9)
    }
  }

  /// Under a billing profile licenses are taken back for seven days; on 25 March that is over.
  @Test func `MSG-08: when the window is over, the page says when a change takes effect`()
    async throws
  {
    try await PortalWorld.with { world in
      _ = try await world.engine.changeAccount(
        PortalWorld.fjord, Array(#"{"agreement": "mca"}"#.utf8), by: .console)
      _ = try await world.engine.changePerson(
        PersonID(stored: "kari"), of: PortalWorld.fjord,
        Array(#"{"roles": ["global-administrator", "billing-account-owner"]}"#.utf8),
        by: .console)
      world.clock.move(to: PortalWorld.start.adding(days: 10))
      let browser = try await world.browser(.kari)
      let shown = try await browser.get(
        Self.place(.reduceLicenses).path([("licenses", "9")]))
      #expect(
        shown.text.contains("It takes effect on 10 April 2025, when the term ends."))
      #expect(
        try await browser.send(shown.filled([:]), to: Self.path(.reduceLicenses)).status == 303)
      let subscription = try await browser.get(
        Place.subscription(PortalWorld.fjord, PortalWorld.premium).path)
      #expect(subscription.text.contains("Licenses from the next term on"))
    }
  }

  @Test func `too few licenses are refused with a way that helps`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(
        Self.place(.reduceLicenses).path([("licenses", "5")]), as: .kari)
      #expect(page.text.contains("More licenses are assigned to users than you want to keep."))
      #expect(page.links.contains(Place.people(PortalWorld.fjord).path))
      #expect(page.forms.isEmpty)
    }
  }

  @Test func `what is no number is said at its field`() async throws {
    try await PortalWorld.with { world in
      for text in ["many", "-3", "1000000001", "<b>"] {
        let page = try await world.get(
          Self.place(.addLicenses).path([("licenses", text)]), as: .kari)
        #expect(page.status == 422)
        #expect(page.text.contains("Error: Write a whole number, such as 12."))
        #expect(page.tags("input").contains { $0["name"] == "licenses" && $0["value"] == text })
      }
    }
  }

  @Test func `added licenses show what is charged, and their arithmetic`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let path = Self.place(.addLicenses).path([("licenses", "12")])
      let page = try await browser.get(path)
      // Two licenses for 26 of 31 days: 25.00 * 26 / 31 = 20.967…
      #expect(page.text.contains("20.97 EUR"))
      #expect(page.text.contains("To pay: 26 of 31 days, from 15 March 2025 on"))
      let done = try await browser.send(page.filled([:]), to: Self.path(.addLicenses))
      let receipt = try await browser.get(try #require(done.location))
      #expect(receipt.text.contains("20.97 EUR"))
      #expect(try await world.subscription(PortalWorld.premium).licenses.purchased == 12)
    }
  }

  @Test func `a plan is chosen among those of its kind`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let page = try await browser.get(Self.path(.changePlan))
      let products = page.tags("option").compactMap { $0["value"] }
      #expect(products.contains("business-standard"))
      #expect(!products.contains("business-premium") && !products.contains("family"))
      #expect(!products.contains("business-archive"))
    }
  }

  @Test func `users move to a subscription of the account`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let alone = try await browser.get(Self.path(.moveUsers))
      #expect(alone.text.contains("There is no other active subscription in this account"))
      try await world.addPremium("basic", ["product": #""business-basic""#])
      let shown = try await browser.get(
        Self.place(.moveUsers).path([("toSubscription", "basic"), ("users", "2")]))
      #expect(shown.forms.count == 1)
      let done = try await browser.send(shown.filled([:]), to: Self.path(.moveUsers))
      #expect(done.status == 303)
      #expect(try await world.subscription(PortalWorld.premium).licenses.assigned == 6)
    }
  }

  @Test func `nobody moves to where nobody knows what is free`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("unknown", ["licenses": "{}"])
      let page = try await world.get(Self.path(.moveUsers), as: .kari)
      #expect(page.tags("option").isEmpty)
      let typed = try await world.get(
        Self.place(.moveUsers).path([("toSubscription", "unknown"), ("users", "2")]), as: .kari)
      #expect(typed.status == 422)
      #expect(typed.text.contains("Choose another subscription of this account"))
      #expect(!typed.text.contains("it is not known how many licenses"))
    }
  }

  @Test func `deleting says what nobody can undo`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      _ = try await browser.post(CancelPageTests.path, ["reason": "other"])
      let page = try await browser.get(Self.path(.delete))
      #expect(page.text.contains("Nobody can bring them back."))
      #expect(page.tags("button").contains { $0["class"] == "button danger" })
      #expect(try await browser.post(Self.path(.delete)).status == 303)
    }
  }
}
