import TenureDomain

/// The answers of Partner Center, 23 October 2023, new commerce (PC-LIFE, PC-SUB, PC-POL).
extension NaiveSubscription {
  func answerPartner(_ act: NaiveAct, _ now: Timestamp) -> NaiveOutcome {
    // Whoever is not the partner is sent to the partner, whatever it is.
    if !act.isAllowed { return .elsewhere }
    if isUnnecessaryForPartner(act) { return .unnecessary }
    if state == .scheduled { return .refused }
    return partnerMay(act, now) ? .permitted : .refused
  }

  private func isUnnecessaryForPartner(_ act: NaiveAct) -> Bool {
    switch act.name {
    case "cancel": hasEnded
    case "turn-off-recurring-billing": !renews
    case "turn-on-recurring-billing", "keep": renews && state == .active
    case "reactivate", "resume": state == .active
    case "suspend": state == .suspended
    case "delete": state == .deleted
    case "add-licenses", "reduce-licenses": act.to == purchased
    case "change-plan": act.product == product
    default: false
    }
  }

  private func partnerMay(_ act: NaiveAct, _ now: Timestamp) -> Bool {
    let to = act.to ?? 0
    switch act.name {
    case "cancel": return kind == .paid && isInWindow(now)
    case "turn-off-recurring-billing": return !hasEnded
    case "turn-on-recurring-billing", "keep": return state == .active
    case "reactivate", "resume": return state == .suspended && now < midnight(end)
    case "suspend": return state == .active && kind == .paid
    case "add-licenses": return state == .active && kind == .paid && to > purchased
    case "reduce-licenses":
      guard state == .active, kind == .paid, to < purchased, to > 0 else { return false }
      return renews || canTakeBack(downTo: to, now)
    case "change-plan":
      return state == .active && kind == .paid && rank(act.product ?? "") >= rank(product)
    default: return false
    }
  }
}
