import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// Closing an account (CLO-02 to CLO-12).
@Suite struct ClosingPageTests {
  private let path = Place.closing(PortalWorld.fjord).path

  /// Does everything that the list asks for.
  static func prepare(_ world: PortalWorld) async throws {
    let kari = Caller.person(try await world.person("kari"))
    for act in [ActRequest(Act(.cancel), reason: .notUsed), ActRequest(Act(.delete))] {
      _ = try await world.engine.carryOut(
        act, on: PortalWorld.premium, of: PortalWorld.fjord, by: kari)
    }
    _ = try await world.engine.erasePerson(
      PersonID(stored: "nils"), of: PortalWorld.fjord, by: kari)
    world.clock.move(to: PortalWorld.start.adding(days: 3))
  }

  static func closings(_ world: PortalWorld) async throws -> Int {
    try await world.engine.latestEvents(
      of: PortalWorld.fjord, before: nil, limit: 99, by: .console
    ).items.filter { $0.type == EventType.accountClosed && $0.subscription == nil }.count
  }

  @Test func `the list names what comes first, each with its page, and has no button`()
    async throws
  {
    try await PortalWorld.with { world in
      _ = try await world.engine.addDomain("fjord.example", to: PortalWorld.fjord, by: .console)
      let page = try await world.get(path, as: .kari)
      #expect(page.status == 200)
      #expect(page.text.contains("Nils Bruker"))
      #expect(page.text.contains("Microsoft 365 Business Premium"))
      #expect(page.text.contains("Addresses in it: Kari Nordmann"))
      // Cancelling waits for the domain, which waits for an address: told in words.
      #expect(page.text.contains("Give everybody an address outside the domain"))
      for place in [
        Place.people(PortalWorld.fjord), .domains(PortalWorld.fjord),
        .subscription(PortalWorld.fjord, PortalWorld.premium),
        .cancel(PortalWorld.fjord, PortalWorld.premium),
      ] {
        #expect(page.links.contains(place.path), "\(place.path)")
      }
      #expect(page.forms.isEmpty)
      #expect(page.text.contains("The button is here once every point of the list is done."))
      let latvian = try await world.browser(.kari, language: "lv").get(path)
      #expect(latvian.text.contains("Izdzēsiet visus lietotājus, izņemot vienu administratoru."))
    }
  }

  @Test func `exports that run show how far they are`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.engine.createExport(
        of: PortalWorld.premium, in: PortalWorld.fjord,
        by: .person(try await world.person("kari")))
      let page = try await world.get(path, as: .kari)
      #expect(page.tags("progress").first?["value"] == "0")
      #expect(
        page.links.contains(Place.export(PortalWorld.fjord, PortalWorld.premium).path))
    }
  }

  @Test func `CLO-07: it closes once, from the list to the receipt`() async throws {
    try await PortalWorld.with { world in
      try await Self.prepare(world)
      let browser = try await world.browser(.kari)
      let page = try await browser.get(path)
      #expect(page.text.contains("Nothing stands in the way."))
      let box = try #require(page.tags("input").first { $0["name"] == "understood" })
      #expect(box["checked"] == nil)
      let form = page.filled([:])
      let refused = try await browser.send(form, to: path)
      #expect(refused.status == 422)
      #expect(refused.text.contains("Tick the box to say that you have read what closing does."))
      #expect(try await Self.closings(world) == 0)
      let sent = refused.filled(["understood": "yes"])
      let closed = try await browser.send(sent, to: path)
      #expect(closed.status == 200)
      #expect(closed.text.contains("The account is closed"))
      #expect(closed.text.contains("rcp_"))
      #expect(closed.text.contains("nobody can sign in to this account any more"))
      // Nothing on the page leads to where nobody gets any more.
      #expect(closed.links.isEmpty && closed.html.contains("class=\"nav\"") == false)
      #expect(try await Self.closings(world) == 1)
      let account = try await world.engine.account(PortalWorld.fjord, by: .console).body
      #expect(account.closed != nil)
      let seen = try await world.get(path, as: .sam)
      #expect(seen.text.contains("The account is closed") && seen.forms.isEmpty)
    }
  }

  @Test func `support says why, and for whom`() async throws {
    try await PortalWorld.with { world in
      try await Self.prepare(world)
      let browser = try await world.browser(.sam)
      let form = try await browser.get(path).filled(["understood": "yes", "onBehalfOf": "kari"])
      let refused = try await browser.send(form, to: path)
      #expect(refused.status == 422)
      #expect(refused.text.contains("Error: Say why you act for them, in a few words."))
      #expect(try await Self.closings(world) == 0)
      let closed = try await browser.send(
        form.merging(["supportReason": "She <called>"]) { $1 }, to: path)
      #expect(closed.status == 200 && closed.text.contains("The account is closed"))
      let event = try #require(
        try await world.store.read {
          try $0.events(of: PortalWorld.fjord, subscription: nil, PageRequest(limit: 1_000))
        }.last { $0.type == EventType.accountClosed })
      let personal = try #require(event.personal)
      #expect(
        try JSONText.value([String: String].self, personal.data)
          == ["supportReason": "She <called>"])
      let history = try await browser.get(Place.history(PortalWorld.fjord).path)
      #expect(history.text.contains("Sam Support, customer support, for Kari Nordmann"))
    }
  }

  @Test func `a person closes their own account`() async throws {
    try await PortalWorld.with { world in
      let own = Place.closing(PortalWorld.hansen).path
      let before = try await world.get(own, as: .lars)
      #expect(before.forms.isEmpty)
      #expect(before.links.contains(Place.cancel(PortalWorld.hansen, PortalWorld.family).path))
      let lars = Caller.person(try await world.person("lars", of: PortalWorld.hansen))
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.family,
        of: PortalWorld.hansen, by: lars)
      world.clock.move(to: PortalWorld.start.adding(days: 40))
      let page = try await world.get(own, as: .lars)
      #expect(page.text.contains("A balance that is left on the account is lost."))
      // A person exports nothing here: the files are where they are kept.
      #expect(page.text.contains("Download the files that you want to keep."))
      #expect(page.links.contains(Place.storage(PortalWorld.hansen).path))
      let closed = try await world.post(own, ["understood": "yes"], as: .lars)
      #expect(closed.status == 200 && closed.text.contains("The account is closed"))
    }
  }
}
