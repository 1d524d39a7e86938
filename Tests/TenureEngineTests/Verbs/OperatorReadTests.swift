import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// What operators and support agents read over all accounts.
@Suite struct OperatorReadTests {
  @Test func `events of all accounts come newest first, page by page`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.createAccount(
        world.json(
          #"""
          {"id": "ahead", "name": "Ahead", "kind": "business",
           "family": "microsoft-365-business", "agreement": "mosa",
           "clock": "2027-01-01T00:00:00Z"}
          """#), by: World.program)
      world.clock.move(to: World.start.adding(hours: 1))
      _ = try await world.act(.cancel(feedback: "mine alone"))
      var seen: [RecentEventBody] = []
      var place: String?
      repeat {
        let page = try await world.engine.recentEvents(after: place, limit: 1, by: .console)
        seen += page.items
        place = page.next
      } while place != nil
      let all = try await world.events(of: nil).map(\.sequence)
      #expect(seen.filter { $0.account == "fjord" }.map(\.sequence) == all.reversed())
      #expect(seen.first?.type == "act.carried-out")
      // What an account lives through ahead of time is not among them.
      #expect(!seen.contains { $0.at > "2025-03-16" })
      #expect(!"\(seen)".contains("mine alone"))
    }
  }

  @Test func `what is due comes the earliest first`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("basic")
      _ = try await world.act(.cancel())
      let first = try await world.engine.upcoming(limit: 1, by: .console)
      let rest = try await world.engine.upcoming(after: first.next, limit: 9, by: .console)
      let all = first.items + rest.items
      #expect(Set(all.map(\.subscription)) == ["premium", "basic"])
      #expect(all.map(\.due) == all.map(\.due).sorted())
      #expect(all.allSatisfy { !$0.isLate })
      world.clock.move(to: World.start.adding(days: 300))
      let late = try await world.engine.upcoming(limit: 9, by: .console)
      #expect(late.items.count == 2 && late.items.allSatisfy { $0.isLate })
      let health = try await world.engine.health(by: .console)
      #expect(health.nextDue == late.items.first?.due && health.lateSeconds > 86_400)
      #expect(health.brakes.count == Brake.allCases.count && health.rolledUp == nil)
    }
  }

  @Test func `a support agent finds an account by what people remember`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.engine.addPerson(
        world.json(#"{"id": "oyvind", "name": "Øyvind Ås", "roles": ["user"]}"#),
        to: World.fjord, by: World.program)
      func found(_ text: String) async throws -> [String] {
        try await world.engine.searchAccounts(text: text, by: World.program).map(\.id)
      }
      for text in [
        "FJORD a", "fjo", "Fjord", "kari n", "KARI@fjord", "øyvind", "ØYV", "prem", " Premium",
      ] {
        #expect(try await found(text) == ["fjord"], "\(text)")
      }
      for text in ["nordmann", "zzz", "", "  ", "fjord as b"] {
        #expect(try await found(text).isEmpty, "\(text)")
      }
      _ = try await world.engine.erasePerson(
        PersonID(stored: "oyvind"), of: World.fjord, by: World.program)
      #expect(try await found("øyv").isEmpty)
    }
  }
}
