import TenureDomain

/// What happened in a simulated world, in text.
struct SimulationPage {
  private var page: Page

  var text: String { page.text }

  init(
    _ record: SimulationRecord, _ stories: SimulationStories, seed: UInt64, _ terminal: Terminal
  ) {
    page = Page(terminal)
    let end = ZoneRules.utc.localDate(of: record.world.end)
    line(
      "\(record.lanes.count) subscriptions from \(SimulatedWorld.firstDay) to \(end), seed \(seed)")
    line("")
    row("month", Self.columns.map(\.name))
    for (name, counts) in record.months {
      row(name, Self.columns.map { "\($0.count(counts))" })
    }
    row("in all", Self.columns.map { "\($0.count(record.total))" })
    line("")
    line("\(record.total.refused) acts were answered with a no")
    if !record.money.isEmpty {
      for (charged, refunded) in record.money {
        line("charged after the purchase: \(charged); came back: \(refunded)")
      }
    }
    for story in stories.stories {
      page.heading("\(story.subscription)  \(story.name), \(story.product)")
      for told in story.lines { page.paragraph(told.text, indent: 2, mark: "\(told.date)  ") }
    }
  }

  private typealias Column = (name: String, count: @Sendable (SimulationRecord.Counts) -> Int)

  private static let columns: [Column] = [
    ("started", { $0.started }), ("renewed", { $0.renewed }), ("cancelled", { $0.cancelled }),
    ("expired", { $0.expired }), ("disabled", { $0.disabled }), ("deleted", { $0.deleted }),
    ("reminders", { $0.reminders }), ("charges", { $0.charges }), ("refunds", { $0.refunds }),
  ]

  private mutating func line(_ line: String) { page.verbatim(line) }

  private mutating func row(_ label: String, _ cells: [String]) {
    let padded = zip(Self.columns, cells).map { column, cell in
      String(repeating: " ", count: max(0, column.name.count - cell.count)) + cell
    }
    line(label.padded(to: 7) + "  " + padded.joined(separator: "  "))
  }
}

/// The same for programs.
struct SimulationBody: Encodable {
  struct Month: Encodable {
    let month: String
    let counts: SimulationRecord.Counts
  }

  struct Amounts: Encodable {
    let currency: String
    let charged: String
    let refunded: String
  }

  let seed: UInt64
  let from: String
  /// Exclusive.
  let to: String
  let subscriptions: Int
  let months: [Month]
  let total: SimulationRecord.Counts
  let money: [Amounts]
  let stories: [SimulationStories.Story]

  init(_ record: SimulationRecord, _ stories: SimulationStories, seed: UInt64) {
    self.seed = seed
    from = "\(SimulatedWorld.firstDay)"
    to = "\(ZoneRules.utc.localDate(of: record.world.end))"
    subscriptions = record.lanes.count
    months = record.months.map { Month(month: $0.name, counts: $0.counts) }
    total = record.total
    money = record.money.map { charged, refunded in
      Amounts(
        currency: charged.currency.code, charged: charged.amountText,
        refunded: refunded.amountText)
    }
    self.stories = stories.stories
  }
}
