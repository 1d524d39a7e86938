import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// A wish to be called, from the page where it is told to the one where it is closed.
@Suite struct CaseTests {
  private let path = Place.callBack(PortalWorld.fjord, about: nil).path
  private let wish = [
    "phone": "+47 23 45 67 89", "bestTime": "after four", "note": "Why?\nAnd when?",
    "subscription": "premium",
  ]

  private func cases(_ world: PortalWorld) async throws -> [CaseBody] {
    try await world.engine.findCases(after: nil, limit: 50, by: .console).items
  }

  @Test func `a call is asked for once, and confirmed with its number`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get("\(path)?subscription=premium&act=cancel")
      let chosen = form.tags("option").first { $0["value"] == "premium" }
      #expect(chosen?.keys.contains("selected") == true)
      let sent = form.filled(wish)
      let answer = try await browser.send(sent, to: path)
      let again = try await browser.send(sent, to: path)
      #expect(answer.status == 303 && answer.location == again.location)
      let stored = try await cases(world)
      #expect(stored.count == 1)
      let body = try #require(stored.first)
      #expect(body.person == "kari" && body.subscription == "premium" && body.act == "cancel")
      #expect(body.phone == "+47 23 45 67 89" && body.language == "en")
      let page = try await browser.get(answer.location ?? "")
      #expect(page.text.contains("We call you on +47 23 45 67 89."))
      #expect(page.text.contains("after four"))
      #expect(page.text.contains(body.id))
      #expect(page.forms.isEmpty)
      // It still stands there the next time.
      #expect(try await browser.get(path).text.contains(body.id))
    }
  }

  @Test func `what is no number is said at the field, and all that was typed is kept`() async throws
  {
    try await PortalWorld.with { world in
      for phone in ["", "12"] {
        let page = try await world.post(
          path, ["phone": phone, "bestTime": "noon", "note": "Why?"], as: .kari)
        #expect(page.status == 422 && page.links.contains("#phone"))
        let fields = page.tags("input")
        let field = fields.first { $0["id"] == "phone" }
        #expect(field?["value"] == phone && field?["aria-invalid"] == "true")
        #expect(fields.first { $0["id"] == "bestTime" }?["value"] == "noon")
        #expect(page.html.contains(">Why?</textarea>"))
      }
      #expect(try await cases(world).isEmpty)
    }
  }

  @Test func `anybody of the account may ask, and sees their own alone`() async throws {
    try await PortalWorld.with { world in
      let first = try await world.post(path, wish, as: .kari)
      #expect(first.status == 303)
      let browser = try await world.browser(.nils)
      let page = try await browser.get(path)
      #expect(page.text.contains("Calls you ask for appear here until somebody has called."))
      let own = try await browser.post(path, ["phone": "22123456", "language": "nb"])
      #expect(own.status == 303)
      let stored = try await cases(world)
      #expect(stored.first { $0.person == "nils" }?.language == "nb")
      let after = try await browser.get(path)
      #expect(after.text.contains("22123456") && !after.text.contains("+47 23 45 67 89"))
    }
  }

  @Test func `whoever was about to cancel need not say so, nor take one product for another`()
    async throws
  {
    try await PortalWorld.with { world in
      try await world.addPremium("second")
      let cancel = try await world.get(CancelPageTests.path, as: .kari)
      let asking = try #require(
        SeenPage.tags("a", in: cancel.html).compactMap { $0["href"] }.first {
          $0.hasPrefix(path)
        })
      let page = try await world.get(asking.replacing("&amp;", with: "&"), as: .kari)
      #expect(page.tags("input").contains { $0["name"] == "act" && $0["value"] == "cancel" })
      let chosen = page.tags("option").filter { $0["selected"] != nil }.compactMap { $0["value"] }
      #expect(chosen.contains(PortalWorld.premium.text))
      for id in [PortalWorld.premium.text, "second"] {
        #expect(page.text.contains("Microsoft 365 Business Premium (\(id))"))
      }
    }
  }

  @Test func `an agent asks for somebody of the account`() async throws {
    try await PortalWorld.with { world in
      let form = try await world.get(path, as: .sam)
      let people = form.tags("option").compactMap { $0["value"] }
      #expect(people.contains("kari") && people.contains("nils"))
      let answer = try await world.post(
        path, ["phone": "22123456", "onBehalfOf": "nils", "supportReason": "He <wrote>"], as: .sam)
      #expect(answer.status == 303)
      let history = try await world.get(Place.history(PortalWorld.fjord).path, as: .kari)
      #expect(history.text.contains("Sam Support, customer support, for Nils Bruker"))
      #expect(history.text.contains("Reason given by support: He <wrote>"))
      let body = try #require(try await cases(world).first)
      #expect(body.person == "nils" && body.openedBy == "help/sam")
    }
  }

  @Test func `an agent who does not say for whom and why asks for nobody`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.post(path, ["phone": "22123456"], as: .sam)
      #expect(page.status == 422)
      #expect(page.links.contains("#onBehalfOf") && page.links.contains("#supportReason"))
      #expect(page.tags("input").first { $0["id"] == "phone" }?["value"] == "22123456")
      #expect(try await cases(world).isEmpty)
    }
  }

  @Test func `an agent sees who waits, calls, and closes the case once`() async throws {
    try await PortalWorld.with { world in
      #expect(try await world.post("\(path)?act=cancel", wish, as: .kari).status == 303)
      let body = try #require(try await cases(world).first)
      let browser = try await world.browser(.sam)
      let place = Place.supportCase(PortalWorld.fjord, body.id).path
      for list in [Place.support.path, Place.cases.path] {
        let page = try await browser.get(list)
        #expect(page.links.contains(place) && page.links.contains("tel:+4723456789"))
        #expect(page.text.contains("Kari Nordmann") && page.text.contains("after four"))
      }
      let page = try await browser.get(place)
      #expect(page.text.contains("Call for Kari Nordmann"))
      #expect(page.text.contains("And when?"))
      let (options, cancel) = (
        Place.options(PortalWorld.fjord, PortalWorld.premium).path,
        Place.cancel(PortalWorld.fjord, PortalWorld.premium).path
      )
      #expect(page.links.contains("\(options)?onBehalfOf=kari"))
      let act = try await browser.get("\(cancel)?onBehalfOf=kari")
      #expect(page.links.contains(act.path))
      #expect(act.tags("option").first { $0["selected"] != nil }?["value"] == "kari")
      let none = try await browser.send(page.filled(["outcome": " "]), to: place)
      #expect(none.status == 422 && none.links.contains("#outcome"))
      let done = try await browser.send(page.filled(["outcome": "Showed her how."]), to: place)
      #expect(done.status == 303)
      #expect(try await browser.get(done.location ?? "").text.contains("Showed her how."))
      let closed = try #require(try await cases(world).first)
      #expect(closed.state == "done" && closed.doneBy == "help/sam")
      // Who comes second is told, and changes nothing.
      let late = try await browser.send(
        page.filled(["outcome": "Other words", "once": "other"]), to: place)
      #expect(late.status == 409 && late.text.contains("Other words"))
      #expect(try await cases(world).first?.outcome == "Showed her how.")
      #expect(try await browser.get(Place.cases.path).text.contains("Nobody is waiting"))
      let list = try await browser.get("\(Place.cases.path)?state=done")
      #expect(list.links.contains(place))
    }
  }

  @Test func `who waits longest comes first, and what was asked for last of what is done`()
    async throws
  {
    try await PortalWorld.with { world in
      for number in 1...4 {
        let form = ["phone": "2212345\(number)", "once": "ask-\(number)"]
        #expect(try await world.post(path, form, as: .kari).status == 303)
        world.wait(hours: 1)
      }
      let browser = try await world.browser(.sam)
      let ids = try await cases(world).map(\.id)
      for id in ids.prefix(2) {
        let place = Place.supportCase(PortalWorld.fjord, id).path
        #expect(try await browser.post(place, ["outcome": "Helped"]).status == 303)
      }
      func numbers(_ path: String) async throws -> [String] {
        try await browser.get(path).links.filter { $0.hasPrefix("tel:") }
      }
      #expect(try await numbers(Place.cases.path) == ["tel:22123453", "tel:22123454"])
      #expect(
        try await numbers(Place.cases.path([("state", "done")]))
          == ["tel:22123452", "tel:22123451"])
    }
  }

  @Test func `the page of a case is the agent's alone`() async throws {
    try await PortalWorld.with { world in
      #expect(try await world.post(path, wish, as: .kari).status == 303)
      let body = try #require(try await cases(world).first)
      let place = Place.supportCase(PortalWorld.fjord, body.id).path
      #expect(try await world.get(place, as: .kari).status == 403)
      let other = Place.supportCase(PortalWorld.hansen, body.id).path
      #expect(try await world.get(other, as: .sam).status == 404)
    }
  }
}
