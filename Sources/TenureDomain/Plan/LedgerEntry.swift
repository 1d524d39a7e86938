/// An account of the ledger.
public enum LedgerAccount: String, Word {
  /// What the customer owes.
  case receivable = "customer:receivable"
  /// What is owed to the customer, to be set off against the next invoice.
  case credit = "customer:credit"
  /// What is owed to the customer, to be paid to the payment method.
  case payable = "customer:payable"
  case revenue = "revenue:subscriptions"
  /// What was received from customers.
  case cash = "cash:received"
}

/// Money that moves from one account of the ledger to another; never negative.
public struct Posting: Sendable, Hashable {
  public let source: LedgerAccount
  public let destination: LedgerAccount
  public let amount: Money

  /// - Precondition: the amount is not negative; the direction lies in the accounts.
  public init(source: LedgerAccount, destination: LedgerAccount, amount: Money) {
    precondition(amount.minorUnits >= 0, "a posting is never negative")
    self.source = source
    self.destination = destination
    self.amount = amount
  }
}

/// Postings that belong together. Each has a source and a destination, so an entry always balances;
/// corrections are reversals, never edits.
public struct LedgerEntry: Sendable, Hashable {
  public enum Kind: String, Word {
    case refund, charge, reversal
    /// What was owed is received.
    case payment
    /// What was owed is given up, set off against what comes back.
    case void
  }

  public let kind: Kind
  public let postings: [Posting]

  public init(kind: Kind, postings: [Posting]) {
    self.kind = kind
    self.postings = postings
  }

  /// What a customer owes for an amount that became due.
  public init(charge amount: Money) {
    self.init(
      kind: .charge,
      postings: [Posting(source: .receivable, destination: .revenue, amount: amount)])
  }

  /// The entry that takes this one back.
  public var reversal: LedgerEntry {
    LedgerEntry(
      kind: .reversal,
      postings: postings.map {
        Posting(source: $0.destination, destination: $0.source, amount: $0.amount)
      })
  }
}
