import HTTPTypes
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// What the operator sees first.
@Suite struct OverviewPageTests {
  private let overview = Place.overview.path

  /// Lives through some days, counting each, and cancels on the last.
  private func live(_ world: PortalWorld) async throws {
    for _ in 0..<3 {
      _ = try await world.engine.rollUp()
      world.clock.move(to: world.clock.now().adding(days: 1))
    }
    _ = try await world.engine.carryOut(
      ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.premium,
      of: PortalWorld.fjord, by: .person(try await world.person("kari")))
    _ = try await world.engine.rollUp()
  }

  @Test func `it tells the numbers of today and draws how they came about`() async throws {
    try await PortalWorld.with { world in
      try await live(world)
      let page = try await world.getAsOperator(overview)
      #expect(page.status == 200)
      let labels = page.tags("svg").compactMap { $0["aria-label"] }
      #expect(labels.count == 5)
      #expect(labels.contains { $0.contains("Active falls from 2 to 1") })
      #expect(labels.contains { $0.contains("Not used: 1 in all") })
      #expect(labels.contains { $0.contains("microsoft-365-business@2024-09-10: 1 in all") })
      #expect(labels.contains { $0.contains("EUR: ") })
      #expect(page.text.contains("Cancelled today\n1\n"))
      #expect(page.text.contains("Nothing waits for you."))
      #expect(page.tags("path").contains { $0["class"] == "area series-1" })
      #expect(page.tags("path").contains { $0["class"] == "bar series-1" })
    }
  }

  @Test func `it counts nothing when it is asked for`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.engine.rollUp()
      let browser = try await world.operatorBrowser()
      let before = try await browser.get(overview).text
      #expect(before.contains("Active subscriptions\n2\n"))
      try await world.addPremium("another")
      #expect(try await browser.get(overview).text == before)
    }
  }

  @Test func `before anything was counted it says so`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator(overview)
      #expect(page.status == 200)
      #expect(page.text.contains("Today has not been counted yet."))
      #expect(page.text.contains("Nothing has been counted yet."))
    }
  }

  @Test func `what waits for the operator stands first`() async throws {
    try await PortalWorld.with { world in
      let now = world.clock.now()
      try await world.store.write { tx in
        _ = try tx.apply(.deletions, because: "900 deletions are due", at: now)
        try tx.fail(
          FailedWork(
            place: WorkPlace(account: PortalWorld.fjord, subscription: PortalWorld.premium),
            attempts: 5, problem: "no edition", retry: nil, setAside: now))
      }
      let page = try await world.getAsOperator(overview)
      #expect(page.text.contains("so nothing is deleted."))
      #expect(page.text.contains("1 thing was set aside"))
      #expect(page.links.contains(Place.health.path))
    }
  }

  /// Counts 90 days of a server with more than ten million subscriptions, on which everything
  /// happened that a chart tells apart.
  private func fill(_ world: PortalWorld) async throws {
    let today = ZoneRules.utc.localDate(of: world.clock.now())
    @Sendable func rows(_ day: CalendarDate) -> [RollupRecord] {
      let number = Int64(1_000_000 + day.dayNumber * 7_919 % 500_000)
      return SubscriptionState.words.flatMap { state in
        ["microsoft-365-business", "microsoft-365-consumer", "partner"].map {
          RollupRecord(.subscriptions, on: day, state, $0, value: number)
        }
      }
        + LeavingReason.words.enumerated().map { index, reason in
          RollupRecord(
            .cancellations, on: day, reason, "microsoft-365-business@202\(index)-01-01",
            value: number / 1_000)
        }
        + ["EUR", "NOK", "USD"].map {
          RollupRecord(.refunds, on: day, $0, value: number)
        }
    }
    let ahead = (0..<90).flatMap { index in
      MilestoneKind.words.map {
        RollupRecord(.deadlines, on: today.adding(days: index), $0, value: 1_234)
      }
    }
    let now = world.clock.now()
    try await world.store.write { tx in
      for index in 0..<90 {
        let day = today.adding(days: -index)
        _ = try tx.keep(
          RollupDay(day: day, taken: now, isFinal: false), rows(day),
          deadlines: index == 0 ? ahead : nil)
      }
    }
  }

  @Test(arguments: ["en", "nb", "da", "lv"])
  func `with all that it loads it stays below 50 kB`(language: String) async throws {
    try await PortalWorld.with { world in
      try await fill(world)
      let page = try await world.operatorBrowser(language: language).get(overview)
      #expect(page.status == 200)
      let files = [world.portal.assets.style, world.portal.assets.icon].compactMap { place in
        if case .asset(let name) = place { world.portal.assets[name]?.bytes.count } else { nil }
      }
      #expect(files.count == 2)
      #expect(page.html.utf8.count + files.reduce(0, +) <= 50_000)
      #expect(!page.html.contains("[["))
    }
  }

  @Test(arguments: OverviewFile.allCases)
  func `each chart has its numbers as a file`(file: OverviewFile) async throws {
    try await PortalWorld.with { world in
      try await live(world)
      let answer = try await world.getAsOperator(Place.chart(file.fileName).path)
      #expect(answer.status == 200)
      #expect(answer.fields[.contentType]?.hasPrefix("text/csv") == true)
      #expect(answer.fields[.contentDisposition]?.contains(file.fileName) == true)
      let rows = answer.html.split(separator: "\r\n", omittingEmptySubsequences: true)
      let columns = rows[0].split(separator: ",", omittingEmptySubsequences: false).count
      #expect(columns > 1)
      #expect(
        rows.allSatisfy {
          $0.split(separator: ",", omittingEmptySubsequences: false).count == columns
        })
      switch file {
      case .subscriptions:
        #expect(rows[0] == "day,active,disabled")
        #expect(rows.last == "2025-03-18,1,1")
        #expect(rows[1] == "2024-12-19,,")
      case .cancellationsByReason: #expect(rows.last == "2025-03-18,1")
      case .cancellationsByEdition: #expect(rows[0] == "day,microsoft-365-business@2024-09-10")
      case .refunds: #expect(rows[0] == "day,EUR")
      case .deadlines: #expect(rows[0].hasPrefix("week,"))
      }
    }
  }

  @Test func `nobody else sees it`() async throws {
    try await PortalWorld.with { world in
      for person in [PortalWorld.Person.kari, .lars, .sam] {
        let page = try await world.get(overview, as: person)
        #expect(page.status == 403)
        let file = try await world.get(
          Place.chart(OverviewFile.refunds.fileName).path, as: person)
        #expect(file.status == 403)
      }
      let unknown = try await world.getAsOperator(Place.chart("other.csv").path)
      #expect(unknown.status == 404)
    }
  }
}
