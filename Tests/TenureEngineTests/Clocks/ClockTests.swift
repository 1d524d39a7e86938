import TenureDomain
import TenureStore
import TenureTesting
import Testing

@testable import TenureEngine

/// Accounts that live by clocks of their own.
@Suite struct ClockTests {
  @Test func `everything of such an account has its own time, and its receipts say so`()
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      world.clock.move(to: World.start.adding(days: 400))
      let clock = try await world.engine.clock(of: World.lab, by: World.program)
      #expect(clock.clock == "test" && clock.now == "2026-01-10T09:00:00Z")
      let timeline = try await world.engine.timeline(
        of: World.own, in: World.lab, by: World.program)
      #expect(timeline.body.at == "2026-01-10T09:00:00Z")
      #expect(timeline.body.state == "active")
      let quote = try await world.engine.quote(
        .cancel(), on: World.own, of: World.lab, by: World.program)
      #expect(quote.at == "2026-01-10T09:00:00Z")

      let answer = try await world.engine.carryOut(
        .cancel(quote: QuoteToken(quote.quote)), on: World.own, of: World.lab, by: World.program)
      let receipt = try answer.result().receipt
      #expect(receipt.clock == "test")
      #expect(receipt.received.at == "2026-01-10T09:00:00Z")
      // On the first day all of it comes back: 10 × 12.50 × 31 / 31.
      #expect(receipt.decision.plan?.refund?.amount.amount == "125.00")
      let kept = try await world.engine.receipt(
        try #require(ReceiptID(receipt.id)), by: World.program)
      #expect(kept.at == Timestamp("2026-01-10T09:00:00Z"))
      #expect(try await world.stored("own").due == nil)
      #expect(try await world.events(in: World.lab).allSatisfy { $0.at == kept.at })
    }
  }

  @Test func `receipts of other accounts say nothing of clocks`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let receipt = try await world.act(ActRequest.cancel()).result().receipt
      #expect(receipt.clock == nil)
      #expect(!String(decoding: try JSONText.bytes(receipt), as: UTF8.self).contains("clock"))
    }
  }

  @Test func `advancing carries out what is due, in order, each at its own instant`()
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("monthly")
      try await world.addOwn("ending", more: #", "renewsOnce": false"#)
      _ = try await world.engine.carryOut(
        ActRequest(Act(.turnOffRecurringBilling)), on: SubscriptionID(stored: "ending"),
        of: World.lab, by: World.program)
      let answer = try await world.advance(to: "2026-04-20T12:00:00Z")
      #expect(answer.finished && answer.now == "2026-04-20T12:00:00Z")
      #expect(answer.from == "2026-01-10T09:00:00Z")
      #expect(answer.count == answer.happened.count)
      let moments = answer.happened.map(\.at)
      #expect(moments == moments.sorted())
      let passed = answer.happened.filter { $0.type == EventType.passed }
      // Midnight in Oslo: an hour before UTC's in winter, two in summer.
      let renewals = passed.filter { $0.subscription == "monthly" }.map(\.at)
      #expect(
        renewals == ["2026-02-09T23:00:00Z", "2026-03-09T23:00:00Z", "2026-04-09T22:00:00Z"])
      // Expired at the end of the term, disabled 30 days later.
      let ends = passed.filter { $0.subscription == "ending" }.map(\.at)
      #expect(ends == ["2026-02-09T23:00:00Z", "2026-03-11T23:00:00Z"])

      #expect(
        try await world.stored("monthly").subscription.term?.start.description
          == "2026-04-10")
      #expect(try await world.stored("ending").subscription.state == .disabled)
      // The history has all of it, and who moved the clock.
      let events = try await world.events(in: World.lab)
      let shown = events.filter { $0.at > (Timestamp(answer.from) ?? $0.at) }
      #expect(
        shown.map { "\($0.at)" } == moments + ["2026-04-20T12:00:00Z"])
      #expect(shown.last?.type == EventType.clockAdvanced)
      #expect(world.clock.now() == World.start)
    }
  }

  @Test func `many small steps come to the same as one great leap`() async throws {
    try await World.with { world in
      let other = AccountID(stored: "lab2")
      for account in [World.lab, other] {
        try await world.addOwnClock(account)
        try await world.addOwn("a", in: account)
        try await world.addOwn(
          "b", in: account, start: "2025-12-31", end: "2026-12-31", interval: "year")
      }
      _ = try await world.advance(to: "2026-07-01T00:00:00Z")
      var clock = try #require(Timestamp("2026-01-10T09:00:00Z"))
      let end = try #require(Timestamp("2026-07-01T00:00:00Z"))
      while clock < end {
        clock = min(end, clock.adding(hours: 67))
        _ = try await world.advance(other, to: "\(clock)")
      }
      let (one, two) = (
        try await world.events(in: World.lab), try await world.events(in: other)
      )
      #expect(HappenedLine.lines(one) == HappenedLine.lines(two))
      #expect(one.count > 12)
      for id in ["a", "b"] {
        let (first, second) = (
          try await world.stored(id), try await world.stored(id, in: other)
        )
        #expect(first.subscription == second.subscription)
        #expect(first.mark == second.mark)
      }
    }
  }

  @Test func `who breaks off goes on where the clock stands`() async throws {
    try await World.with { world in
      let other = AccountID(stored: "lab2")
      for account in [World.lab, other] {
        try await world.addOwnClock(account)
        try await world.addOwn("own", in: account)
      }
      let end = try #require(Timestamp("2046-01-10T09:00:00Z"))
      _ = try await world.engine.advanceClock(of: other, to: end, by: World.program)
      var steps = 0
      var answer: AdvanceBody
      repeat {
        answer = try await world.engine.advanceClock(
          of: World.lab, to: end, by: World.program, transactions: 1)
        steps += 1
        // What is not done yet lies ahead of the clock.
        let clock = try await world.engine.clock(of: World.lab, by: World.program)
        #expect(clock.now == answer.now)
        #expect(clock.next.map { $0 > clock.now } == true)
      } while !answer.finished && steps < 100
      #expect(steps > 2 && answer.now == "\(end)")
      let (one, two) = (
        try await world.events(in: World.lab), try await world.events(in: other)
      )
      #expect(HappenedLine.lines(one) == HappenedLine.lines(two))
      // 20 years of months.
      #expect(one.count { $0.type == EventType.passed } == 240)
    }
  }
}
