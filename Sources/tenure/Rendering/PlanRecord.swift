import TenureDomain
import TenurePolicy

/// What carrying out a permitted act changes, for programs.
struct PlanRecord: Codable {
  /// `now` or `at-term-end`.
  var effect: String
  var changes: [ChangeRecord]
  var refund: RefundRecord?
  var charge: ChargeRecord?
  var entries: [EntryRecord]
  var losses: [LossRecord]
  var open: [OpenRecord]
  var messages: [MessageRecord]

  init(_ plan: Plan, _ zone: ZoneRules, _ say: Localizer) {
    effect = plan.effect.rawValue
    changes = plan.changes.map { ChangeRecord($0, zone, say) }
    refund = plan.refund.map(RefundRecord.init)
    charge = plan.charge.map(ChargeRecord.init)
    entries = plan.entries.flatMap(EntryRecord.records)
    losses = plan.losses.map { LossRecord($0, say) }
    open = plan.open.map { OpenRecord($0, say) }
    messages = plan.messages.map {
      MessageRecord(subject: $0.subject.rawValue, recipients: $0.recipients.map(\.rawValue))
    }
  }
}

struct MoneyRecord: Codable {
  var amount: String
  var currency: String

  init(_ money: Money) {
    amount = money.amountText
    currency = money.currency.code
  }
}

struct RefundRecord: Codable {
  var amount: MoneyRecord
  /// `next-invoice` or `payment-method`.
  var to: String
  /// The first day that would be late.
  var dueBy: String?
  /// The arithmetic, if only a part comes back.
  var proration: ProrationRecord?

  init(_ refund: Refund) {
    amount = MoneyRecord(refund.amount)
    to = refund.to.rawValue
    dueBy = refund.dueBy.map { "\($0)" }
    proration = refund.proration.map(ProrationRecord.init)
  }
}

struct ChargeRecord: Codable {
  var amount: MoneyRecord
  var proration: ProrationRecord?

  init(_ charge: Charge) {
    amount = MoneyRecord(charge.amount)
    proration = charge.proration.map(ProrationRecord.init)
  }
}

/// The arithmetic: `total` × `unusedDays` ÷ `cycleDays` is `wholeMinorUnits` and
/// `remainder`/`cycleDays` of a minor unit, rounded half up once.
struct ProrationRecord: Codable {
  var unitAmount: MoneyRecord
  var quantity: Int
  var total: MoneyRecord
  var cycleStart: String
  /// Exclusive.
  var cycleEnd: String
  var day: String
  var usedDays: Int
  var unusedDays: Int
  var cycleDays: Int
  var wholeMinorUnits: Int64
  var remainder: Int64
  var amount: MoneyRecord

  init(_ proration: Proration) {
    unitAmount = MoneyRecord(proration.unitAmount)
    quantity = proration.quantity
    total = MoneyRecord(proration.total)
    cycleStart = "\(proration.cycle.start)"
    cycleEnd = "\(proration.cycle.end)"
    day = "\(proration.day)"
    usedDays = proration.usedDays
    unusedDays = proration.unusedDays
    cycleDays = proration.cycleDays
    wholeMinorUnits = proration.exact.whole
    remainder = proration.exact.remainder
    amount = MoneyRecord(proration.amount)
  }
}

struct EntryRecord: Codable {
  var kind: String
  var source: String
  var destination: String
  var amount: MoneyRecord

  static func records(_ entry: LedgerEntry) -> [EntryRecord] {
    entry.postings.map {
      EntryRecord(
        kind: entry.kind.rawValue, source: $0.source.rawValue,
        destination: $0.destination.rawValue, amount: MoneyRecord($0.amount))
    }
  }
}

struct LossRecord: Codable {
  var loss: String
  var date: String?
  var person: String?
  /// What a person's apps can still do: `reduced` or `none`.
  var access: String?
  var quotaBytes: Int64?
  var overBytes: Int64?
  var text: String

  init(_ loss: Loss, _ say: Localizer) {
    text = say.sentence(loss)
    switch loss {
    case .userAccess(let on): (self.loss, date) = ("user-access", "\(on)")
    case .apps(let left, let on):
      (self.loss, date, access) = ("apps", "\(on)", left.rawValue)
    case .contentGone(let on): (self.loss, date) = ("content", "\(on)")
    case .exportUntil(let on): (self.loss, date) = ("export", "\(on)")
    case .storage(let person, let quota, let over, let on):
      (self.loss, date, self.person) = ("storage", "\(on)", person)
      (quotaBytes, overBytes) = (quota, over)
    case .mail(let person, let on): (self.loss, date, self.person) = ("mail", "\(on)", person)
    case .account: self.loss = "account"
    }
  }
}

struct OpenRecord: Codable {
  var field: String
  var missing: [String]
  var text: String

  init(_ open: OpenField, _ say: Localizer) {
    field = open.field.rawValue
    missing = open.missing.map(\.path)
    text = say.sentence(open)
  }
}

struct MessageRecord: Codable {
  var subject: String
  var recipients: [String]
}
