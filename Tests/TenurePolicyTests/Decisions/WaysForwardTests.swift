import Foundation
import TenureDomain
import TenurePolicy
import Testing

/// What comes first when a way forward is not possible yet.
struct WaysForwardTests {
  private let edition: Edition
  private let now: Timestamp

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let date = try #require(CalendarDate("2024-09-10"))
    edition = try #require(
      PolicyLibrary(folder: root).book.edition(
        EditionID(family: "microsoft-365-business", date: date)))
    now = try #require(Timestamp("2025-03-18T09:00:00Z"))
  }

  private func subject(purchased: Int, assigned: Int) throws -> Subject {
    let start = try #require(CalendarDate("2025-03-05"))
    return Subject(
      account: Account(kind: .business, agreement: .mosa, country: Country("US")),
      actor: Actor(role: .billingAdministrator),
      subscription: Subscription(
        product: ProductID("business-premium"), started: .date(start),
        term: Term(start: start, end: start.adding(months: 1)), interval: .month,
        licenses: Licenses(purchased: purchased, assigned: assigned), recurringBilling: true))
  }

  /// What deleting says must come before cancelling.
  private func stepsBeforeCancelling(_ subject: Subject) -> WayForward.Availability? {
    decide(Act(.delete), on: subject, at: now, under: edition).waysForward
      .first { $0.way == .act(.cancel) }?.availability
  }

  @Test func `with 26 bought and 20 in use, reducing comes first and nothing is unassigned`() throws
  {
    #expect(
      stepsBeforeCancelling(try subject(purchased: 26, assigned: 20))
        == .after([.act(.reduceLicenses)]))
  }

  @Test func `with 40 bought and 35 in use, unassigning and reducing come first`() throws {
    #expect(
      stepsBeforeCancelling(try subject(purchased: 40, assigned: 35))
        == .after([.step(.unassignLicenses), .act(.reduceLicenses)]))
  }

  @Test func `whom to ask comes first where no step helps`() throws {
    var subject = try subject(purchased: 10, assigned: 4)
    subject.actor.role = .user
    #expect(stepsBeforeCancelling(subject) == .after([.contact(.administrator)]))
  }

  @Test func `a wait is offered only where the subscription ends by itself`() throws {
    var subject = try subject(purchased: 10, assigned: 4)
    subject.account.agreement = .mca
    subject.actor.role = .billingAccountOwner
    func waits() -> Bool {
      decide(Act(.cancel), on: subject, at: now, under: edition).waysForward
        .contains { $0.way == .waitForExpiry }
    }
    // 13 days after the start, it is too late to cancel.
    #expect(!waits())
    subject.subscription.recurringBilling = false
    #expect(waits())
  }
}
