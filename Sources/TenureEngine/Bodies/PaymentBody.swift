import TenureDomain

/// What is to be collected, and what came of it.
public struct PaymentBody: Codable, Sendable, Hashable {
  public struct CycleBody: Codable, Sendable, Hashable {
    public var start: String
    /// Exclusive.
    public var end: String
  }

  public var account: String
  public var id: String
  public var subscription: String
  /// When it became due.
  public var at: String
  public var amount: MoneyBody
  public var reason: String
  public var cycle: CycleBody?
  public var receipt: String?
  /// The entry of the ledger that says it is owed.
  public var charge: String?
  public var state: String
  public var attempts: Int
  public var nextAttempt: String?
  public var failedAt: String?
  public var settledAt: String?
  /// The entry of the ledger that settled it.
  public var settlement: String?

  public init(_ record: PaymentRecord) {
    account = record.account.text
    id = record.id.text
    subscription = record.subscription.text
    at = "\(record.at)"
    amount = MoneyBody(record.amount)
    reason = record.reason.rawValue
    cycle = record.cycle.map { CycleBody(start: "\($0.start)", end: "\($0.end)") }
    receipt = record.receipt?.text
    charge = record.charge?.text
    state = record.state.rawValue
    attempts = record.attempts
    // While the gateway is asked, the stored instant is when it is asked again.
    nextAttempt = record.asked == nil ? record.nextAttempt.map { "\($0)" } : nil
    failedAt = record.failedAt.map { "\($0)" }
    settledAt = record.settledAt.map { "\($0)" }
    settlement = record.settlement?.text
  }
}
