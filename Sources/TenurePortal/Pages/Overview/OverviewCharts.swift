import TenureDomain
import TenureEngine
import TenurePolicy

/// The charts of the overview, each with its words and the table behind it.
struct OverviewCharts {
  let visit: Visit
  let body: OverviewBody
  private let weeks: OverviewWeeks

  init(_ body: OverviewBody, _ visit: Visit) {
    self.visit = visit
    self.body = body
    weeks = OverviewWeeks(body)
  }

  var all: [ChartFigure] {
    [
      states,
      byWeek(
        "reasons", weekly(body.cancellationsByReason, name: OverviewNames(visit).reason),
        .cancellationsByReason),
      byWeek("editions", weekly(body.cancellationsByEdition) { $0 }, .cancellationsByEdition),
      deadlines, refunds,
    ]
  }

  // MARK: Days

  /// How many subscriptions are in which state, every seventh day; the file
  /// tells every day.
  private var states: ChartFigure {
    let names = OverviewNames(visit)
    // From below, where a line is read most easily: what is active, which nearly all are.
    let active = SubscriptionState.active.rawValue
    let ordered =
      body.subscriptions.filter { $0.label == active }
      + body.subscriptions.filter { $0.label != active }
    let series = ordered.map {
      ChartSeries(name: names.state($0.label), values: $0.values)
    }.puttingTogether(as: visit.text("charts.others"))
    let days = body.days
    let caption = visit.text("overview.chart-states")
    let said = series.compactMap(change)
    let drawing = ChartDrawing(
      .area, series.map { $0.sampled(every: OverviewWeeks.days) }, label: label(caption, said),
      times: (day(days.first), day(days[days.count / 2]), day(days.last)),
      unit: { unit($0) }, number: { "\($0)" })
    let shown = stride(from: days.count - 1, through: 0, by: -OverviewWeeks.days)
    return ChartFigure(
      caption: caption, drawings: said.isEmpty ? [] : [drawing],
      legend: said.isEmpty ? [] : series.map(\.name),
      notes: gaps(body.gaps.count), empty: visit.text("overview.empty-states"),
      time: visit.text("charts.day"), heads: series.map(\.name),
      rows: shown.map { index in
        ChartFigure.Row(
          name: day(days[index]), cells: series.map { number($0.values[index]) })
      }, csv: .chart(OverviewFile.subscriptions.fileName))
  }

  /// How a number changed, in words; nil where nothing was counted.
  private func change(of series: ChartSeries) -> String? {
    let counted = series.values.compactMap(\.self)
    guard let first = counted.first, let last = counted.last else { return nil }
    let key = first < last ? "charts.rises" : first > last ? "charts.falls" : "charts.stays"
    return visit.text(
      key, ["name": series.name, "from": number(first), "to": number(last)])
  }

  // MARK: Weeks

  private func weekly(
    _ series: [OverviewBody.Series], name: (String) -> String
  ) -> [ChartSeries] {
    series.map { ChartSeries(name: name($0.label), values: weeks.sums($0.values)) }
      .filter { $0.total > 0 }
      .puttingTogether(as: visit.text("charts.others"))
  }

  private func byWeek(
    _ name: String, _ series: [ChartSeries], _ file: OverviewFile
  ) -> ChartFigure {
    figure(name, series, starts: weeks.starts, notes: gaps(weeks.gaps), file)
  }

  /// The dates ahead, of as many weeks as the charts look back.
  private var deadlines: ChartFigure {
    let starts = Array(body.deadlines.weeks.prefix(OverviewWeeks.count))
    let series = body.deadlines.series.map {
      ChartSeries(
        name: OverviewNames(visit).milestone($0.label),
        values: Array($0.values.prefix(starts.count)))
    }.filter { $0.total > 0 }.puttingTogether(as: visit.text("charts.others"))
    return figure("deadlines", series, starts: starts, notes: [], .deadlines)
  }

  private func figure(
    _ name: String, _ series: [ChartSeries], starts: [String], notes: [String],
    _ file: OverviewFile
  ) -> ChartFigure {
    let caption = visit.text("overview.chart-\(name)")
    let said = series.map {
      visit.text("charts.total", ["name": $0.name, "total": number($0.total)])
    }
    let drawing = ChartDrawing(
      .bar, series, label: label(caption, said + peak(series, starts)), times: times(starts),
      unit: { unit($0) }, number: { "\($0)" })
    return ChartFigure(
      caption: caption, drawings: series.isEmpty ? [] : [drawing], legend: series.map(\.name),
      notes: notes, empty: visit.text("overview.empty-\(name)"), time: visit.text("charts.week"),
      heads: series.map(\.name),
      rows: starts.indices.map { index in
        ChartFigure.Row(
          name: day(starts[index]), cells: series.map { number($0.values[index]) })
      }, csv: .chart(file.fileName))
  }

