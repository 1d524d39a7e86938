public import TenureDomain

extension Localizer {
  /// The arithmetic of a proration, one line a step.
  ///
  /// - Parameter isCharge: whether the days are paid for; otherwise they come back.
  public func lines(_ proration: Proration, isCharge: Bool = false) -> [String] {
    proration.steps.map { line($0, of: proration, isCharge) }
  }

  private func line(
    _ step: Proration.Step, of proration: Proration, _ isCharge: Bool
  ) -> String {
    switch step {
    case .total(let unit, let quantity, let total):
      return text(
        "cli.arithmetic.total",
        ["unit": money(unit), "quantity": number(quantity), "total": money(total)])
    case .days(_, let unused, let cycle):
      return text(
        isCharge ? "cli.arithmetic.daysCharged" : "cli.arithmetic.days",
        [
          "unused": number(unused), "cycle": count("formats.days", cycle),
          "from": date(proration.day), "start": date(proration.cycle.start),
          "end": date(proration.cycle.end),
        ])
    case .quotient(let fraction):
      return text(
        "cli.arithmetic.quotient",
        [
          "total": money(proration.total), "unused": number(proration.unusedDays),
          "cycle": number(proration.cycleDays),
          "result": exactMoney(fraction, in: proration.total.currency),
        ])
    case .rounding(_, let amount):
      return text("cli.arithmetic.rounding", ["amount": money(amount)])
    }
  }
}
