import TenureDomain
import Testing

/// Changes are applied in order, and each leaves the rest alone.
struct ChangeTests {
  private let day = CalendarDate("2025-03-18")
  private let now = Timestamp("2025-03-18T09:00:00Z")

  private func subject(purchased: Int) -> Subject {
    Subject(
      account: Account(kind: .business), actor: Actor(),
      subscription: Subscription(
        licenses: Licenses(purchased: purchased, assigned: 4), recurringBilling: true))
  }

  @Test func `an ending is forgotten when the subscription becomes active again`() throws {
    let ending = Ending(cause: .cancelled, at: try #require(now), date: try #require(day))
    let ended = subject(purchased: 10).applying([
      .end(ending, .disabled), .recurringBilling(false),
    ])
    #expect(ended.subscription.state == .disabled)
    #expect(ended.subscription.ending == ending)
    let back = ended.applying([.state(.active)])
    #expect(back.subscription.ending == nil)
    // Reactivating does not turn recurring billing on (REA-08).
    #expect(back.subscription.recurringBilling == false)
  }

  @Test func `fewer licenses forget the latest additions first`() throws {
    let at = try #require(now)
    var subject = subject(purchased: 10).applying([
      .licenses(13), .addition(LicenseAddition(count: 3, at: at)),
      .licenses(18), .addition(LicenseAddition(count: 5, at: at)),
    ])
    // 18 to 16: two of the later five go.
    subject.apply(.licenses(16))
    #expect(subject.subscription.additions.map(\.count) == [3, 3])
    // 16 to 6: all six additions go, and four of the first ten.
    subject.apply(.licenses(6))
    #expect(subject.subscription.additions.isEmpty)
  }

  @Test func `a renewal begins a term without additions`() throws {
    let at = try #require(now)
    let start = try #require(day)
    let term = try #require(Term(start: start, end: start.adding(months: 1)))
    var subject = subject(purchased: 10)
    subject.apply(.addition(LicenseAddition(count: 3, at: at)))
    subject.apply(.term(term, renewed: true))
    #expect(subject.subscription.additions.isEmpty && subject.subscription.renewed)
  }

  @Test func `a reversal swaps the sides of an entry and keeps its amount`() throws {
    let amount = try Money("12.50", try #require(Currency("USD")))
    let entry = LedgerEntry(
      kind: .refund,
      postings: [Posting(source: .revenue, destination: .payable, amount: amount)])
    #expect(entry.reversal.kind == .reversal)
    #expect(
      entry.reversal.postings
        == [Posting(source: .payable, destination: .revenue, amount: amount)])
  }
}
