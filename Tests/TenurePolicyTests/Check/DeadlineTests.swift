import TenureDomain
import TenurePolicy
import Testing

@Suite struct `A legacy partner subscription` {
  @Test func `is never reactivable after it is deleted`() throws {
    let edition = try #require(ShippedEditions.edition("partner@2023-10-23"))
    let start = try #require(CalendarDate("2025-03-01"))
    let now = try #require(Timestamp("2025-03-15T12:00:00Z"))
    var subscription = Subscription(
      channel: .partner, started: .date(start), interval: .year, recurringBilling: true)
    subscription.product = ProductID("business-premium")
    subscription.term = TermGrid(anchor: start, interval: .year).term(at: 0)
    let subject = Subject(
      account: Account(
        kind: .business, agreement: .csp, program: .cspLegacy, country: Country("US")),
      actor: Actor(role: .partnerAdministrator), subscription: subscription)
    let decision = decide(Act(.cancel), on: subject, at: now, under: edition)
    #expect(decision.outcome == .permitted)
    let deleted = try #require(decision.timeline[.deleted])
    let last = try #require(decision.timeline[.reactivableUntil])
    #expect(last.at == deleted.at)
  }
}
