import TenureDomain

/// Something that is to be paid, once.
struct NaiveBill: Sendable {
  enum State: String, Sendable {
    case due, paid, failed, voided
    case chargedBack = "charged-back"
  }

  let amount: Int64
  let at: Timestamp
  var state = State.due
  var failed: Timestamp?

  /// Whether the customer owes it.
  var isOpen: Bool { state == .due || state == .failed || state == .chargedBack }
}

extension NaiveSubscription {
  mutating func owe(_ amount: Int64, at moment: Timestamp) {
    guard amount > 0 else { return }
    ledger.append("charge \(amount)")
    bills.append(NaiveBill(amount: amount, at: moment))
  }

  /// What was never paid is given up, and does not come back twice (CON-R8).
  mutating func giveUp(settingOff credit: Int64) {
    var total: Int64 = 0
    for index in bills.indices where bills[index].state == .due || bills[index].state == .failed {
      bills[index].state = .voided
      ledger.append("void \(bills[index].amount)")
      total += bills[index].amount
    }
    setOff += min(credit, total)
  }

  /// Since when something is overdue, and whether the bank took it back (DUE-01 to DUE-03); nil if
  /// nothing is.
  var overdue: (since: Timestamp, isTakenBack: Bool)? {
    let open = bills.filter(\.isOpen)
    if let since = open.filter({ $0.state == .chargedBack }).compactMap(\.failed).min() {
      return (since, true)
    }
    return open.compactMap(\.failed).min().map { ($0, false) }
  }

  /// The day on which it ends for want of payment (DUE-01 to DUE-03, DUE-08); nil if it does not,
  /// as with a partner, who owes the whole term whether or not the customer pays (ELIG-26).
  var endsUnpaidOn: CalendarDate? {
    guard party != .partner, let overdue else { return nil }
    return day(of: overdue.since).adding(days: overdue.isTakenBack && party.isBusiness ? 1 : 30)
  }

  /// Who came back after an end has the time to pay anew.
  mutating func beginGraceAnew(at now: Timestamp) {
    for index in bills.indices where bills[index].isOpen && bills[index].failed != nil {
      bills[index].failed = now
    }
  }

  /// Whether a report is one that anybody would make: an attempt fails once, and after it was due;
  /// only what was paid is taken back.
  func canReport(_ outcome: String, of bill: Int, at now: Timestamp) -> Bool {
    let bill = bills[bill]
    switch outcome {
    case "paid": return bill.state != .paid
    case "failed": return bill.state == .due && bill.at <= now
    default: return bill.state == .paid && party.isBusiness
    }
  }

  mutating func report(_ outcome: String, of bill: Int, at now: Timestamp) {
    let amount = bills[bill].amount
    note("payment.\(outcome)")
    switch outcome {
    case "paid":
      if bills[bill].state == .voided { ledger.append("reversal \(amount)") }
      bills[bill].state = .paid
      ledger.append("payment \(amount)")
    case "failed":
      bills[bill].state = .failed
      bills[bill].failed = bills[bill].failed ?? now
    default:
      bills[bill].state = .chargedBack
      bills[bill].failed = now
      ledger.append("reversal \(amount)")
    }
  }
}
