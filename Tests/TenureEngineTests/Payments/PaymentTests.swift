import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Charges that are due, paid, declined, taken back and given up, through the real store.
@Suite struct PaymentTests {
  /// Ten licenses at 12.50 are owed when the term renews on 10 April.
  private func renewed(_ world: World) async throws -> PaymentRecord {
    try await world.addFjord()
    try await world.work(until: "2025-04-10T06:00:00Z")
    return try await world.payment()
  }

  @Test func `a renewal is to be paid from its due instant on`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      #expect(payment.amount.description == "125.00 EUR")
      #expect(payment.reason == .renewal)
      #expect(payment.state == .due)
      #expect(payment.at == Timestamp("2025-04-09T22:00:00Z"))
      #expect(payment.cycle.map { "\($0.start) \($0.end)" } == "2025-04-10 2025-05-10")
      let charge = try #require(payment.charge)
      let entry = try await world.engine.store.read { try $0.entry(charge, of: World.fjord) }
      #expect(entry?.entry == LedgerEntry(charge: payment.amount))
    }
  }

  @Test func `what is paid settles what is owed, once`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      let paid = try await world.report("paid", payment.id)
      #expect(paid.state == "paid")
      #expect(paid.nextAttempt == nil)
      #expect(try await world.balance(of: .receivable) == 0)
      #expect(try await world.balance(of: .cash) == -12_500)
      #expect(try await world.balance(of: .revenue) == 12_500)
      // R15: told twice, it has one effect and one event.
      let events = try await world.types()
      #expect(try await world.report("paid", payment.id) == paid)
      #expect(try await world.types() == events)
      #expect(try await world.balance(of: .cash) == -12_500)
    }
  }

  @Test func `DUE-01 MSG-05 S23: a failed charge leaves the ledger and puts in arrears`()
    async throws
  {
    try await World.with { world in
      let payment = try await renewed(world)
      let entries = try await world.ledger()
      let failed = try await world.report("failed", payment.id, at: "2025-04-10T05:00:00Z")
      #expect(failed.state == "failed")
      #expect(failed.attempts == 1)
      #expect(try await world.ledger() == entries)
      let record = try await world.stored()
      #expect(record.subscription.arrears?.since == Timestamp("2025-04-10T05:00:00Z"))
      #expect(record.subscription.state == .active)
      #expect(try await world.types().suffix(1) == [EventType.paymentFailed])
      let outbox = try await world.engine.store.read { try $0.outbox(PageRequest(limit: 100)) }
      #expect(outbox.contains { $0.kind == .paymentFailed })
      // S23: nobody is told that it was renewed.
      #expect(!outbox.contains { $0.kind == .renewed })

      try await world.report("paid", payment.id)
      #expect(try await world.stored().subscription.arrears == nil)
      #expect(try await world.stored().subscription.pastDue == false)
    }
  }

  /// Every three days for thirty days (PAY25): tries on days 3 to 27 after the first one.
  @Test func `S21 DUE-01: retries are counted, and it ends with the thirtieth day`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      let gateway = ToldGateway(.declined(isFinal: false))
      let engine = world.engine(with: gateway)
      var tries = 0
      for day in 0..<32 {
        world.clock.move(to: payment.at.adding(days: day).adding(hours: 6))
        // S21: what the customer tries in between does not count.
        if day == 1 { try await world.report("failed", payment.id) }
        tries += try await engine.collectPayments().declined
        let worker = Worker(engine: engine, name: "w")
        while try await worker.round().done > 0 {}
      }
      #expect(tries == 10)
      #expect(gateway.asked == (1...10).map { "\(payment.id)-\($0)" })
      let last = try await world.payments(.failed)
      #expect(last.map(\.attempts) == [10])
      #expect(last.map(\.nextAttempt) == [nil])
      let record = try await world.stored()
      #expect(record.subscription.ending?.cause == .nonPayment)
      #expect(record.subscription.ending?.date.description == "2025-05-10")
    }
  }

  @Test func `DUE-03: what the bank takes back is owed again, and ends it within a day`()
    async throws
  {
    try await World.with { world in
      let payment = try await renewed(world)
      try await world.report("paid", payment.id)
      world.clock.move(to: World.start.adding(days: 36))
      let taken = try await world.report("charged-back", payment.id)
      #expect(taken.state == "charged-back")
      #expect(try await world.balance(of: .cash) == 0)
      #expect(try await world.balance(of: .receivable) == -12_500)
      let reversal = try #require(await world.ledger().last)
      #expect(reversal.entry.kind == .reversal)
      #expect(reversal.reverses != nil)
      #expect(try await world.stored().subscription.arrears?.isChargedBack == true)
      try await world.work(until: "2025-04-21T22:30:00Z")
      let ended = try await world.stored().subscription
      #expect(ended.ending?.cause == .nonPayment)
      // Paid after all: settled, and what has ended stays ended (S11).
      try await world.report("paid", payment.id)
      #expect(try await world.balance(of: .receivable) == 0)
      #expect(try await world.stored().subscription.arrears == nil)
      #expect(try await world.stored().subscription.ending?.cause == .nonPayment)
    }
  }

  @Test func `DUE-03 REA-07: what the bank took back stays owed through a cancellation`()
    async throws
  {
    try await World.with { world in
      let payment = try await renewed(world)
      try await world.report("paid", payment.id)
      try await world.report("charged-back", payment.id)
      _ = try await world.act(ActRequest.cancel())
      #expect(try await world.payment().state == .chargedBack)
      #expect(try await world.stored().subscription.arrears?.isChargedBack == true)
      // It came back, and has its one day anew.
      world.clock.move(to: try #require(Timestamp("2025-04-15T09:00:00Z")))
      _ = try await world.act(ActRequest(Act(.reactivate)))
      let arrears = Arrears(since: world.clock.now(), isChargedBack: true)
      #expect(try await world.stored().subscription.arrears == arrears)
      #expect(try await world.payments(.chargedBack).map(\.failedAt) == [arrears.since])
      try await world.work(until: "2025-04-15T22:00:00Z")
      let ended = try await world.stored().subscription.ending
      #expect(ended?.cause == .nonPayment)
      #expect(ended?.date.description == "2025-04-16")
    }
  }

  @Test func `S19 CON-R8: cancelled while past due, nothing is charged any more`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      try await world.report("failed", payment.id)
      #expect(try await world.payment().nextAttempt != nil)
      let answer = try await world.act(ActRequest.cancel())
      #expect(answer.status == 200)
      let voided = try await world.payment()
      #expect(voided.state == .voided)
      #expect(voided.nextAttempt == nil)
      // What is owed and what comes back cancel each other out.
      for account in [LedgerAccount.receivable, .credit, .payable, .revenue, .cash] {
        #expect(try await world.balance(of: account) == 0, "\(account)")
      }
      let gateway = ToldGateway(.paid)
      world.clock.move(to: World.start.adding(days: 60))
      let round = try await world.engine(with: gateway).collectPayments()
      #expect(round == CollectedPayments())
      #expect(gateway.asked.isEmpty)
    }
  }

  @Test func `S11: an old payment that comes after the cancellation changes itself alone`()
    async throws
  {
    try await World.with { world in
      let payment = try await renewed(world)
      try await world.report("failed", payment.id)
      _ = try await world.act(ActRequest.cancel())
      let before = try await world.stored().subscription
      let paid = try await world.report("paid", payment.id)
      #expect(paid.state == "paid")
      let after = try await world.stored().subscription
      #expect(after.state == before.state)
      #expect(after.ending == before.ending)
      #expect(try await world.balance(of: .receivable) == 0)
      // What was promised back for days that are paid now is owed.
      let refund = try #require(before.refunded)
      let owed = try await world.balance(of: .credit) + world.balance(of: .payable)
      #expect(owed == refund.minorUnits)
    }
  }

  @Test func `an act's charge is collected as well`() async throws {
    try await World.with { world in
      try await world.addFjord()
      var act = Act(.addLicenses)
      act.licenses = 12
      let answer = try await world.act(ActRequest(act))
      let payment = try await world.payment()
      #expect(payment.reason == .licenses)
      #expect(payment.receipt?.text == (try answer.result().receipt.id))
      #expect(payment.cycle == nil)
      // 2 × 12.50 for 26 of the 31 days.
      #expect(payment.amount.description == "20.97 EUR")
    }
  }

  @Test func `R11: a crash between question and answer charges nothing twice`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      let gateway = ToldGateway(.paid)
      gateway.tell(.paid, fails: true)
      let engine = world.engine(with: gateway)
      #expect(try await engine.collectPayments().failed == 1)
      #expect(try await world.payment().attempts == 1)
      // Nobody asks while the answer may still come.
      #expect(try await engine.collectPayments() == CollectedPayments())
      gateway.tell(.paid)
      world.clock.move(to: payment.at.adding(hours: 24))
      #expect(try await engine.collectPayments().paid == 1)
      #expect(gateway.asked == ["\(payment.id)-1", "\(payment.id)-1"])
      #expect(try await world.payment().state == .paid)
      #expect(try await world.balance(of: .receivable) == 0)
    }
  }

  @Test func `the manual gateway waits for a report`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      #expect(try await world.engine.collectPayments().pending == 1)
      #expect(try await world.engine.collectPayments() == CollectedPayments())
      let asked = try await world.payment()
      #expect(asked.state == .due)
      #expect(asked.nextAttempt == nil)
      try await world.report("failed", payment.id)
      #expect(try await world.payment().attempts == 1)
      #expect(try await world.payment().nextAttempt != nil)
    }
  }

  @Test func `a final decline is not tried again`() async throws {
    try await World.with { world in
      _ = try await renewed(world)
      let gateway = ToldGateway(.declined(isFinal: true))
      #expect(try await world.engine(with: gateway).collectPayments().declined == 1)
      #expect(try await world.payment().nextAttempt == nil)
      #expect(try await world.stored().subscription.arrears != nil)
    }
  }

  @Test func `a report that cannot be is refused and changes nothing`() async throws {
    try await World.with { world in
      let payment = try await renewed(world)
      for (body, field) in [
        (#"{"outcome": "charged-back"}"#, "outcome"), (#"{"outcome": "gone"}"#, "outcome"),
        (#"{"outcome": "paid", "at": "2025-04-01T00:00:00Z"}"#, "at"),
        (#"{"outcome": "paid", "at": "2026-04-01T00:00:00Z"}"#, "at"),
        (#"{"outcome": "paid", "at": "yesterday"}"#, "at"),
      ] {
        let error = await #expect(throws: EngineError.self) {
          try await world.engine.reportPayment(
            payment.id, of: World.fjord, world.json(body), by: World.program)
        }
        guard case .invalid(let faults) = error else {
          Issue.record("\(body): \(String(describing: error))")
          continue
        }
        #expect(faults.map(\.field) == [field], "\(body)")
      }
      #expect(try await world.payment() == payment)
    }
  }
}
