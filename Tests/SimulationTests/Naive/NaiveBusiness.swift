import TenureDomain

/// The answers of the edition of 10 September 2024 (CAN24, REN24, REA24, CLO24, LIC24, UPG24).
extension NaiveSubscription {
  func answerBusiness(_ act: NaiveAct, _ now: Timestamp) -> NaiveOutcome {
    if isUnnecessaryForBusiness(act) { return .unnecessary }
    if state == .scheduled, act.name != "remove-payment-method" { return .refused }
    if !act.isAllowed { return .refused }
    return businessMay(act, now) ? .permitted : .refused
  }

  private func isUnnecessaryForBusiness(_ act: NaiveAct) -> Bool {
    switch act.name {
    case "cancel":
      hasEnded || (kind == .trial && state == .active && (!renews || method == "none"))
    case "turn-off-recurring-billing": !renews
    case "turn-on-recurring-billing", "keep": renews && state == .active
    case "reactivate": state == .active || state == .suspended
    case "delete": state == .deleted || deletionAsked != nil
    case "add-licenses", "reduce-licenses": act.to == purchased
    case "change-plan": act.product == product
    case "remove-payment-method": method == "none"
    default: false
    }
  }

  private func businessMay(_ act: NaiveAct, _ now: Timestamp) -> Bool {
    let to = act.to ?? 0
    switch act.name {
    case "cancel":
      if party == .mosa, purchased > 25 { return false }
      return kind == .trial || party == .mosa || isInWindow(now)
    case "turn-off-recurring-billing", "turn-on-recurring-billing", "keep": return !hasEnded
    case "reactivate":
      return state != .deleted && kind == .paid && (party == .mca || method == "on-file")
    case "delete": return state == .disabled && party == .mosa
    case "add-licenses": return !hasEnded && kind == .paid && to > purchased
    case "reduce-licenses":
      guard !hasEnded, kind == .paid, to < purchased, to > 0, to >= assigned else { return false }
      return party == .mosa || renews
    case "change-plan":
      guard !hasEnded, kind == .paid, assigned <= purchased, overdue == nil else { return false }
      return party == .mca || rank(act.product ?? "") >= rank(product)
    case "extend-trial":
      return kind == .trial && !hasEnded && !extended
        && midnight(end) - now <= 15 * Self.oneDay
    case "remove-payment-method": return state == .deleted
    default: return false
    }
  }
}
