import TenureDomain

extension Engine {
  /// What is to be collected for a charge cycle that has begun.
  ///
  /// - Parameter instant: when it was due, however late it is carried out.
  func payment(
    for charge: CycleCharge, of record: SubscriptionRecord, at instant: Timestamp
  ) -> PaymentRecord {
    PaymentRecord(
      account: record.account, id: ids.make(Named.Payment.self, at: instant),
      subscription: record.id, at: instant, amount: charge.amount,
      reason: PaymentRecord.Reason(charge.occasion), cycle: charge.cycle)
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
      entry: LedgerEntry(charge: payment.amount))
  }
}

extension PaymentRecord.Reason {
  fileprivate init(_ occasion: CycleCharge.Occasion) {
    switch occasion {
    case .purchase: self = .purchase
    case .renewal: self = .renewal
    case .conversion: self = .conversion
    case .cycle: self = .cycle
    }
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
