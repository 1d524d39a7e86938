import TenureDomain

extension RowText {
  init(_ payment: PaymentRecord) {
    self.init()
    text("account", payment.account)
    text("id", payment.id)
    number("version", payment.version)
    text("subscription", payment.subscription)
    text("at", payment.at)
    object("amount", RowText(payment.amount))
    word("reason", payment.reason)
    if let cycle = payment.cycle {
      var row = RowText()
      row.text("start", cycle.start)
      row.text("end", cycle.end)
      object("cycle", row)
    }
    text("receipt", payment.receipt)
    text("charge", payment.charge)
    word("state", payment.state)
    number("attempts", payment.attempts)
    text("asked", payment.asked)
    text("nextAttempt", payment.nextAttempt)
    text("failedAt", payment.failedAt)
    text("settledAt", payment.settledAt)
    text("settlement", payment.settlement)
  }

  /// The key itself is kept nowhere.
  init(_ key: RedeemedKey) {
    self.init()
    text("account", key.account)
    text("hash", Hexadecimal.text(key.hash))
    text("subscription", key.subscription)
    text("at", key.at)
  }
}
