import TenureDomain

extension StoreWriter {
  /// Gives up what is not paid of a subscription that was cancelled: nothing is collected for it
  /// afterwards, and the ledger says so (CON-R8).
  ///
  /// - Parameters:
  ///   - refund: what the same act promises back. What was never paid does not come back twice, so
  ///     it is set off against what is given up.
  func giveUpPayments(
    of subscription: SubscriptionID, of account: AccountID, refund: Refund?, at now: Timestamp,
    _ ids: any IDSource
  ) throws {
    var credit = refund?.amount.minorUnits ?? 0
    let source: LedgerAccount = refund?.to == .paymentMethod ? .payable : .credit
    let voided = try voidPayments(of: subscription, of: account, at: now)
    for var payment in voided.sorted(by: { $0.id > $1.id }) {
      let back = refund.flatMap { refund in
        refund.amount.currency == payment.amount.currency
          ? Money(minorUnits: credit, currency: refund.amount.currency) : nil
      }
      let entry = LedgerRecord(
        account: account, id: ids.make(Named.Entry.self, at: now), at: now,
        subscription: subscription, receipt: payment.receipt,
        entry: LedgerEntry(void: payment.amount, settingOff: back, from: source))
      if back != nil { credit -= min(credit, payment.amount.minorUnits) }
      try insert(entry)
      payment.version += 1
      payment.settlement = entry.id
      try update(payment)
    }
  }
}
