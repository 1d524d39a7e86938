import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// The page of what was charged and what comes back.
@Suite struct MoneyPageTests {
  private let path = Place.money(PortalWorld.fjord).path

  @Test func `an empty page says what would be there and what is to be paid`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .kari)
      #expect(page.status == 200)
      #expect(page.text.contains("Nothing is to be paid now."))
      #expect(page.text.contains("Nothing charged yet"))
    }
  }

  @Test func `a renewal is to be paid, then paid, with exact sums`() async throws {
    try await PortalWorld.with { world in
      world.clock.move(to: PortalWorld.start.adding(days: 27))
      _ = try await Worker(engine: world.engine, name: "test").round()
      let page = try await world.get(path, as: .kari)
      #expect(page.text.contains("125.00 EUR"))
      #expect(page.text.contains("Renewal, 10 April 2025 until 10 May 2025"))
      #expect(page.text.contains("Not paid yet"))
      #expect(page.text.contains("This page does not take money."))
      let payment = try #require(
        try await world.engine.payments(
          PaymentFilter(account: PortalWorld.fjord), after: nil, limit: 9, by: .console
        ).items.first)
      _ = try await world.engine.reportPayment(
        PaymentID(stored: payment.id), of: PortalWorld.fjord,
        Array(#"{"outcome": "paid"}"#.utf8), by: .console)
      let paid = try await world.get(path, as: .kari)
      #expect(paid.text.contains("Nothing is to be paid now."))
      #expect(paid.text.contains("Not paid yet") == false)
    }
  }

  @Test func `what a cancellation brings back is said with where it goes`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.premium,
        of: PortalWorld.fjord, by: .person(try await world.person("kari")))
      let page = try await world.get(path, as: .kari)
      #expect(page.text.contains("Refund promised: it goes to the payment method"))
      #expect(page.text.contains("Comes back to the payment method"))
      #expect(page.links.contains { $0.contains("/receipts/") })
      let norwegian = try await world.browser(.kari, language: "nb").get(path)
      #expect(norwegian.text.contains("Refusjon lovet: går til betalingsmåten"))
    }
  }

  @Test func `sums are exact, with reversals taken off`() throws {
    let euro = try #require(Currency("EUR"))
    func total(
      _ kind: LedgerEntry.Kind, _ source: LedgerAccount, _ destination: LedgerAccount,
      _ units: Int64
    ) -> LedgerTotal {
      LedgerTotal(
        kind: kind, source: source, destination: destination,
        amount: Money(minorUnits: units, currency: euro))
    }
    let sums = LedgerSums([
      total(.charge, .receivable, .revenue, 9_007_199_254_740_993),
      total(.payment, .cash, .receivable, 5_000), total(.reversal, .receivable, .cash, 1_000),
      total(.refund, .revenue, .payable, 700), total(.refund, .revenue, .credit, 300),
      total(.void, .credit, .receivable, 100), total(.reversal, .payable, .revenue, 200),
    ])
    let lines = sums.lines(in: euro).map { "\($0.word) \($0.amount.minorUnits)" }
    #expect(
      lines == [
        "charged 9007199254740993", "paid 4000", "open 9007199254736893", "invoice 200",
        "method 500",
      ])
  }

  @Test func `every posting has words of its own`() {
    func word(_ kind: String, _ source: String, _ destination: String) -> String {
      let body =
        #"{"amount":{"amount":"1.00","currency":"EUR"},"destination":"\#(destination)","#
        + #""kind":"\#(kind)","source":"\#(source)"}"#
      guard let entry = try? JSONText.value(EntryBody.self, Array(body.utf8)) else { return "?" }
      return MoneyPage.word(for: entry)
    }
    #expect(word("charge", "customer:receivable", "revenue:subscriptions") == "charged")
    #expect(word("payment", "cash:received", "customer:receivable") == "paid")
    #expect(word("refund", "revenue:subscriptions", "customer:credit") == "refund-invoice")
    #expect(word("refund", "revenue:subscriptions", "customer:payable") == "refund-method")
    #expect(word("void", "revenue:subscriptions", "customer:receivable") == "given-up")
    #expect(word("void", "customer:credit", "customer:receivable") == "set-off")
    #expect(word("reversal", "customer:receivable", "cash:received") == "payment-reversed")
    #expect(word("reversal", "revenue:subscriptions", "customer:receivable") == "charge-reversed")
    #expect(word("reversal", "customer:payable", "revenue:subscriptions") == "refund-reversed")
  }
}

extension PortalWorld {
  func person(_ id: String, of account: AccountID = fjord) async throws -> PersonRecord {
    try #require(
      try await store.read { try $0.person(PersonID(stored: id), of: account) })
  }
}
