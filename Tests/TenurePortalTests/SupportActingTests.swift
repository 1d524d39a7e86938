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
      #expect(options.map { $0["value"] } == ["", "kari", "nils"])
      #expect(options.allSatisfy { $0["selected"] == nil })
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
      // Both pages tell the customer why, as it was written.
      #expect(receipt.text.contains("Reason given by support\nShe <called>"))
      let history = try await world.get(Place.history(PortalWorld.fjord).path, as: .kari)
      #expect(history.text.contains("Reason given by support: She <called>"))
      let document = try await world.get("\(place)/document", as: .kari)
      #expect(document.html.contains("She &lt;called&gt;</dd>"))
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
      #expect(page.text.contains("Nobody in this account has this name, address or id."))
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `nobody is named for an agent who names nobody`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.post(
        Self.path, ["reason": "other", "supportReason": "She <called>"], as: .sam)
      #expect(page.status == 422)
      #expect(page.text.contains("Error: Choose whom you act for."))
      #expect(page.links.contains("#onBehalfOf"))
      let field = page.tags("select").first { $0["id"] == "onBehalfOf" }
      #expect(field?["aria-describedby"] == "onBehalfOf-error")
      #expect(page.tags("option").allSatisfy { $0["selected"] == nil })
      let reason = page.tags("input").first { $0["id"] == "supportReason" }
      #expect(reason?["value"] == "She <called>")
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `from a person's page on, the person is named on every page of the account`()
    async throws
  {
    try await PortalWorld.with { world in
      let sam = try await world.browser(.sam)
      let person = try await sam.get("\(Place.people(PortalWorld.fjord).path)/nils")
      #expect(person.text.contains("Act for Nils Bruker"))
      var place = try #require(person.links.first { $0.contains("onBehalfOf=nils") })
      for next in ["/subscriptions/premium", "/cancel"] {
        let page = try await sam.get(place)
        place = try #require(page.links.first { $0.contains(next + "?") })
        #expect(page.html.contains("href=\"/accounts/fjord?onBehalfOf=nils\""))
        #expect(!page.html.contains("href=\"/support?"))
      }
      let page = try await sam.get(place)
      #expect(page.tags("option").first { $0["selected"] != nil }?["value"] == "nils")
      // The account's own people act for nobody, whatever an address says.
      let own = try await world.get(place, as: .kari)
      #expect(!own.html.contains("href=\"/accounts/fjord?onBehalfOf"))
      #expect(own.tags("select").isEmpty)
      let kept = try await world.get("\(Place.people(PortalWorld.fjord).path)/nils", as: .kari)
      #expect(!kept.text.contains("Act for Nils Bruker"))
    }
  }

  @Test(arguments: ["nobody", "", "emma", "%3Cb%3E", "a%22b"])
  func `an address that names nobody of the account chooses nobody`(_ id: String) async throws {
    try await PortalWorld.with { world in
      let page = try await world.get("\(Self.path)?onBehalfOf=\(id)", as: .sam)
      #expect(page.status == 200 && page.tags("option").count == 3)
      #expect(page.tags("option").allSatisfy { $0["selected"] == nil })
    }
  }
}

/// Support acts in an organisation of hundreds: whoever asked is typed.
@Suite struct LargeAccountActingTests {
  private static let path = Place.cancel(PortalWorld.fjord, PortalWorld.premium).path

  private static func with(
    _ body: (PortalWorld, _ send: (String) async throws -> SeenPage) async throws -> Void
  ) async throws {
    try await PortalWorld.with { world in
      for number in 1...60 {
        let name = number < 3 ? "Ole Dahl" : "Person \(number)"
        let text =
          #"{"id": "p\#(number)", "name": "\#(name)", "email": "p\#(number)@fjord.example"}"#
        _ = try await world.engine.addPerson(
          Array(text.utf8), to: PortalWorld.fjord, by: .console)
      }
      try await body(world) { typed in
        try await world.post(
          path, ["reason": "other", "supportReason": "Rang", "onBehalfOf": typed], as: .sam)
      }
    }
  }

  @Test func `the field is typed into, and suggests those who decide`() async throws {
    try await Self.with { world, _ in
      let page = try await world.get(Self.path, as: .sam)
      let field = page.tags("input").first { $0["id"] == "onBehalfOf" }
      #expect(field?["value"] == "" && field?["list"] == "people")
      #expect(page.tags("option").first?["value"] == "kari@fjord.example")
      #expect(page.html.utf8.count < 50_000)
      let linked = try await world.get("\(Self.path)?onBehalfOf=p60", as: .sam)
      let filled = linked.tags("input").first { $0["id"] == "onBehalfOf" }
      #expect(filled?["value"] == "p60@fjord.example")
    }
  }

  @Test(arguments: [
    ("p60", "p60"), ("P60@fjord.example", "p60"), ("person 60", "p60"), ("p2@fjord.example", "p2"),
  ])
  func `an id, an address and a name that nobody else has name somebody`(
    _ typed: String, _ person: String
  ) async throws {
    try await Self.with { world, send in
      let done = try await send(typed)
      #expect(done.status == 303)
      let event = try #require(
        try await world.events(EventType.carriedOut, of: PortalWorld.premium).first)
      #expect(String(decoding: event.body, as: UTF8.self).contains("\"onBehalfOf\":\"\(person)\""))
    }
  }

  @Test(arguments: [
    ("Ole Dahl", "More than one person may be meant: Ole Dahl (p1@fjord.example) and Ole Dahl"),
    ("Pers", "Perhaps you mean Person 10 (p10@fjord.example), "),
    ("Dahl", "Perhaps you mean Ole Dahl"), ("Zoe", "Nobody in this account has this name"),
    ("", "Choose whom you act for."),
  ])
  func `nobody is guessed`(_ typed: String, _ said: String) async throws {
    try await Self.with { world, send in
      let page = try await send(typed)
      #expect(page.status == 422)
      #expect(page.text.contains(said))
      let field = page.tags("input").first { $0["id"] == "onBehalfOf" }
      #expect(field?["value"] == typed && field?["aria-invalid"] == "true")
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }
}
