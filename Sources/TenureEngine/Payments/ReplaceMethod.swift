import TenureDomain

// Which payment method a subscription is charged to, and what paying a balance does to it.

extension Engine {
  /// Makes the method with which a declined balance was paid that of every subscription of the
  /// account which used the one that was declined (DUE-04). Where nobody told which one that was,
  /// only the subscription that was paid for gets the new one. Under MCA nothing changes.
  func replaceMethod(
    with method: String, paying payment: PaymentRecord, in account: AccountRecord,
    at now: Timestamp, by name: String, after head: inout ChainHead, _ tx: any StoreWriter
  ) throws {
    guard account.agreement == .mosa,
      let paid = try tx.subscription(payment.subscription, of: account.id)?.record,
      paid.method != method
    else { return }
    let declined = paid.method
    let others = try tx.chargedTo(declined, in: account.id, at: now).filter { $0.id != paid.id }
    for record in [paid] + others {
      var alteration = try Alteration(
        of: try tx.context(of: record, in: account), at: now, self, tx)
      alteration.charge(to: method)
      try alteration.append(
        EventType.methodReplaced,
        MethodReplacedBody(
          by: name, from: declined, method: method, payment: payment.id.text,
          version: alteration.record.version))
      try alteration.write(to: tx)
      for event in alteration.events {
        try tx.append(event.record(in: account.id, after: &head))
      }
      try tx.tryAgain(of: record.id, of: account.id, at: now)
    }
  }
}

extension StoreReader {
  /// The subscriptions of an account that are charged to a method; none where it is not known.
  fileprivate func chargedTo(
    _ method: String?, in account: AccountID, at now: Timestamp
  ) throws -> [SubscriptionRecord] {
    guard let method else { return [] }
    var found: [SubscriptionRecord] = []
    try WholeList.each(
      { try subscriptions(SubscriptionFilter(account: account, now: now), $0) },
      place: { SubscriptionPlace(account: account, subscription: $0.id) },
      { if $0.method == method { found.append($0) } })
    return found
  }
}

extension StoreWriter {
  /// Tries again now what was declined, for there is another payment method. Its grace stays as it
  /// is (DUE-07).
  func tryAgain(of subscription: SubscriptionID, of account: AccountID, at now: Timestamp) throws {
    for var payment in try openPayments(of: subscription, of: account)
    where payment.state == .failed {
      payment.version += 1
      payment.asked = nil
      payment.nextAttempt = now
      try update(payment)
    }
  }
}

extension EventType {
  /// A subscription is charged to another payment method, because a balance was paid with it.
  public static let methodReplaced = "payment-method.replaced"
}

private struct MethodReplacedBody: Encodable {
  let by: String
  /// Absent where nobody had told it.
  let from: String?
  let method: String
  /// The payment that was made with it.
  let payment: String
  let version: Int64
}
