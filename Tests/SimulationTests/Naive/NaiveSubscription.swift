import TenureDomain

/// A subscription as a clerk with a calendar would keep it. Nothing here is shared with what is
/// tested but the calendar and the zone files.
struct NaiveSubscription: Sendable {
  let party: NaiveParty
  let zone: ZoneRules

  var product: String
  var kind: NaiveKind
  var state = NaiveState.active
  var started: Timestamp
  /// The day from which terms and charges are counted.
  var anchor: CalendarDate
  /// Months of a term; a trial has none of its own.
  var months: Int
  var start: CalendarDate
  /// The first day that is not paid for.
  var end: CalendarDate
  var renewed = false
  /// Minor units, for one unit and one cycle.
  var price: Int64
  /// Months of a charge cycle.
  var every: Int
  var purchased: Int
  var assigned: Int
  var additions: [(count: Int, at: Timestamp)] = []
  var atRenewal: Int?
  var renews: Bool
  var method: String
  var extended = false

  var cause: NaiveCause?
  var endedAt: Timestamp?
  var endedOn: CalendarDate?
  var deletionAsked: Timestamp?
  var overSince: CalendarDate?
  var refunded = false

  /// Up to when a clerk has kept the book.
  var settled: Timestamp
  var warned: Timestamp?
  var begun: Timestamp?
  /// What must stand in the history, in order.
  var history: [String] = []
  /// What must stand in the ledger, in any order.
  var ledger: [String] = []
  /// What was promised back for what was never paid, and so does not come back.
  var setOff: Int64 = 0
  /// What was to be paid, oldest first.
  var bills: [NaiveBill] = []

  func midnight(_ date: CalendarDate) -> Timestamp { zone.startOfDay(date) }
  func day(of instant: Timestamp) -> CalendarDate { zone.localDate(of: instant) }

  /// The n-th day from the anchor on, by a number of months.
  func boundary(_ n: Int, by months: Int) -> CalendarDate {
    anchor.adding(months: n * months)
  }

  /// The period of so many months that holds a day.
  func period(holding day: CalendarDate, by months: Int) -> (CalendarDate, CalendarDate) {
    var n = 0
    while boundary(n + 1, by: months) <= day { n += 1 }
    while boundary(n, by: months) > day { n -= 1 }
    return (boundary(n, by: months), boundary(n + 1, by: months))
  }

  var units: Int { party.isPerson ? 1 : purchased }

  /// A share of the price of the cycle that holds a day: from that day to the end of the cycle,
  /// rounded half up.
  func share(of count: Int, from day: CalendarDate) -> Int64 {
    let (first, last) = period(holding: day, by: every)
    let total = price * Int64(count)
    let days = Int64(last - first)
    let part = total * Int64(last - day)
    return (2 * part + days) / (2 * days)
  }

  /// Whether somebody pays us for it.
  var isOurs: Bool { kind == .paid && party != .partner }

  mutating func note(_ line: String) { history.append(line) }

  /// Forgets since when there were too many users, once there no longer are.
  mutating func countUsers() {
    if assigned <= purchased { overSince = nil }
  }
}
