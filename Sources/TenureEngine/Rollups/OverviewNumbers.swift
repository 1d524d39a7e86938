import TenureDomain

/// The roll-ups that an overview shows, and how they become lists of values.
struct OverviewNumbers {
  let today: CalendarDate
  var taken: [RollupDay] = []
  var subscriptions: [RollupRecord] = []
  var cancellations: [RollupRecord] = []
  var refunds: [RollupRecord] = []
  var deadlines: [RollupRecord] = []

  init(today: CalendarDate) {
    self.today = today
  }

  /// How many days an overview looks back, today among them, and how many it looks ahead.
  static let dayCount = 90
  private static let weekDays = 7

  var past: ClosedRange<CalendarDate> { today.adding(days: 1 - Self.dayCount)...today }
  var ahead: ClosedRange<CalendarDate> { today...today.adding(days: Self.dayCount - 1) }

  var body: OverviewBody {
    let days = (0..<Self.dayCount).map { past.lowerBound.adding(days: $0) }
    let counted = Set(taken.map(\.day))
    let lists = DailyLists(days: days, counted: counted)
    return OverviewBody(
      today: "\(today)", taken: taken.last { $0.day == today }.map { "\($0.taken)" },
      days: days.map { "\($0)" },
      gaps: days.filter { !counted.contains($0) }.map { "\($0)" },
      subscriptions: lists.series(
        subscriptions, by: \.label, order: SubscriptionState.words),
      cancellationsByReason: lists.series(
        cancellations, by: \.label, order: LeavingReason.words),
      cancellationsByEdition: lists.series(cancellations, by: \.detail),
      refunds: lists.series(refunds, by: \.label).compactMap(Self.money),
      deadlines: weeks, totals: totals)
  }

  private static func money(_ series: OverviewBody.Series) -> OverviewBody.MoneySeries? {
    guard let currency = Currency(series.label) else { return nil }
    let total = series.values.reduce(0) { $0 + ($1 ?? 0) }
    return OverviewBody.MoneySeries(
      currency: currency.code, exponent: currency.exponent, values: series.values,
      total: MoneyBody(Money(minorUnits: total, currency: currency)))
  }

  private var weeks: OverviewBody.Deadlines {
    let starts = stride(from: 0, to: Self.dayCount, by: Self.weekDays).map {
      today.adding(days: $0)
    }
    var values: [String: [Int64?]] = [:]
    for row in deadlines {
      values[row.label, default: starts.map { _ in 0 }][(row.day - today) / Self.weekDays]? +=
        row.value
    }
    return OverviewBody.Deadlines(
      weeks: starts.map { "\($0)" },
      series: MilestoneKind.words.compactMap { kind in
        values[kind].map { OverviewBody.Series(label: kind, values: $0) }
      })
  }

  private var totals: OverviewBody.Totals {
    let standings = subscriptions.filter { $0.day == today }
    return OverviewBody.Totals(
      subscriptions: standings.map {
        OverviewBody.Standing(state: $0.label, family: $0.detail, count: $0.value)
      },
      allSubscriptions: standings.reduce(0) { $0 + $1.value },
      cancellations: cancellations.filter { $0.day == today }.reduce(0) { $0 + $1.value },
      refunds: refunds.filter { $0.day == today }.compactMap { row in
        Currency(row.label).map { MoneyBody(Money(minorUnits: row.value, currency: $0)) }
      },
      deadlinesThisWeek: deadlines.filter { $0.day - today < Self.weekDays }
        .reduce(0) { $0 + $1.value })
  }
}

/// Turns numbers of days into one list for each label.
private struct DailyLists {
  /// In order, without gaps.
  let days: [CalendarDate]
  let counted: Set<CalendarDate>

  /// A day that was counted and has no number of a label has 0.
  ///
  /// - Parameter order: the labels that come first, in their order; others follow by name.
  func series(
    _ rows: [RollupRecord], by label: (RollupRecord) -> String, order: [String] = []
  ) -> [OverviewBody.Series] {
    let empty: [Int64?] = days.map { counted.contains($0) ? 0 : nil }
    var values: [String: [Int64?]] = [:]
    for row in rows where counted.contains(row.day) {
      values[label(row), default: empty][row.day - days[0]]? += row.value
    }
    let known = order.filter { values[$0] != nil }
    let others = values.keys.filter { !known.contains($0) }.sorted()
    return (known + others).map { OverviewBody.Series(label: $0, values: values[$0] ?? empty) }
  }
}
