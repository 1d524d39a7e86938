public import TenureDomain

/// One amount that is to be collected, and what came of it.
public struct PaymentRecord: Sendable, Hashable {
  /// What is paid for.
  public enum Reason: String, Word {
    /// A subscription that was bought to begin later, begins (REC-21).
    case purchase
    /// A further term.
    case renewal
    /// A further charge cycle of the same term.
    case cycle
    /// A trial that becomes paid (D15).
    case conversion
    case reactivation
    /// Licenses added within a term.
    case licenses
    /// Another plan.
    case plan
  }

  public enum State: String, Word {
    /// To be collected; nobody knows yet what came of it.
    case due
    case paid
    /// Declined; it is tried again while there is a next attempt.
    case failed
    /// No longer asked for, because what it was for has ended.
    case voided
    /// The bank took it back after it was paid (DUE-03).
    case chargedBack = "charged-back"

    /// Whether the customer owes it.
    public var isOpen: Bool { self == .due || self == .failed || self == .chargedBack }
  }

  public let account: AccountID
  public let id: PaymentID
  /// Counts the changes, from 1.
  public var version: Int64 = 1
  public let subscription: SubscriptionID
  /// When it became due.
  public let at: Timestamp
  /// More than nothing.
  public let amount: Money
  public let reason: Reason
  /// The charge cycle it pays for; nil for what an act charged.
  public let cycle: Term?
  /// The receipt of the act that made it due; nil if time did.
  public let receipt: ReceiptID?
  /// The entry of the ledger that says it is owed.
  public var charge: EntryID?
  public var state = State.due
  /// How often this server tried to collect it. What the customer tries does not count.
  public var attempts = 0
  /// When the gateway was asked and has not answered; nil if no attempt is under way.
  public var asked: Timestamp?
  /// When it is tried next; nil if it is not.
  public var nextAttempt: Timestamp?
  /// When it failed first; nil if it never did.
  public var failedAt: Timestamp?
  /// When it was paid, voided or charged back; nil while nothing is settled.
  public var settledAt: Timestamp?
  /// The entry of the ledger that settled it.
  public var settlement: EntryID?

  public init(
    account: AccountID, id: PaymentID, subscription: SubscriptionID, at: Timestamp, amount: Money,
    reason: Reason, cycle: Term? = nil, receipt: ReceiptID? = nil, charge: EntryID? = nil
  ) {
    self.account = account
    self.id = id
    self.subscription = subscription
    self.at = at
    self.amount = amount
    self.reason = reason
    self.cycle = cycle
    self.receipt = receipt
    self.charge = charge
    nextAttempt = at
  }
}

/// Where a payment stands in lists over all accounts.
public struct PaymentPlace: Sendable, Hashable {
  public let account: AccountID
  public let payment: PaymentID

  public init(account: AccountID, payment: PaymentID) {
    self.account = account
    self.payment = payment
  }
}

/// Which payments a list shows; all conditions hold.
public struct PaymentFilter: Sendable, Hashable {
  /// nil for those of all accounts.
  public var account: AccountID?
  public var state: PaymentRecord.State?

  public init(account: AccountID? = nil, state: PaymentRecord.State? = nil) {
    self.account = account
    self.state = state
  }
}
