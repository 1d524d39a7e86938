public import TenureDomain

/// What came of a payment.
public enum PaymentOutcome: String, Word {
  case paid
  case failed
  /// The bank took back what was paid (DUE-03).
  case chargedBack = "charged-back"
}

extension EventType {
  public static let paymentPaid = "payment.paid"
  public static let paymentFailed = "payment.failed"
  public static let paymentChargedBack = "payment.charged-back"
}

/// What the event of a payment tells.
struct PaymentEventBody: Encodable {
  let payment: String
  let amount: MoneyBody
  let reason: String
  /// How often this server has tried.
  let attempts: Int
  var nextAttempt: String?
  /// Since when the subscription is past due; absent if it is not.
  var pastDueSince: String?
  /// Who said so.
  let by: String
}

/// Keeps what came of a payment: the payment, the ledger, the subscription's arrears, its history.
struct PaymentSettlement {
  var payment: PaymentRecord
  var alteration: Alteration
  /// The other payments of the subscription that the customer owes.
  let others: [PaymentRecord]
  /// The entry that settled it before; nil if none did.
  let settled: LedgerRecord?
  /// When it came of it; at most the present.
  let at: Timestamp
  let by: String
  let ids: any IDSource

  init(
    of payment: PaymentRecord, in alteration: Alteration, at instant: Timestamp, by name: String,
    _ ids: any IDSource, _ tx: any StoreReader
  ) throws {
    self.payment = payment
    self.alteration = alteration
    others = try tx.openPayments(of: payment.subscription, of: payment.account)
      .filter { $0.id != payment.id }
    settled = try payment.settlement.flatMap { try tx.entry($0, of: payment.account) }
    at = instant
    by = name
    self.ids = ids
  }

  /// - Parameter isFinal: whether trying again cannot help.
  /// - Returns: whether it changed anything.
  mutating func settle(as outcome: PaymentOutcome, isFinal: Bool = false) throws -> Bool {
    switch (outcome, payment.state) {
    case (.paid, .due), (.paid, .failed), (.paid, .voided), (.paid, .chargedBack): pay()
    case (.failed, .due), (.failed, .failed):
      guard isAttempt else { return false }
      fail(isFinal: isFinal)
    case (.chargedBack, .paid): takeBack()
    default: return false
    }
    payment.version += 1
    payment.asked = nil
    alteration.apply(arrears == subscription.arrears ? [] : [.arrears(arrears)])
    try tell(outcome)
    return true
  }

  private var subscription: Subscription { alteration.record.subscription }

  /// Whether a failure is that of an attempt of ours. Where none is under way or due, it is one of
  /// the customer's own, which counts for nothing.
  private var isAttempt: Bool {
    payment.asked != nil || (payment.nextAttempt.map { $0 <= alteration.at } ?? false)
  }

  private mutating func pay() {
    // It was given up and is paid all the same: what was given up is owed again, and then paid.
    if payment.state == .voided { _ = reverseSettlement() }
    payment.state = .paid
    payment.nextAttempt = nil
    payment.settledAt = at
    payment.settlement = post(LedgerEntry(payment: payment.amount))
  }

  private mutating func takeBack() {
    payment.settlement = reverseSettlement()
    payment.state = .chargedBack
    payment.failedAt = at
    payment.settledAt = at
  }

  private mutating func fail(isFinal: Bool) {
    if payment.asked == nil { payment.attempts += 1 }
    payment.state = .failed
    payment.failedAt = payment.failedAt ?? at
    payment.nextAttempt = isFinal ? nil : nextAttempt
  }

  /// The next day of trying again, counted from the first failure (DUE-01); nil once the paid
  /// period ends for want of payment before it.
  private var nextAttempt: Timestamp? {
    guard let failed = payment.failedAt, let since = arrears?.since,
      let rule = alteration.edition.pastDueRule(of: alteration.subject, since: since),
      let every = rule.retryEveryDays, every > 0
    else { return nil }
    let zone = alteration.subject.account.zone
    let first = zone.localDate(of: failed)
    let tries = (zone.localDate(of: alteration.at) - first) / every + 1
    let date = first.adding(days: tries * every)
    if let days = rule.endsAfterDays, date >= zone.localDate(of: since).adding(days: days) {
      return nil
    }
    return zone.startOfDay(date)
  }

  /// The day on which the paid period ends if nothing is paid; nil if it goes on.
  var endsOn: CalendarDate? {
    guard let since = arrears?.since,
      let days = alteration.edition.pastDueRule(of: alteration.subject, since: since)?
        .endsAfterDays
    else { return nil }
    return alteration.subject.account.zone.localDate(of: since).adding(days: days)
  }

  /// What the subscription is in arrears with afterwards: since the charge-back if there was one,
  /// else since the earliest failure.
  private var arrears: Arrears? {
    let unpaid = (others + [payment]).filter { $0.state.isOpen }
    let takenBack = unpaid.filter { $0.state == .chargedBack }.compactMap(\.failedAt).min()
    if let takenBack { return Arrears(since: takenBack, isChargedBack: true) }
    return unpaid.compactMap(\.failedAt).min().map { Arrears(since: $0) }
  }

  private mutating func post(_ entry: LedgerEntry, reversing id: EntryID? = nil) -> EntryID {
    let record = LedgerRecord(
      account: payment.account, id: ids.make(Named.Entry.self, at: alteration.at), at: at,
      subscription: payment.subscription, receipt: payment.receipt, reverses: id, entry: entry)
    alteration.effects.entries.append(record)
    return record.id
  }

  private mutating func reverseSettlement() -> EntryID? {
    settled.map { post($0.entry.reversal, reversing: $0.id) }
  }

  private mutating func tell(_ outcome: PaymentOutcome) throws {
    let type =
      switch outcome {
      case .paid: EventType.paymentPaid
      case .failed: EventType.paymentFailed
      case .chargedBack: EventType.paymentChargedBack
      }
    try alteration.append(
      type,
      PaymentEventBody(
        payment: payment.id.text, amount: MoneyBody(payment.amount),
        reason: payment.reason.rawValue, attempts: payment.attempts,
        nextAttempt: payment.nextAttempt.map { "\($0)" },
        pastDueSince: arrears.map { "\($0.since)" }, by: by))
  }
}
