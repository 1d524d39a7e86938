extension Subject {
  /// What is charged as its term begins; nil if nothing is, or if it is not known what.
  public func chargeOfNewTerm(_ occasion: CycleCharge.Occasion = .renewal) -> CycleCharge? {
    guard let day = subscription.term?.start, let cycle = chargeGrid?.term(containing: day) else {
      return nil
    }
    return charge(for: cycle, occasion)
  }

  /// Whether this seller charges for it: not for a trial, nor for what a key or another seller has
  /// paid for (ELIG-15, REC-09).
  var isCharged: Bool {
    switch subscription.channel {
    case .direct, .representative, .selfService: break
    case .partner, .appStore, .googlePlay, .reseller: return false
    }
    return subscription.kind == .paid || subscription.kind == .domain
  }

  /// nil if nothing is charged, or if it is not known what.
  func charge(for cycle: Term, _ occasion: CycleCharge.Occasion) -> CycleCharge? {
    let isKeyRenewed = subscription.kind == .prepaid && subscription.renewed
    guard isCharged || (isKeyRenewed && subscription.channel == .direct),
      let price = subscription.price, let quantity = chargedQuantity,
      let proration = try? Proration(
        unitAmount: price.amount, quantity: quantity, cycle: cycle, day: firstPaidDay(of: cycle)),
      !proration.amount.isZero
    else { return nil }
    return CycleCharge(cycle: cycle, amount: proration.amount, occasion: occasion)
  }
}
