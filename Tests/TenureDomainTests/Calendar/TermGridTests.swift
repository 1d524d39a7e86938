import TenureDomain
import Testing

struct TermGridTests {
  private func boundaries(
    _ anchor: String, _ interval: BillingInterval, _ numbers: ClosedRange<Int>
  ) throws -> [String] {
    let grid = TermGrid(anchor: try .read(anchor), interval: interval)
    return numbers.map { grid.boundary($0).description }
  }

  @Test func `yearly from 29 February tiles over common years`() throws {
    let grid = TermGrid(anchor: try .read("2024-02-29"), interval: .year)
    #expect(try grid.term(at: 0) == .read("2024-02-29", "2025-02-28"))
    #expect(try grid.term(at: 1) == .read("2025-02-28", "2026-02-28"))
    #expect(grid.term(at: 0).days == 365)
  }

  @Test func `yearly from 29 February is back on the 29th in the next leap year`() throws {
    #expect(
      try boundaries("2024-02-29", .year, 3...5) == ["2027-02-28", "2028-02-29", "2029-02-28"])
    #expect(try boundaries("2024-02-29", .threeYears, 0...4).last == "2036-02-29")
  }

  @Test func `D05: quarters from the 30th keep the 30th`() throws {
    // Every third month from 2021-04-30; asked on 05-31, 07-29, 07-30 and 08-15.
    let anchor = try CalendarDate.read("2021-04-30")
    let quarters = (0...2).map { anchor.adding(months: 3 * $0) }
    let asked = try ["2021-05-31", "2021-07-29", "2021-07-30", "2021-08-15"].map {
      let day = try CalendarDate.read($0)
      return quarters.last { $0 <= day }?.description
    }
    #expect(asked == ["2021-04-30", "2021-04-30", "2021-07-30", "2021-07-30"])
  }

  @Test func `D07: quarters from 31 December end with their months`() throws {
    let anchor = try CalendarDate.read("2022-12-31")
    let days = (1...4).map { anchor.adding(months: 3 * $0).description }
    #expect(days == ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"])
  }

  @Test func `monthly from the 31st clamps and comes back`() throws {
    #expect(
      try boundaries("2017-01-31", .month, 1...4)
        == ["2017-02-28", "2017-03-31", "2017-04-30", "2017-05-31"])
    #expect(
      try boundaries("2026-01-31", .month, 1...4)
        == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
  }

  @Test func `monthly renewals keep their local time across daylight saving`() throws {
    let zone = try ZoneRules.read("Europe/Oslo")
    let grid = TermGrid(anchor: try .read("2026-01-31"), interval: .month)
    let instants = (1...4).map {
      zone.timestamp(of: grid.boundary($0), secondOfDay: 10 * 3600 + 28 * 60).description
    }
    // 10:28 is 09:28Z in winter and 08:28Z from 29 March on.
    #expect(
      instants == [
        "2026-02-28T09:28:00Z", "2026-03-31T08:28:00Z", "2026-04-30T08:28:00Z",
        "2026-05-31T08:28:00Z",
      ])
  }

  @Test(arguments: BillingInterval.allCases)
  func `terms tile without gap or overlap from every anchor`(interval: BillingInterval) throws {
    let first = try CalendarDate.read("2023-01-01")
    var failures: [String] = []
    for offset in 0..<(5 * 365) {
      let grid = TermGrid(anchor: first.adding(days: offset), interval: interval)
      var term = grid.term(at: -8)
      for n in -7...8 {
        let next = grid.term(at: n)
        let isTiled =
          next.start == term.end && grid.index(containing: next.start) == n
          && grid.index(containing: next.start.adding(days: -1)) == n - 1
          && grid.isBoundary(next.start) && !grid.isBoundary(next.start.adding(days: 1))
        if !isTiled { failures.append("\(grid.anchor) \(n)") }
        term = next
      }
    }
    #expect(failures.isEmpty)
  }

  @Test(arguments: BillingInterval.allCases)
  func `every day lies in the term of its number`(interval: BillingInterval) throws {
    let first = try CalendarDate.read("2024-01-28")
    var failures: [String] = []
    for offset in 0..<34 {
      let grid = TermGrid(anchor: first.adding(days: offset), interval: interval)
      for distance in -800...1200 {
        let day = grid.anchor.adding(days: distance)
        let n = grid.index(containing: day)
        let term = grid.term(containing: day)
        let isRight =
          term == grid.term(at: n) && term.contains(day)
          && grid.firstBoundary(after: day) == term.end
        if !isRight { failures.append("\(grid.anchor) \(day)") }
      }
    }
    #expect(failures.isEmpty)
  }

  @Test func `a term holds its start and not its end`() throws {
    let term = try Term.read("2026-01-01", "2026-02-01")
    #expect(term.days == 31)
    #expect(try term.contains(.read("2026-01-01")) && term.contains(.read("2026-01-31")))
    #expect(try !term.contains(.read("2026-02-01")) && !term.contains(.read("2025-12-31")))
    #expect(Term(start: term.start, end: term.start) == nil)
    #expect(Term(start: term.end, end: term.start) == nil)
    #expect("\(term)" == "2026-01-01/2026-02-01")
  }

  @Test func `intervals are months with the names that documents use`() {
    #expect(BillingInterval.allCases.map(\.rawValue) == ["month", "year", "3-year"])
    #expect(BillingInterval.allCases.map(\.months) == [1, 12, 36])
  }
}
