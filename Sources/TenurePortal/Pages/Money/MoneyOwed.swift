import TenureDomain
import TenureEngine

/// What an account is to pay, with what happens next in words.
struct MoneyOwed {
  let own: AccountVisit

  init(_ own: AccountVisit) {
    self.own = own
  }

  /// What is open, the longest due first.
  func payments() async throws -> [PaymentBody] {
    var found: [PaymentBody] = []
    for state in PaymentRecord.State.allCases where state.isOpen {
      found += try await own.all { place in
        try await own.engine.payments(
          PaymentFilter(account: own.id, state: state), after: place, limit: PageLimit.most,
          by: own.caller)
      }
    }
    return found.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }

  func row(of payment: PaymentBody, _ titles: [String: String]) -> MoneyPage.Model.Payment {
    let visit = own.visit
    return MoneyPage.Model.Payment(
      product: TextLink(
        titles[payment.subscription] ?? visit.product(nil),
        .subscription(own.id, SubscriptionID(stored: payment.subscription))),
      what: what(payment), amount: visit.money(payment.amount), due: visit.date(payment.at),
      badge: payment.state == "due" ? "expired" : "failed",
      state: visit.text("money.state-\(payment.state)"), next: next(payment))
  }

  private func what(_ payment: PaymentBody) -> String {
    let visit = own.visit
    let reason = visit.text("money.for-\(payment.reason)")
    guard let cycle = payment.cycle else { return reason }
    return visit.text(
      "money.for-time",
      ["reason": reason, "start": visit.date(cycle.start), "end": visit.date(cycle.end)])
  }

  private func next(_ payment: PaymentBody) -> String {
    let visit = own.visit
    let isLate = payment.state != "due"
    guard let next = payment.nextAttempt else {
      return visit.text(isLate ? "money.pay-yourself" : "money.being-collected")
    }
    let values = ["date": visit.date(next)]
    return visit.text(isLate ? "money.tried-again" : "money.collected-on", values)
  }
}
