import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// The page of an organisation's domains (DOM-01 to DOM-03).
@Suite struct DomainsPageTests {
  private let path = Place.domains(PortalWorld.fjord).path

  private func domains(_ world: PortalWorld) async throws -> [String]? {
    try await world.engine.account(PortalWorld.fjord, by: .console).body.domains
  }

  @Test func `an empty page says what would be there`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .kari)
      #expect(page.status == 200)
      #expect(page.text.contains("No domain here yet"))
      #expect(page.links.contains(Place.people(PortalWorld.fjord).path))
    }
  }

  @Test func `a domain is added once, however often the form is sent`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(path).filled(["do": "add", "domain": "Mail.Example"])
      let answer = try await browser.send(form, to: path)
      #expect(answer.status == 303 && answer.location == "\(path)?done=added")
      let again = try await browser.send(form, to: path)
      #expect(again.status == 303)
      #expect(try await domains(world) == ["mail.example"])
      let told = try await world.engine.latestEvents(
        of: PortalWorld.fjord, before: nil, limit: 50, by: .console)
      #expect(told.items.filter { $0.type == EventType.domainAdded }.count == 1)
      let page = try await browser.get("\(path)?done=added")
      #expect(page.text.contains("The domain was added."))
      // What the address says of itself is not repeated.
      #expect(try await browser.get("\(path)?done=<b>x").text.contains("<b>x") == false)
    }
  }

  @Test func `many domains are read a page at a time, and come once each`() async throws {
    try await PortalWorld.with { world in
      let names = (10..<55).map { "d\($0).example" }
      for name in names {
        _ = try await world.engine.addDomain(name, to: PortalWorld.fjord, by: .console)
      }
      let browser = try await world.browser(.kari)
      var told: [[String]] = []
      var next: String? = path
      while let place = next {
        let page = try await browser.get(place)
        // The form that adds one has such a field, too.
        let fields = page.tags("input").filter { $0["name"] == "domain" && $0["id"] == nil }
        told.append(fields.compactMap { $0["value"] })
        next = page.tags("a").first { $0["rel"] == "next" }?["href"]
      }
      #expect(told.map(\.count) == [20, 20, 5])
      #expect(told.flatMap(\.self) == names)
    }
  }

  @Test func `what is no domain is said at the field, and kept`() async throws {
    try await PortalWorld.with { world in
      for (typed, said) in [
        ("no domain", "This is not the name of a domain."), ("", "Write the name of the domain."),
      ] {
        let page = try await world.post(path, ["do": "add", "domain": typed], as: .kari)
        #expect(page.status == 422)
        #expect(page.text.contains(said))
        let field = page.tags("input").first { $0["id"] == "domain" }
        #expect(field?["value"] == typed && field?["aria-invalid"] == "true")
        #expect(page.links.contains("#domain"))
      }
      #expect(try await domains(world) == [])
    }
  }

  @Test func `DOM-03: a domain with addresses in it stays, and the page says whose`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.engine.addDomain("fjord.example", to: PortalWorld.fjord, by: .console)
      let browser = try await world.browser(.kari)
      let page = try await browser.get(path)
      #expect(page.text.contains("Kari Nordmann, kari@fjord.example"))
      #expect(page.text.contains("1 person has an address in fjord.example."))
      #expect(page.html.contains("value=\"remove\"") == false)
      let refused = try await browser.post(path, ["do": "remove", "domain": "fjord.example"])
      #expect(refused.status == 422)
      #expect(refused.text.contains("People still have their address in fjord.example."))
      _ = try await world.engine.addDomain("free.example", to: PortalWorld.fjord, by: .console)
      let removed = try await browser.post(path, ["do": "remove", "domain": "free.example"])
      #expect(removed.location == "\(path)?done=removed")
      #expect(try await domains(world) == ["fjord.example"])
    }
  }

  @Test func `who may not change domains is told who may`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .sam)
      #expect(page.text.contains("Support can remove one from the page of a subscription."))
      #expect(page.forms.isEmpty)
    }
  }
}
