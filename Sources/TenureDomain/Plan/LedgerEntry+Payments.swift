extension LedgerEntry {
  /// What a customer owed for an amount is received.
  public init(payment amount: Money) {
    self.init(
      kind: .payment, postings: [Posting(source: .cash, destination: .receivable, amount: amount)])
  }

  /// What a customer owes is given up, because what it was for has ended before it was paid.
  ///
  /// - Parameters:
  ///   - credit: what comes back for the same ending; it is set off first, as far as it goes,
  ///     because it was promised for days that were never paid. The rest is forgiven (CON-R8).
  ///   - source: where that credit stands.
  public init(void amount: Money, settingOff credit: Money?, from source: LedgerAccount) {
    let setOff = min(max(credit?.minorUnits ?? 0, 0), amount.minorUnits)
    let parts = [(source, setOff), (LedgerAccount.revenue, amount.minorUnits - setOff)]
    self.init(
      kind: .void,
      postings: parts.filter { $0.1 > 0 }.map { source, units in
        Posting(
          source: source, destination: .receivable,
          amount: Money(minorUnits: units, currency: amount.currency))
      })
  }
}
