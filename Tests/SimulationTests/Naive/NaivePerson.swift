import TenureDomain

/// The answers of the consumer page of 2023 (SEED3, CON-*).
extension NaiveSubscription {
  func answerPerson(_ act: NaiveAct, _ now: Timestamp) -> NaiveOutcome {
    if isUnnecessaryForPerson(act, now) { return .unnecessary }
    if state == .scheduled, act.name != "remove-payment-method" { return .refused }
    if !act.isAllowed { return .refused }
    return personMay(act, now) ? .permitted : .refused
  }

  private func isUnnecessaryForPerson(_ act: NaiveAct, _ now: Timestamp) -> Bool {
    switch act.name {
    case "cancel":
      if hasEnded { return true }
      return state == .active && !renews && overdue == nil && (kind == .trial || !paysBack(now))
    case "turn-off-recurring-billing": return !renews
    case "turn-on-recurring-billing", "keep": return renews && state == .active
    case "reactivate": return state == .active
    case "change-plan": return act.product == product
    case "remove-payment-method": return method == "none"
    default: return false
    }
  }

  private func personMay(_ act: NaiveAct, _ now: Timestamp) -> Bool {
    switch act.name {
    case "cancel": overdue != nil || method != "needs-update"
    case "turn-off-recurring-billing", "turn-on-recurring-billing", "keep": !hasEnded
    case "reactivate": kind == .paid && state == .expired && method == "on-file"
    case "change-plan": !hasEnded && overdue == nil
    case "remove-payment-method": hasEnded || !renews
    default: false
    }
  }
}
