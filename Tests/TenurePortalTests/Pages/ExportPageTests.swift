import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// Asking for an export, seeing how far it is, and fetching it (DATA-04).
@Suite struct ExportPageTests {
  private let path = Place.export(PortalWorld.fjord, PortalWorld.premium).path

  private func exports(_ world: PortalWorld) async throws -> [ExportBody] {
    try await world.engine.exports(
      of: PortalWorld.premium, in: PortalWorld.fjord, after: nil, limit: 9, by: .console
    ).items
  }

  private func json(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `one is asked for once, is seen to go on, and is fetched`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let first = try await browser.get(path)
      #expect(first.text.contains("No export yet"))
      let form = first.filled([:])
      #expect(try await browser.send(form, to: path).location == "\(path)?done=asked")
      #expect(try await browser.send(form, to: path).status == 303)
      let export = try #require(try await exports(world).first)
      #expect(try await exports(world).count == 1)
      let id = TaskID(stored: export.id)
      _ = try await world.engine.claimTask(id, json(#"{"seconds": 600}"#), by: .console)
      _ = try await world.engine.reportTask(
        id, json(#"{"attempt": 1, "percent": 42}"#), by: .console)
      let running = try await browser.get(path)
      #expect(running.tags("progress").first?["value"] == "42")
      #expect(running.text.contains("You can leave this page: the work goes on."))
      #expect(running.forms.isEmpty && running.html.contains("http-equiv") == false)
      // A form that is sent again later does not ask for another.
      _ = try await world.engine.completeTask(
        id, json(#"{"attempt": 1, "link": "https://files.example/1.zip"}"#), by: .console)
      _ = try await browser.send(form, to: path)
      #expect(try await exports(world).count == 1)
      try await fetch(browser, id, world)
    }
  }

  private func fetch(_ browser: Browser, _ id: TaskID, _ world: PortalWorld) async throws {
    let done = try await browser.get(path)
    #expect(done.text.contains("Ready to fetch until 22 March 2025, 10:00."))
    let page = try await browser.post(path, ["do": "link", "export": id.text])
    let base = "https://tenure.example/v1/exports/"
    let link = try #require(page.links.first { $0.hasPrefix(base) })
    #expect(try await browser.get(path).html.contains(link) == false)
    let secret = String(link.dropFirst(base.count))
    #expect(try await world.engine.fetchExport(secret) == "https://files.example/1.zip")
    #expect(try await browser.get(path).text.contains("First fetched 15 March 2025, 10:00."))
    world.clock.move(to: PortalWorld.start.adding(days: 7))
    let late = try await world.browser(.kari)
    #expect(try await late.get(path).text.contains("Could be fetched until"))
    let gone = try await late.post(path, ["do": "link", "export": id.text])
    #expect(gone.status == 410 && gone.text.contains("It can no longer be fetched."))
  }

  @Test func `a refusal says why, and what can be done`() async throws {
    try await PortalWorld.with { world in
      let kari = Caller.person(try await world.person("kari"))
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.premium,
        of: PortalWorld.fjord, by: kari)
      world.clock.move(to: PortalWorld.start.adding(days: 120))
      let page = try await world.post(path, ["do": "ask"], as: .kari)
      #expect(page.status == 409)
      #expect(page.text.contains("There is nothing to export now"))
      #expect(page.text.contains("The subscription is deleted, and nobody has access to it"))
      #expect(page.links.contains { $0.contains("/call-back") })
      #expect(try await exports(world).isEmpty)
    }
  }

  @Test func `support sees nothing of the data`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .sam)
      #expect(page.status == 200 && page.text.contains("Support sees none of it."))
      #expect(page.forms.isEmpty)
      let nils = try await world.get(path, as: .nils)
      #expect(nils.text.contains("Exporting data takes a role"))
    }
  }
}
