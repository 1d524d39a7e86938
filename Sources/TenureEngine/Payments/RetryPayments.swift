import TenureDomain

extension StoreWriter {
  /// Tries again what was declined, with its grace anew: the subscription came back, perhaps with
  /// another payment method (REA-04, REA-07).
  func retryPayments(
    of subscription: SubscriptionID, of account: AccountID, at now: Timestamp
  ) throws {
    for var payment in try openPayments(of: subscription, of: account)
    where payment.failedAt != nil {
      payment.version += 1
      payment.failedAt = now
      payment.asked = nil
      if payment.state == .failed { payment.nextAttempt = now }
      try update(payment)
    }
  }
}
