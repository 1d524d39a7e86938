import TenureDomain
import TenureEngine

/// The numbers behind a chart as a file, for programs: codes in place of names.
enum OverviewFile: String, CaseIterable {
  case subscriptions
  case cancellationsByReason = "cancellations-by-reason"
  case cancellationsByEdition = "cancellations-by-edition"
  case refunds
  case deadlines

  init?(fileName: String) {
    guard fileName.hasSuffix(Self.ending) else { return nil }
    self.init(rawValue: String(fileName.dropLast(Self.ending.count)))
  }

  private static let ending = ".csv"
  var fileName: String { rawValue + Self.ending }

  /// One row a day, or a week for what lies ahead. A field is empty where nothing was counted.
  func text(of body: OverviewBody) -> String {
    switch self {
    case .subscriptions: table("day", body.days, body.subscriptions)
    case .cancellationsByReason: table("day", body.days, body.cancellationsByReason)
    case .cancellationsByEdition: table("day", body.days, body.cancellationsByEdition)
    case .deadlines: table("week", body.deadlines.weeks, body.deadlines.series)
    case .refunds: money(body)
    }
  }

  private func table(
    _ time: String, _ times: [String], _ series: [OverviewBody.Series]
  ) -> String {
    var csv = CSVText([time] + series.map(\.label))
    for (index, time) in times.enumerated() {
      csv.add([time] + series.map { one in one.values[index].map { "\($0)" } ?? "" })
    }
    return csv.text
  }

  private func money(_ body: OverviewBody) -> String {
    var csv = CSVText(["day"] + body.refunds.map(\.currency))
    for (index, day) in body.days.enumerated() {
      let amounts = body.refunds.map { series -> String in
        guard let value = series.values[index], let currency = Currency(series.currency) else {
          return ""
        }
        return Money(minorUnits: value, currency: currency).amountText
      }
      csv.add([day] + amounts)
    }
    return csv.text
  }
}
