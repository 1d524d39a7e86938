import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// The calendar cases on which other systems stumbled (C2 of the peers' cases), by their ids, each
/// through the engine with time that passes.
///
/// D05 and D07 are quarters, which nothing here is sold in; the calendar's own tests hold their
/// arithmetic.
@Suite struct CalendarCasesTests {
  private static let pinned = #", "edition": "microsoft-365-business@2024-09-10""#

  @Test func `D01 and D03: years from 29 February tile, and come back to the 29th`() async throws {
    try await World.with { world in
      try await world.addOwnClock(at: "2024-02-29T09:00:00Z")
      try await world.addOwn(
        "own", start: "2024-02-29", end: "2025-02-28", interval: "year", more: Self.pinned)
      let passed = try await world.passed(to: "2029-03-01T09:00:00Z")
      #expect(
        passed.terms == [
          "2025-02-28..2026-02-28", "2026-02-28..2027-02-28", "2027-02-28..2028-02-29",
          "2028-02-29..2029-02-28", "2029-02-28..2030-02-28",
        ])
    }
  }

  @Test func `D09: a month from the 31st does not stop at a short one`() async throws {
    try await World.with { world in
      try await world.addOwnClock(at: "2017-01-31T09:00:00Z")
      try await world.addOwn("own", start: "2017-01-31", end: "2017-02-28", more: Self.pinned)
      let passed = try await world.passed(to: "2017-09-30T12:00:00Z")
      #expect(
        passed.charges == [
          "2017-02-28 125.00", "2017-03-31 125.00", "2017-04-30 125.00", "2017-05-31 125.00",
          "2017-06-30 125.00", "2017-07-31 125.00", "2017-08-31 125.00", "2017-09-30 125.00",
        ])
    }
  }

  @Test func `D11: days are those of the customer's zone, and no cycle is a piece of one`()
    async throws
  {
    try await World.with { world in
      // 28 February, 22:47:56 in New York.
      try await world.addOwnClock(at: "2023-03-01T03:47:56Z", timeZone: "America/New_York")
      try await world.addOwn("own", start: "2023-02-28", end: "2023-03-28", more: Self.pinned)
      let passed = try await world.passed(to: "2023-06-27T12:00:00Z")
      #expect(
        passed.charges == ["2023-03-28 125.00", "2023-04-28 125.00", "2023-05-28 125.00"])
      #expect(passed.terms.last == "2023-05-28..2023-06-28")
    }
  }

  @Test(arguments: [("2023-10-01", "2023-11-01"), ("2023-03-01", "2023-04-01")])
  func `D13: a month in which the clocks change has its 31 days`(start: String, end: String)
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock(at: "\(start)T10:00:00Z", timeZone: "Europe/Paris")
      try await world.addOwn("own", start: start, end: end, more: Self.pinned)
      // To the sixth, so that the days that are left are 26 of 31, whichever hour is missing.
      _ = try await world.advance(to: "\(start.dropLast(2))06T21:30:00Z")
      let answer = try await world.engine.carryOut(
        .cancel(), on: World.own, of: World.lab, by: World.program)
      // 10 × 12.50 × 26 / 31 = 104.838…
      #expect(try answer.result().receipt.decision.plan?.refund?.amount.amount == "104.84")
    }
  }

  @Test func `D15: a clock that moves hour by hour charges a day once, far from Greenwich`()
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock(at: "2025-02-07T20:00:00Z", timeZone: "Pacific/Noumea")
      try await world.addOwn("own", start: "2025-01-10", end: "2025-02-10", more: Self.pinned)
      var clock = try #require(Timestamp("2025-02-07T20:00:00Z"))
      for _ in 0..<72 {
        clock = clock.adding(hours: 1)
        _ = try await world.advance(to: "\(clock)")
      }
      let passed = try PassedTime(try await world.events(in: World.lab))
      #expect(passed.charges == ["2025-02-10 125.00"])
      // Midnight in Nouméa, eleven hours before Greenwich's.
      #expect(passed.chargedAt.map { "\($0)" } == ["2025-02-09T13:00:00Z"])
    }
  }

  /// Days are those of the account's zone (D2), so the instant follows the zone; the day and the
  /// one charge stay.
  @Test(arguments: ["2025-02-09T12:00:00Z", "2025-02-10T01:00:00Z"], ["month", "year"])
  func `D17: a zone that changes around a renewal charges once`(moment: String, term: String)
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock(at: "2025-01-10T09:00:00Z", timeZone: "UTC")
      let end = term == "month" ? "2025-02-10" : "2026-01-10"
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "own", "product": "business-premium", "started": "2025-01-10T09:00:00Z",
           "term": {"start": "2025-01-10", "end": "\#(end)", "interval": "\#(term)"},
           "price": {"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"},
           "licenses": {"purchased": 10, "assigned": 8}, "recurringBilling": true,
           "paymentMethod": "on-file"}
          """#), in: World.lab, by: World.program)
      _ = try await world.advance(to: moment)
      _ = try await world.engine.changeAccount(
        World.lab, world.json(#"{"timeZone": "America/Chicago"}"#), by: World.program)
      let passed = try await world.passed(to: "2025-02-20T12:00:00Z")
      #expect(passed.charges == ["2025-02-10 125.00"])
      let isBefore = moment < "2025-02-10"
      #expect(
        passed.chargedAt.map { "\($0)" }
          == [isBefore ? "2025-02-10T06:00:00Z" : "2025-02-10T00:00:00Z"])
    }
  }

  @Test func `D19: four months from 31 January, each at the same local time`() async throws {
    try await World.with { world in
      try await world.addOwnClock(at: "2026-01-31T09:00:00Z")
      try await world.addOwn("own", start: "2026-01-31", end: "2026-02-28")
      let passed = try await world.passed(to: "2026-06-01T09:00:00Z")
      #expect(
        passed.terms.map { $0.prefix(10) }
          == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
      // 00:00 in Oslo: an hour before UTC's in winter, two from 29 March on.
      #expect(
        passed.renewedAt.map { "\($0)" } == [
          "2026-02-27T23:00:00Z", "2026-03-30T22:00:00Z", "2026-04-29T22:00:00Z",
          "2026-05-30T22:00:00Z",
        ])
    }
  }

  @Test func `D21: what ends on a billing day is billed to its end, once, and credits nothing`()
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock(at: "2025-01-10T09:00:00Z")
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "own", "product": "business-premium", "started": "2025-01-10T09:00:00Z",
           "term": {"start": "2025-01-10", "end": "2026-01-10", "interval": "year"},
           "price": {"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"},
           "licenses": {"purchased": 10, "assigned": 8}, "recurringBilling": false,
           "paymentMethod": "on-file"}
          """#), in: World.lab, by: World.program)
      let passed = try await world.passed(to: "2026-02-15T09:00:00Z")
      // The first month was paid with the purchase; eleven follow, none on the day of the end.
      #expect(passed.charges.count == 11)
      #expect(passed.charges.last == "2025-12-10 125.00")
      #expect(Set(passed.charges).count == 11)
      let entries = try await world.entries()
      #expect(entries.filter { $0.entry.kind == .refund || $0.entry.kind == .reversal }.isEmpty)
      #expect(try await world.stored("own").subscription.state == .disabled)
    }
  }

  /// Cycles here begin on the anchor's day (D4), so what is left of a month after a trial is no
  /// cycle of its own; what the case asks for besides holds: one charge, and none of nothing.
  @Test func `D23: a trial that turns into a paid term is charged once, and never zero`()
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock(at: "2025-06-15T09:00:00Z")
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "own", "product": "business-premium", "kind": "trial",
           "started": "2025-06-15T09:00:00Z", "term": {"start": "2025-06-15", "end": "2025-07-15"},
           "price": {"amount": "149.00", "currency": "EUR", "per": "license", "every": "month"},
           "licenses": {"purchased": 1, "assigned": 1}, "recurringBilling": true,
           "paymentMethod": "on-file", "edition": "microsoft-365-business@2024-09-10"}
          """#), in: World.lab, by: World.program)
      let passed = try await world.passed(to: "2025-08-14T09:00:00Z")
      #expect(passed.charges == ["2025-07-15 149.00"])
      #expect(passed.terms == ["2025-07-15..2025-08-15"])
      #expect(try await world.entries().map(\.entry.kind) == [.charge])
    }
  }
}
