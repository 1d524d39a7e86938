import TenureDomain
import TenurePolicy

/// A copy of an expectation with one value altered.
struct Alteration {
  let what: String
  let expectation: Expectation
}

/// Every way in which one value of an expectation is replaced by a wrong one.
struct Alterations {
  private let original: Expectation
  private let result: StepResult
  private(set) var all: [Alteration] = []

  init(of expectation: Expectation, result: StepResult) {
    original = expectation
    self.result = result
    alterWords()
    alterReasons()
    alterWays()
    alterExactLists()
    alterRefund()
    alterDates()
    alterNumbers()
  }

  private mutating func add(_ what: String, _ change: (inout Expectation) -> Void) {
    var copy = original
    change(&copy)
    all.append(Alteration(what: what, expectation: copy))
  }

  private func others<W: Word>(_ word: W) -> [W] { W.allCases.filter { $0 != word } }

  private mutating func alterWords() {
    for other in original.outcome.map(others) ?? [] {
      add("outcome \(other)") { $0.outcome = other }
    }
    for other in original.state.map(others) ?? [] {
      add("state \(other)") { $0.state = other }
    }
    for other in original.users.map(others) ?? [] {
      add("access.users \(other)") { $0.users = other }
    }
    for other in original.admins.map(others) ?? [] {
      add("access.admins \(other)") { $0.admins = other }
    }
    if let isOn = original.recurringBilling {
      add("recurringBilling \(!isOn)") { $0.recurringBilling = !isOn }
    }
  }

  /// Each reason replaced by, and one more added of, rules that no reason carries out.
  private mutating func alterReasons() {
    guard let reasons = original.reasons else { return }
    let actual = result.decision?.reasons.flatMap(\.rule.implements) ?? []
    let wrong = ["ELIG-01", "STATE-28", "CON-04", "LIC-02"].filter { !actual.contains($0) }
    for other in wrong.prefix(2) {
      for index in reasons.indices {
        add("reason \(other) for \(reasons[index])") { $0.reasons?[index] = other }
      }
      add("a reason more, \(other)") { $0.reasons?.append(other) }
    }
  }

  /// Each way replaced by one that is not offered, one more added, and neighbours swapped.
  private mutating func alterWays() {
    guard let ways = original.waysForward else { return }
    let actual = result.decision?.waysForward.map(\.way.name) ?? []
    for other in Way.names.filter({ !actual.contains($0) }) {
      for index in ways.indices {
        add("way \(other) for \(ways[index])") { $0.waysForward?[index] = other }
      }
    }
    if let other = Way.names.first(where: { !actual.contains($0) }) {
      add("a way more, \(other)") { $0.waysForward?.append(other) }
    }
    for index in ways.indices.dropFirst() where ways[index] != ways[index - 1] {
      add("ways \(index) and \(index + 1) swapped") { $0.waysForward?.swapAt(index - 1, index) }
    }
  }

  private mutating func alterExactLists() {
    if let missing = original.missing {
      for (what, list) in alter(missing, other: "subscription.sharedWith") {
        add("missing \(what)") { $0.missing = list }
      }
    }
    if let blockers = original.blockers {
      for (what, list) in alter(blockers, other: "nothing-at-all") {
        add("blockers \(what)") { $0.blockers = list }
      }
      for index in blockers.indices.dropFirst() {
        add("blockers swapped") { $0.blockers?.swapAt(index - 1, index) }
      }
    }
  }

  /// A list with each item replaced, each left out, and one more.
  private func alter(_ list: [String], other: String) -> [(String, [String])] {
    var lists = [("and \(other)", list + [other])]
    for index in list.indices {
      var copy = list
      copy[index] = other
      lists.append(("\(other) for \(list[index])", copy))
      copy.remove(at: index)
      lists.append(("without \(list[index])", copy))
    }
    return lists
  }

  private mutating func alterRefund() {
    guard let refund = original.refund else { return }
    guard case .some(let amount, let to, let dueBy) = refund else {
      if let cent = Currency("USD").map({ Money(minorUnits: 1, currency: $0) }) {
        add("a refund of \(cent)") { $0.refund = .some(amount: cent, to: nil, dueBy: nil) }
      }
      return
    }
    add("no refund") { $0.refund = ExpectedRefund.none }
    let code = amount.currency == Currency("USD") ? "CAD" : "USD"
    let foreign = Currency(code).map { Money(minorUnits: amount.minorUnits, currency: $0) }
    let amounts = [-1, 1].map {
      Money(minorUnits: amount.minorUnits + $0, currency: amount.currency)
    }
    for other in amounts + [foreign].compactMap({ $0 }) {
      add("a refund of \(other)") { $0.refund = .some(amount: other, to: to, dueBy: dueBy) }
    }
    for other in to.map(others) ?? [] {
      add("a refund to \(other)") { $0.refund = .some(amount: amount, to: other, dueBy: dueBy) }
    }
    for other in dueBy.map({ [$0.adding(days: -1), $0.adding(days: 1)] }) ?? [] {
      add("a refund by \(other)") { $0.refund = .some(amount: amount, to: to, dueBy: other) }
    }
  }

  private mutating func alterDates() {
    for (index, milestone) in original.timeline.enumerated() {
      for other in alter(milestone.date, actual: result.timeline[milestone.kind]) {
        add("\(milestone.kind) \(other)") { $0.timeline[index].date = other }
      }
    }
    if let next = original.nextBilling {
      for other in alter(next, actual: result.timeline[.nextBilling]) {
        add("nextBilling \(other)") { $0.nextBilling = other }
      }
    }
  }

  /// A day earlier and later, an hour earlier and later, never instead of once, once of never.
  private func alter(_ date: ExpectedDate, actual: Milestone?) -> [ExpectedDate] {
    switch date {
    case .date(let day): [.date(day.adding(days: -1)), .date(day.adding(days: 1)), .none]
    case .instant(let instant):
      [.instant(instant.adding(hours: -1)), .instant(instant.adding(hours: 1)), .none]
    case .none: CalendarDate("2025-01-01").map { [.date($0)] } ?? []
    }
  }

  private mutating func alterNumbers() {
    guard let licenses = original.licenses else { return }
    for other in [licenses - 1, licenses + 1] {
      add("licenses \(other)") { $0.licenses = other }
    }
  }
}
