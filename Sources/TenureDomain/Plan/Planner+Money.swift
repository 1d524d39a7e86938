extension Planner {
  /// What comes back for the charge cycle that holds the act.
  mutating func refundCycle(_ facts: FactSet) {
    guard let rule = first(edition.refund, facts, .refund), rule != .none else { return }
    guard let proration = prorate(quantity: subject.chargedQuantity, .refund) else { return }
    let amount = rule == .full ? paid(in: proration) : proration.amount
    refund = Refund(
      amount: amount, proration: rule == .full ? nil : proration,
      to: destination(invoiceFollows: false), dueBy: dueBy())
    changes.append(.refunded(amount))
  }

  /// What was paid for the cycle: all of it, or the days of a first term that was cut short
  /// (AMT-17).
  private func paid(in proration: Proration) -> Money {
    let whole = try? Proration(
      unitAmount: proration.unitAmount, quantity: proration.quantity, cycle: proration.cycle,
      day: subject.firstPaidDay(of: proration.cycle))
    return whole?.amount ?? proration.total
  }

  mutating func addLicenses(_ effect: Effect) {
    guard let total = act.licenses else { return }
    guard effect == .now else {
      changes = [.licensesAtRenewal(total)]
      return
    }
    changes = [.licenses(total)]
    supersedeScheduled()
    guard let purchased = subscription.licenses.purchased else { return }
    changes.append(.addition(LicenseAddition(count: total - purchased, at: now)))
    guard subscription.price?.per == .license,
      let proration = prorate(quantity: total - purchased, .charge)
    else { return }
    charge = Charge(amount: proration.amount, proration: proration)
  }

  mutating func reduceLicenses(_ effect: Effect, _ facts: FactSet) {
    guard let total = act.licenses else { return }
    guard effect == .now else {
      changes = [.licensesAtRenewal(total)]
      return
    }
    changes = [.licenses(total)]
    supersedeScheduled()
    guard let purchased = subscription.licenses.purchased, subscription.price?.per == .license
    else { return }
    guard let rule = first(edition.refund, facts, .refund), rule != .none else { return }
    guard let proration = prorate(quantity: purchased - total, .refund) else { return }
    let amount = rule == .full ? paid(in: proration) : proration.amount
    refund = Refund(
      amount: amount, proration: rule == .full ? nil : proration,
      to: destination(invoiceFollows: true), dueBy: dueBy())
  }

  /// The unused days of the plan that is left come back (AMT-11, AMT-13), for the licenses that
  /// leave it; what the new one costs is not known here.
  mutating func creditOldPlan() {
    let quantity = subscription.price?.per == .license ? act.licenses : nil
    guard let proration = prorate(quantity: quantity ?? subject.chargedQuantity, .refund) else {
      return
    }
    refund = Refund(
      amount: proration.amount, proration: proration, to: destination(invoiceFollows: true),
      dueBy: dueBy())
  }

  mutating func reactivate(_ facts: FactSet) {
    guard let rule = first(edition.reactivation, facts, .dates) else { return }
    switch rule.dates {
    case .same: resumeDates()
    case .extend: extendDates()
    case .newSubscription: beginAnew()
    }
    changes += [.state(.active), .deletionRequested(nil), .refunded(nil)]
    if rule.turnsOnRecurringBilling { changes.append(.recurringBilling(true)) }
    // What stays unpaid has its grace anew, or it would end again at once.
    if let arrears = subscription.arrears {
      changes.append(.arrears(Arrears(since: now, isChargedBack: arrears.isChargedBack)))
    }
  }

  /// The dates stay; what was promised back for the days from today on is charged again.
  private mutating func resumeDates() {
    guard subscription.refunded != nil,
      let proration = prorate(quantity: subject.chargedQuantity, .charge)
    else { return }
    charge = Charge(amount: proration.amount, proration: proration)
  }

  /// The paid period is over: it is charged now, up to the next boundary of the grid (REA-06).
  private mutating func extendDates() {
    guard let grid = subject.termGrid else {
      open.append(OpenField(.dates, [.started, .interval].filter(subject.isMissing)))
      return
    }
    changes.append(.term(grid.term(containing: today), renewed: true))
    chargeWholeCycle()
  }

  private mutating func beginAnew() {
    guard let interval = subscription.interval else {
      open.append(OpenField(.dates, [.interval]))
      return
    }
    let term = TermGrid(anchor: today, interval: interval).term(at: 0)
    changes.append(.begin(now, term, interval))
    chargeWholeCycle()
  }

  private mutating func chargeWholeCycle() {
    guard let price = subscription.price, let quantity = subject.chargedQuantity else {
      open.append(OpenField(.charge, [.price, .purchased].filter(isUnknown)))
      return
    }
    if let amount = try? price.amount.multiplied(by: quantity) {
      charge = Charge(amount: amount, proration: nil)
    }
  }

  private func isUnknown(_ given: GivenFact) -> Bool {
    given == .price ? subscription.price == nil : subscription.licenses.purchased == nil
  }

  /// The share of the present charge cycle from today on, for a number of units (D3).
  private mutating func prorate(quantity: Int?, _ field: OpenField.Field) -> Proration? {
    guard let price = subscription.price else {
      open.append(OpenField(field, [.price]))
      return nil
    }
    guard let grid = subject.chargeGrid else {
      open.append(OpenField(field, [.started]))
      return nil
    }
    guard let quantity else {
      open.append(OpenField(field, [.purchased]))
      return nil
    }
    // Input whose amounts overflow is refused before it gets here.
    return try? Proration(
      unitAmount: price.amount, quantity: quantity, cycle: grid.term(containing: today), day: today)
  }

  /// D6: an organisation's credit goes to the next invoice if there will be one.
  private func destination(invoiceFollows: Bool) -> Refund.Destination {
    guard subject.account.kind == .business else { return .paymentMethod }
    return invoiceFollows || subscription.pastDue ? .nextInvoice : .paymentMethod
  }

  /// D7: the first day on which the refund would be late.
  private func dueBy() -> CalendarDate? {
    if subject.account.agreement == .mca {
      let day = today.components
      return CalendarDate(year: day.year, month: day.month, day: 1)?.adding(months: 2)
    }
    guard let grid = subject.chargeGrid else { return nil }
    guard grid.interval == .month else {
      return today.adding(days: edition.house.refundDueDays)
    }
    return grid.boundary(grid.index(containing: today) + 2)
  }

  /// The balanced entries behind refund and charge.
  func entries() -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    if let refund, !refund.amount.isZero {
      let owed: LedgerAccount = refund.to == .nextInvoice ? .credit : .payable
      entries.append(
        LedgerEntry(
          kind: .refund,
          postings: [Posting(source: .revenue, destination: owed, amount: refund.amount)]))
    }
    if let charge, !charge.amount.isZero {
      entries.append(LedgerEntry(charge: charge.amount))
    }
    return entries
  }
}
