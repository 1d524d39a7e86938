import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting
import Testing

@testable import TenurePortal

/// The history of an account, and what its people were written.
@Suite struct HistoryPageTests {
  private let history = Place.history(PortalWorld.fjord).path
  private let messages = Place.messages(PortalWorld.fjord).path

  private func cancel(_ world: PortalWorld) async throws {
    _ = try await world.engine.carryOut(
      ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.premium,
      of: PortalWorld.fjord, by: .person(try await world.person("kari")))
  }

  @Test func `it says who did what, when, the newest first`() async throws {
    try await PortalWorld.with { world in
      world.clock.move(to: PortalWorld.start.adding(days: 1))
      try await cancel(world)
      let page = try await world.get(history, as: .kari)
      let text = page.text
      #expect(text.contains("Cancel: done"))
      #expect(text.contains("The subscription becomes disabled."))
      #expect(text.contains("Kari Nordmann"))
      #expect(text.contains("16 March 2025, 10:00"))
      let act = try #require(text.firstRange(of: "Cancel: done"))
      let begun = try #require(text.firstRange(of: "The account was opened"))
      #expect(act.lowerBound < begun.lowerBound)
      #expect(page.links.contains { $0.contains("/receipts/") })
      let latvian = try await world.browser(.kari, language: "lv").get(history)
      #expect(latvian.text.contains("Atcelt: izdarīts"))
      #expect(latvian.text.contains("Konts tika atvērts"))
      // Changes are told in the reader's language, not in the account's.
      #expect(latvian.text.contains("The subscription becomes") == false)
    }
  }

  @Test func `pages go back to the beginning, and nothing is told twice`() async throws {
    try await PortalWorld.with { world in
      for number in 1...45 {
        _ = try await world.engine.addDomain(
          "d\(number).example", to: PortalWorld.fjord, by: .console)
      }
      let browser = try await world.browser(.kari)
      var path: String? = history
      var told: [String] = []
      var pages = 0
      while let present = path {
        let page = try await browser.get(present)
        told += page.text.split(separator: "\n").map(String.init)
          .filter { $0.hasPrefix("Domain added: ") }
        path = page.tags("a").first { $0["rel"] == "next" }?["href"]
        pages += 1
      }
      #expect(pages == 3)
      #expect(told == (1...45).reversed().map { "Domain added: d\($0).example" })
    }
  }

  @Test func `one subscription's own history has the way back to all`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("second")
      let own = "\(history)?subscription=second"
      let page = try await world.get(own, as: .kari)
      let links = page.links.filter { $0.contains("/subscriptions/") }
      #expect(!links.isEmpty && links.allSatisfy { $0.hasSuffix("/second") })
      #expect(page.text.contains("The account was opened") == false)
      #expect(page.links.contains(history))
      let none = try await world.get("\(history)?subscription=none", as: .kari)
      #expect(none.status == 404)
    }
  }

  @Test func `every type of event has words in every language`() throws {
    let shelf = try PortalWorld.shelf.get()
    for catalog in shelf.messages {
      for type in HistoryWords.plain {
        let key = "portal.history.\(String(type.map { $0 == "." ? "-" : $0 }))"
        #expect(catalog.texts[key] != nil, "\(catalog.language): \(key)")
      }
      for step in [
        "created", "claimed", "completed", "failed", "lapsed", "withdrawn", "escalated",
      ] {
        #expect(catalog.texts["portal.history.step-\(step)"] != nil)
      }
      for kind in TaskKind.allCases {
        #expect(catalog.texts["portal.history.kind-\(kind.rawValue)"] != nil)
      }
    }
  }

  @Test func `messages are told word for word, to whom and when`() async throws {
    try await PortalWorld.with { world in
      let empty = try await world.get(messages, as: .kari)
      #expect(empty.text.contains("No message yet"))
      try await cancel(world)
      let written = try await world.engine.latestMessages(
        of: PortalWorld.fjord, before: nil, limit: 9, by: .console)
      let message = try #require(written.items.first)
      let page = try await world.get(messages, as: .kari)
      #expect(page.text.contains(message.title))
      #expect(
        page.text.contains(
          "To everybody with the role global administrator and billing administrator."))
    }
  }

  @Test func `who has no role that looks after the account is told so`() async throws {
    try await PortalWorld.with { world in
      for path in [history, messages] {
        let page = try await world.get(path, as: .nils)
        #expect(page.status == 403)
      }
    }
  }
}
