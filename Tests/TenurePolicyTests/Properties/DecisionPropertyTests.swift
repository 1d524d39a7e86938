import Foundation
import TenureDomain
import TenurePolicy
import TenureTesting
import Testing

/// What must hold of every decision, on random subjects under every shipped edition.
struct DecisionPropertyTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let zones = [
    "Europe/Oslo", "America/New_York", "Pacific/Auckland", "Asia/Kolkata",
  ]
  .compactMap { SystemZones().zone($0) }

  /// Calls a check with a few thousand decisions.
  private func forEachDecision(
    seed: UInt64, count: Int = 20_000, _ check: (Subject, Decision) throws -> Void
  ) throws {
    let library = try PolicyLibrary(folder: Self.root)
    var random = RandomSubject(seed: seed, products: library.products, zones: Self.zones)
    let editions = library.book.documents.map(\.edition)
    for index in 0..<count {
      let (subject, now) = random.next()
      let act = random.act(for: subject)
      let suitable = editions.filter { Self.suits($0, subject) || index % 10 == 0 }
      let edition = suitable[index % suitable.count]
      try check(subject, decide(act, on: subject, at: now, under: edition))
    }
  }

  private static func suits(_ edition: Edition, _ subject: Subject) -> Bool {
    switch edition.id.family {
    case "microsoft-365-consumer": subject.account.kind == .consumer
    case "partner": subject.account.agreement == .csp
    default: subject.account.kind == .business && subject.account.agreement != .csp
    }
  }

  @Test func `a complete subject always gets an answer, and a reason for each no`() throws {
    var counts: [Outcome: Int] = [:]
    try forEachDecision(seed: 1) { _, decision in
      counts[decision.outcome, default: 0] += 1
      #expect(decision.outcome != .undetermined)
      #expect(!decision.reasons.isEmpty)
      #expect((decision.plan == nil) == (decision.outcome != .permitted))
    }
    // Each of the four other outcomes was met often.
    #expect(counts.values.allSatisfy { $0 > 500 } && counts.count == 4)
  }

  @Test func `every reason holds, and every way offered as now is permitted`() throws {
    try forEachDecision(seed: 2) { subject, decision in
      for reason in decision.reasons where decision.outcome != .permitted {
        #expect(reason.rule.matches(decision.facts) == .yes)
      }
      for way in decision.waysForward where way.availability == .now {
        guard case .act(let kind) = way.way else { continue }
        let act = Act(
          kind, licenses: way.to, product: decision.act.product,
          users: decision.act.users ?? subject.subscription.licenses.assigned)
        let again = decide(act, on: subject, at: decision.at, under: decision.edition)
        #expect(again.outcome == .permitted)
      }
    }
  }

  @Test func `a refusal always leaves an act, a step, a wait or somebody to ask`() throws {
    try forEachDecision(seed: 3) { _, decision in
      guard decision.outcome == .refused else { return }
      let helps = decision.waysForward.contains { way in
        if case .contact = way.way { return true }
        if case .act = way.way { return way.availability == .now }
        return false
      }
      #expect(helps, "\(decision.reasons.map(\.rule.id))")
    }
  }

  @Test func `a refund never exceeds what the cycle cost, and has balanced entries`() throws {
    var refunds = 0
    try forEachDecision(seed: 4, count: 40_000) { subject, decision in
      guard let refund = decision.plan?.refund, let price = subject.subscription.price,
        let quantity = subject.chargedQuantity
      else { return }
      refunds += 1
      let paid = try price.amount.multiplied(by: quantity)
      #expect(refund.amount.minorUnits >= 0 && refund.amount.minorUnits <= paid.minorUnits)
      #expect(refund.amount.currency == paid.currency)
      for posting in decision.plan?.entries.flatMap(\.postings) ?? [] {
        #expect(posting.amount.minorUnits > 0 && posting.source != posting.destination)
      }
    }
    #expect(refunds > 200)
  }

  @Test func `a refund never grows as time passes within one charge cycle`() throws {
    try forEachDecision(seed: 5, count: 60_000) { subject, decision in
      guard decision.act.kind == .cancel, let refund = decision.plan?.refund,
        let cycle = refund.proration?.cycle
      else { return }
      let later = decision.at.adding(hours: 20)
      guard cycle.contains(subject.account.zone.localDate(of: later)) else { return }
      let again = decide(decision.act, on: subject, at: later, under: decision.edition)
      // A window may close meanwhile; a full refund within it is not a share of the cycle.
      if let next = again.plan?.refund, next.proration != nil {
        #expect(next.amount.minorUnits <= refund.amount.minorUnits)
      }
    }
  }

  @Test func `the dates of a timeline stand in order`() throws {
    try forEachDecision(seed: 6) { _, decision in
      let timeline = decision.timeline
      let chains: [[MilestoneKind]] = [
        [.expired, .disabled, .deleted, .dataDeletedBy], [.reactivableUntil, .deleted],
        [.dataMayBeDeletedFrom, .dataDeletedBy], [.frozen, .storageMayBeDeletedFrom],
        [.accessEnds, .deleted],
      ]
      for chain in chains {
        let dates = chain.compactMap { timeline[$0]?.date }
        #expect(dates == dates.sorted(), "\(chain) \(decision.edition.id)")
      }
    }
  }

  @Test func `deciding twice gives the same`() throws {
    try forEachDecision(seed: 7, count: 5_000) { subject, decision in
      let again = decide(
        decision.act, on: subject, at: decision.at, under: decision.edition)
      #expect(again.outcome == decision.outcome)
      #expect(again.timeline == decision.timeline)
      #expect(again.plan?.result == decision.plan?.result)
      #expect(again.waysForward == decision.waysForward)
    }
  }

  @Test func `what is carried out is not asked for again`() throws {
    let idempotent: Set<ActKind> = [
      .cancel, .turnOffRecurringBilling, .turnOnRecurringBilling, .delete, .removePaymentMethod,
    ]
    try forEachDecision(seed: 8) { _, decision in
      guard idempotent.contains(decision.act.kind), let result = decision.plan?.result else {
        return
      }
      let again = decide(decision.act, on: result, at: decision.at, under: decision.edition)
      #expect(again.outcome != .permitted, "\(decision.edition.id) \(decision.act.kind)")
    }
  }

  @Test func `the outlook is what time then brings`() throws {
    var counts: [Outlook.Kind: Int] = [:]
    try forEachDecision(seed: 10) { subject, decision in
      let subject = Lifecycle.advance(subject, to: decision.at) { _ in decision.edition }.subject
      let timeline = Timeline(of: subject, at: decision.at, under: decision.edition)
      if let kind = timeline.outlook?.kind { counts[kind, default: 0] += 1 }
      let comes = comes(to: subject, under: decision.edition)
      #expect(timeline.outlook == comes, "\(decision.edition.id) \(subject.subscription)")
    }
    #expect(Outlook.Kind.allCases.allSatisfy { counts[$0, default: 0] > 100 }, "\(counts)")
  }

  /// What the first of the happenings ahead says that decides how a subscription goes on.
  private func comes(to subject: Subject, under edition: Edition) -> Outlook? {
    guard subject.subscription.ending == nil else { return nil }
    var subject = subject
    while case .happening(let next) = Lifecycle.next(after: subject, under: edition) {
      for change in next.changes {
        switch change {
        case .term(let term, renewed: true): return Outlook(.renews, on: term.start)
        case .begin(_, let term, _): return Outlook(.converts, on: term.start)
        case .end(let ending, _): return Outlook(.ends, on: ending.date)
        default: break
        }
      }
      subject = subject.applying(next.changes)
    }
    return nil
  }

  @Test func `time carried forward in one step or in many ends in the same`() throws {
    let library = try PolicyLibrary(folder: Self.root)
    var random = RandomSubject(seed: 9, products: library.products, zones: Self.zones)
    let editions = library.book.documents.map(\.edition)
    for index in 0..<3_000 {
      let (subject, now) = random.next()
      let edition = editions[index % editions.count]
      let end = now.adding(days: 700)
      let whole = Lifecycle.advance(subject, to: end) { _ in edition }
      var stepwise = subject
      for days in stride(from: 0, through: 700, by: 35) {
        stepwise = Lifecycle.advance(stepwise, to: now.adding(days: days)) { _ in edition }.subject
      }
      #expect(whole.subject == stepwise)
      let times = whole.happenings.map(\.at)
      #expect(times == times.sorted())
    }
  }
}
