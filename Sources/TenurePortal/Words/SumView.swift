import TenureDomain
import TenureEngine
import TenurePolicy

/// An amount with the arithmetic behind it: the partial `sum` shows it.
struct SumView: Sendable {
  struct Line: Sendable {
    let name: String
    let value: String
  }

  let amount: String
  /// One step of the arithmetic each; empty where nothing is computed.
  let lines: [Line]
  let hasLines: Bool
  /// What the amount is.
  let result: String

  /// - Parameter isCharge: whether the days are paid for; otherwise they come back.
  init(_ amount: MoneyBody, _ proration: ProrationBody?, isCharge: Bool, _ visit: Visit) {
    self.amount = visit.money(amount)
    let lines = proration.map { Self.lines($0, isCharge: isCharge, visit) } ?? []
    self.lines = lines
    hasLines = !lines.isEmpty
    let kind = isCharge ? "charge" : "refund"
    let isRounded = proration.map { $0.remainder != 0 } ?? false
    result = visit.text("sums.\(kind)\(isRounded ? "-rounded" : "")")
  }

  private static func lines(
    _ body: ProrationBody, isCharge: Bool, _ visit: Visit
  ) -> [Line] {
    let period = [
      "start": visit.date(body.cycleStart), "end": visit.date(body.cycleEnd),
      "price": visit.money(body.unitAmount),
    ]
    let total =
      body.quantity == 1
      ? visit.text("sums.total-one", period)
      : visit.count("sums.total", body.quantity, period)
    let days = visit.text(
      isCharge ? "sums.days-charged" : "sums.days",
      [
        "part": visit.say.number(body.unusedDays), "from": visit.date(body.day),
        "cycle": visit.say.count("formats.days", body.cycleDays),
      ])
    let share = "× \(visit.say.number(body.unusedDays)) ÷ \(visit.say.number(body.cycleDays))"
    var lines = [
      Line(name: total, value: visit.money(body.total)), Line(name: days, value: share),
    ]
    if body.remainder != 0, let exact = exact(body, visit) {
      lines.append(Line(name: visit.text("sums.exactly"), value: exact))
    }
    return lines
  }

  /// What the division yields before it is rounded.
  private static func exact(_ body: ProrationBody, _ visit: Visit) -> String? {
    guard let currency = Currency(body.total.currency), body.cycleDays > 0,
      (0...body.cycleDays).contains(body.unusedDays),
      let total = try? Money(body.total.amount, currency)
    else { return nil }
    let fraction = Fraction(
      of: total.minorUnits, part: Int64(body.unusedDays), over: Int64(body.cycleDays))
    return visit.say.exactMoney(fraction, in: currency)
  }
}

/// What comes back: the partial `refund` shows it.
struct RefundView: Sendable {
  let sum: SumView
  /// Where it goes, and by when.
  let destination: String
  /// Said in place of the arithmetic where everything comes back.
  let whole: String?

  init(_ refund: RefundBody, _ visit: Visit) {
    sum = SumView(refund.amount, refund.proration, isCharge: false, visit)
    whole = refund.proration == nil ? visit.text("sums.whole") : nil
    let way = visit.text("sums.to.\(refund.to)")
    destination =
      visit.lastDay(before: refund.dueBy).map {
        visit.text("sums.by", ["way": way, "date": $0])
      } ?? visit.text("sums.some-day", ["way": way])
  }
}

extension Visit {
  /// The last day that is in time, where the first that would be late is told.
  func lastDay(before late: String?) -> String? {
    late.flatMap { CalendarDate($0) }.map { say.date($0.adding(days: -1)) }
  }
}
