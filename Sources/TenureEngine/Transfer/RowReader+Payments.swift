import TenureDomain
import TenurePolicy

extension RowReader {
  func payment(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node,
        required: [
          "account", "id", "version", "subscription", "at", "amount", "reason", "state",
          "attempts",
        ],
        optional: [
          "cycle", "receipt", "charge", "asked", "nextAttempt", "failedAt", "settledAt",
          "settlement",
        ]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Payment.self),
      let subscription = identifier(members["subscription"], Named.Subscription.self),
      let at = instant(members["at"]), let place = members["amount"], let amount = money(place),
      let reason = members["reason"].flatMap({ reader.word($0, PaymentRecord.Reason.self) })
    else { return nil }
    if amount.minorUnits <= 0 {
      reader.note(place, "there is nothing to pay", "write an amount that is more than nothing")
    }
    let payment = PaymentRecord(
      account: account, id: id, subscription: subscription, at: at, amount: amount,
      reason: reason, cycle: members["cycle"].flatMap(cycle),
      receipt: identifier(members["receipt"], Named.Receipt.self),
      charge: identifier(members["charge"], Named.Entry.self))
    return outcome(of: payment, members).map(TransferRow.payment)
  }

  private func cycle(_ node: DocumentNode) -> Term? {
    guard let members = reader.mapping(node, required: ["start", "end"]),
      let start = date(members["start"]), let end = date(members["end"])
    else { return nil }
    if let cycle = Term(start: start, end: end) { return cycle }
    reader.note(node, "it ends before it starts", "write the first day, and the day after the last")
    return nil
  }

  /// What came of a payment so far.
  private func outcome(
    of payment: PaymentRecord, _ members: [String: DocumentNode]
  ) -> PaymentRecord? {
    guard let version = members["version"].flatMap({ reader.integer($0, in: 1...Int.max) }),
      let state = members["state"].flatMap({ reader.word($0, PaymentRecord.State.self) }),
      let attempts = members["attempts"].flatMap({ reader.integer($0, in: 0...Int.max) })
    else { return nil }
    var payment = payment
    payment.version = Int64(version)
    (payment.state, payment.attempts) = (state, attempts)
    payment.asked = instant(members["asked"])
    payment.nextAttempt = instant(members["nextAttempt"])
    payment.failedAt = instant(members["failedAt"])
    payment.settledAt = instant(members["settledAt"])
    payment.settlement = identifier(members["settlement"], Named.Entry.self)
    return payment
  }

  func productKey(_ node: DocumentNode) -> TransferRow? {
    guard let members = members(node, required: ["account", "hash", "subscription", "at"]),
      let account = identifier(members["account"], Named.Account.self),
      let hash = hexadecimal(members["hash"], bytes: 32),
      let subscription = identifier(members["subscription"], Named.Subscription.self),
      let at = instant(members["at"])
    else { return nil }
    return .productKey(
      RedeemedKey(account: account, hash: hash, subscription: subscription, at: at))
  }
}
