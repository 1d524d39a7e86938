/// The terms that follow one another from an anchor, for ever and in both directions.
///
/// Boundary `n` is the anchor plus `n` intervals, clamped to the month's end and always computed
/// from the anchor: from 31 January by the month come 28 February and then 31 March, and from
/// 29 February by the year come three 28 Februaries and then a 29th again. The terms between the
/// boundaries leave no gap and do not overlap.
public struct TermGrid: Hashable, Sendable {
  /// Boundary 0: the local date on which the subscription started.
  public let anchor: CalendarDate

  /// The distance between two boundaries.
  public let interval: BillingInterval

  public init(anchor: CalendarDate, interval: BillingInterval) {
    self.anchor = anchor
    self.interval = interval
  }

  /// The start of term `n` and the end of the one before; `n` may be negative.
  public func boundary(_ n: Int) -> CalendarDate {
    anchor.adding(months: n.multipliedSaturated(by: interval.months))
  }

  /// The number of the term that holds `date`: `boundary(n) <= date < boundary(n + 1)`.
  public func index(containing date: CalendarDate) -> Int {
    let (from, to) = (anchor.components, date.components)
    let months = (to.year - from.year) * 12 + to.month - from.month
    let n = months.flooredDivision(by: interval.months).quotient
    return boundary(n) <= date ? n : n - 1
  }

  /// The term that holds `date`.
  public func term(containing date: CalendarDate) -> Term {
    term(at: index(containing: date))
  }

  /// Term `n`, where term 0 starts at the anchor.
  ///
  /// A term further away than dates reach is a programmer's error.
  public func term(at n: Int) -> Term {
    Term(from: boundary(n), upTo: boundary(n + 1))
  }

  /// Whether a term starts on `date`.
  public func isBoundary(_ date: CalendarDate) -> Bool {
    boundary(index(containing: date)) == date
  }

  /// The first boundary later than `date`, which is the end of the term that holds it.
  public func firstBoundary(after date: CalendarDate) -> CalendarDate {
    boundary(index(containing: date) + 1)
  }
}