  /// The week with the most of all, in words.
  private func peak(_ series: [ChartSeries], _ starts: [String]) -> [String] {
    let sums = starts.indices.map { index in
      Int64.sum(series.compactMap { $0.values[index] })
    }
    guard let most = sums.max(), most > 0, let index = sums.firstIndex(of: most) else { return [] }
    return [
      visit.text("charts.peak", ["week": visit.date(starts[index]), "total": number(most)])
    ]
  }

  private func times(_ starts: [String]) -> (start: String, middle: String, end: String) {
    let last = starts.last.flatMap { CalendarDate($0) }?.adding(days: OverviewWeeks.days - 1)
    return (
      day(starts.first), day(starts.isEmpty ? nil : starts[starts.count / 2]),
      last.map { day("\($0)") } ?? ""
    )
  }
}

// MARK: - Money

extension OverviewCharts {
  /// What was promised back, each currency on a plane of its own, because nothing compares them.
  private var refunds: ChartFigure {
    let caption = visit.text("overview.chart-refunds")
    let known = body.refunds.compactMap { series -> (currency: Currency, sums: [Int64?])? in
      guard let currency = Currency(series.currency) else { return nil }
      let sums = weeks.sums(series.values)
      return sums.contains { ($0 ?? 0) > 0 } ? (currency, sums) : nil
    }
    let shown = known.prefix(ChartSeries.most)
    let drawings = shown.enumerated().map { index, money in
      drawing(of: money.sums, in: money.currency, number: index + 1, caption)
    }
    var notes = gaps(weeks.gaps)
    if known.count > shown.count {
      let rest = known.dropFirst(shown.count).map(\.currency.code)
      notes.append(visit.text("overview.more-currencies", ["currencies": visit.say.list(rest)]))
    }
    return ChartFigure(
      caption: caption, drawings: drawings, legend: [], notes: notes,
      empty: visit.text("overview.empty-refunds"), time: visit.text("charts.week"),
      heads: shown.map(\.currency.code),
      rows: weeks.starts.indices.map { index in
        ChartFigure.Row(
          name: day(weeks.starts[index]),
          cells: shown.map { money in
            money.sums[index].map { say($0, money.currency) } ?? visit.text("charts.none")
          })
      }, csv: .chart(OverviewFile.refunds.fileName))
  }

  private func drawing(
    of sums: [Int64?], in currency: Currency, number: Int, _ caption: String
  ) -> ChartDrawing {
    let series = ChartSeries(name: currency.code, values: sums)
    var said = [
      visit.text("charts.total", ["name": currency.code, "total": say(series.total, currency)])
    ]
    if let most = sums.compactMap(\.self).max(), let index = sums.firstIndex(of: most) {
      said.append(
        visit.text(
          "charts.peak",
          ["week": visit.date(weeks.starts[index]), "total": say(most, currency)]))
    }
    return ChartDrawing(
      .bar, [series], label: label(caption, said), whole: Money.minorUnits(of: currency),
      times: times(weeks.starts), first: number,
      unit: { wholes in
        let shortened = unit(wholes)
        return shortened.map { "\(currency.code), \($0)" } ?? currency.code
      }, number: { "\($0)" })
  }

  private func say(_ minorUnits: Int64, _ currency: Currency) -> String {
    visit.money(Money(minorUnits: minorUnits, currency: currency))
  }
}

// MARK: - Words

extension OverviewCharts {
  private func label(_ caption: String, _ said: [String]) -> String {
    "\(caption). " + said.joined(separator: "; ")
  }

  /// A number as the table tells it.
  private func number(_ value: Int64?) -> String {
    value.map { visit.say.number(Int($0)) } ?? visit.text("charts.none")
  }

  /// A day without its year: a chart looks less than a year back and ahead.
  private func day(_ text: String?) -> String {
    guard let date = text.flatMap({ CalendarDate($0) }) else { return "" }
    let (_, month, day) = date.components
    return visit.text(
      "charts.short-day",
      [
        "day": "\(day)", "month": visit.say.text("formats.months.\(month)"),
        "dd": day < 10 ? "0\(day)" : "\(day)", "mm": month < 10 ? "0\(month)" : "\(month)",
      ])
  }

  private func unit(_ wholes: Int64) -> String? {
    wholes > 1 ? visit.text("charts.in-\(wholes)") : nil
  }

  private func gaps(_ count: Int) -> [String] {
    count > 0 ? [visit.count("charts.gaps", count)] : []
  }
}

extension Money {
  /// How many of its smallest units one of a currency is.
  fileprivate static func minorUnits(of currency: Currency) -> Int64 {
    (0..<currency.exponent).reduce(1) { units, _ in units * 10 }
  }
}
