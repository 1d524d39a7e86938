public import TenureDomain

/// Collects money from customers. It is asked outside of transactions, because it may take long or
/// never answer; what it answers is kept afterwards.
///
/// It may be asked the same twice: when a server stops between the question and the answer, the
/// next one asks again with the same ``PaymentDemand/key``, and nothing may be charged twice.
public protocol PaymentGateway: Sendable {
  /// Collects an amount.
  ///
  /// - Throws: any error if nothing came of it, not even a "no"; it is asked again later.
  func collect(_ demand: PaymentDemand) async throws -> PaymentAnswer
}

/// One attempt to collect one payment.
public struct PaymentDemand: Sendable, Hashable {
  public let account: AccountID
  public let subscription: SubscriptionID
  public let payment: PaymentID
  /// From 1.
  public let attempt: Int
  /// More than nothing.
  public let amount: Money
  /// The payment method to collect with, as whoever keeps it calls it; nil where nobody told.
  public let method: String?

  /// The same for the same attempt, and no other: the gateway's idempotency key.
  public var key: String { "\(payment)-\(attempt)" }

  public init(
    account: AccountID, subscription: SubscriptionID, payment: PaymentID, attempt: Int,
    amount: Money, method: String? = nil
  ) {
    self.account = account
    self.subscription = subscription
    self.payment = payment
    self.attempt = attempt
    self.amount = amount
    self.method = method
  }
}

/// What a gateway answers to an attempt.
public enum PaymentAnswer: Sendable, Hashable {
  case paid
  /// - Parameter isFinal: whether trying again cannot help, as with a stolen card (DUE-02).
  case declined(isFinal: Bool)
  /// It will be reported later what came of it.
  case pending
}

/// The gateway of an operator who collects by other means: it takes note of what is due, and the
/// operator or a program reports what came of it.
public struct ManualGateway: PaymentGateway {
  public init() {}

  public func collect(_ demand: PaymentDemand) -> PaymentAnswer { .pending }
}
