public import TenureDomain

/// Money as decimal text in the major unit, exact: `{"amount": "12.50", "currency": "EUR"}`.
public struct MoneyBody: Codable, Sendable, Hashable {
  public var amount: String
  public var currency: String

  public init(_ money: Money) {
    amount = money.amountText
    currency = money.currency.code
  }
}

/// Money that comes back.
public struct RefundBody: Codable, Sendable, Hashable {
  public var amount: MoneyBody
  /// `next-invoice` or `payment-method`.
  public var to: String
  /// The first day that would be late.
  public var dueBy: String?
  /// The arithmetic, if only a part comes back.
  public var proration: ProrationBody?

  public init(_ refund: Refund) {
    amount = MoneyBody(refund.amount)
    to = refund.to.rawValue
    dueBy = refund.dueBy.map { "\($0)" }
    proration = refund.proration.map(ProrationBody.init)
  }
}

/// Money that is charged.
public struct ChargeBody: Codable, Sendable, Hashable {
  public var amount: MoneyBody
  public var proration: ProrationBody?

  public init(_ charge: Charge) {
    amount = MoneyBody(charge.amount)
    proration = charge.proration.map(ProrationBody.init)
  }
}

/// The arithmetic: `total` × `unusedDays` ÷ `cycleDays` is `wholeMinorUnits` and
/// `remainder`/`cycleDays` of a minor unit, rounded half up once.
public struct ProrationBody: Codable, Sendable, Hashable {
  public var unitAmount: MoneyBody
  public var quantity: Int
  public var total: MoneyBody
  public var cycleStart: String
  /// Exclusive.
  public var cycleEnd: String
  public var day: String
  public var usedDays: Int
  public var unusedDays: Int
  public var cycleDays: Int
  public var wholeMinorUnits: Int64
  public var remainder: Int64
  public var amount: MoneyBody

  public init(_ proration: Proration) {
    unitAmount = MoneyBody(proration.unitAmount)
    quantity = proration.quantity
    total = MoneyBody(proration.total)
    cycleStart = "\(proration.cycle.start)"
    cycleEnd = "\(proration.cycle.end)"
    day = "\(proration.day)"
    usedDays = proration.usedDays
    unusedDays = proration.unusedDays
    cycleDays = proration.cycleDays
    wholeMinorUnits = proration.exact.whole
    remainder = proration.exact.remainder
    amount = MoneyBody(proration.amount)
  }
}
