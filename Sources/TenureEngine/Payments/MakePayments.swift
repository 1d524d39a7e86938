import TenureDomain

extension Engine {
  /// What is to be collected for a charge cycle that has begun.
  ///
  /// - Parameters:
  ///   - record: the subscription before the cycle began, or after.
  ///   - instant: when it was due, however late it is carried out.
  func payment(
    for charge: CycleCharge, of record: SubscriptionRecord, at instant: Timestamp
  ) -> PaymentRecord {
    PaymentRecord(
      account: record.account, id: ids.make(Named.Payment.self, at: instant),
      subscription: record.id, at: instant, amount: charge.amount,
      reason: charge.reason(for: record.subscription), cycle: charge.cycle)
  }

  /// What is to be collected for the charge of an act.
  ///
  /// - Parameter act: what was carried out.
  /// - Precondition: the charge is more than nothing.
  func payment(
    for charge: Charge, of record: SubscriptionRecord, receipt: ReceiptID, at instant: Timestamp,
    by act: ActKind = .addLicenses
  ) -> PaymentRecord {
    PaymentRecord(
      account: record.account, id: ids.make(Named.Payment.self, at: instant),
      subscription: record.id, at: instant, amount: charge.amount, reason: act.paymentReason,
      receipt: receipt)
  }

  /// The entry of the ledger that says a payment is owed.
  func charge(of payment: PaymentRecord) -> LedgerRecord {
    LedgerRecord(
      account: payment.account, id: ids.make(Named.Entry.self, at: payment.at), at: payment.at,
      subscription: payment.subscription, receipt: payment.receipt,
      entry: LedgerEntry(
        kind: .charge,
        postings: [
          Posting(source: .receivable, destination: .revenue, amount: payment.amount)
        ]))
  }
}

extension CycleCharge {
  fileprivate func reason(for subscription: Subscription) -> PaymentRecord.Reason {
    guard beginsTerm else { return .cycle }
    if subscription.kind == .trial, subscription.term?.end == cycle.start { return .conversion }
    let isFirst = subscription.term.map { $0.contains(cycle.start) } ?? false
    if subscription.state == .scheduled, isFirst { return .purchase }
    return isFirst && !subscription.renewed ? .conversion : .renewal
  }
}

extension ActKind {
  fileprivate var paymentReason: PaymentRecord.Reason {
    switch self {
    case .reactivate, .resume: .reactivation
    case .changePlan: .plan
    default: .licenses
    }
  }
}
