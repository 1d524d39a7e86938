import TenureDomain
import TenureEngine
import TenurePolicy

/// What was charged, what comes back and what is to be paid, as the ledger holds it.
enum MoneyPage {
  struct Model: Sendable {
    /// What the ledger comes to in one currency.
    struct Sum: Sendable {
      let currency: String
      let lines: [Line]
    }

    struct Line: Sendable {
      let what: String
      let amount: String
    }

    /// What happened on one day.
    struct Day: Sendable {
      let date: String
      let isoDate: String
      let rows: [Row]
    }

    struct Row: Sendable {
      let what: String
      let product: TextLink?
      let receipt: String?
      let amount: String
    }

    /// Something that is to be paid.
    struct Payment: Sendable {
      let product: TextLink
      let what: String
      let amount: String
      let due: String
      let badge: String
      let state: String
      /// What happens next, or what to do.
      let next: String
    }

    let payments: [Payment]
    let hasPayments: Bool
    let earlierPayments: String?
    let morePayments: String?
    let hasMorePayments: Bool
    let sums: [Sum]
    let hasSums: Bool
    let days: [Day]
    let hasDays: Bool
    let pager: LatestPager
    let account: String
    let calendar: String
  }

  static let routes: [Route] = [.get("/accounts/{account}/money", get)]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let ledger = try await own.engine.latestLedger(
      of: own.id, before: LatestPager.place(visit), limit: AccountVisit.rows, by: own.caller)
    let open = try await MoneyOwed(own).payments()
    // What was on a later page may have been paid meanwhile.
    let last = max(open.count - 1, 0) / AccountVisit.rows * AccountVisit.rows
    let from = min(max(visit.query["from"].flatMap { Int($0) } ?? 0, 0), last)
    let shown = Array(open.dropFirst(from).prefix(AccountVisit.rows))
    let named = Set(ledger.items.compactMap(\.subscription) + shown.map(\.subscription))
    let titles = try await own.titles(of: named)
    let rest = open.count - from - shown.count
    let place = Place.money(own.id)
    let sums = LedgerSums(try await own.engine.ledgerTotals(of: own.id, by: own.caller))
    let model = Model(
      payments: shown.map { MoneyOwed(own).row(of: $0, titles) }, hasPayments: !shown.isEmpty,
      earlierPayments: from > 0 ? paymentsPath(from: from - AccountVisit.rows, own) : nil,
      morePayments: rest > 0 ? paymentsPath(from: from + shown.count, own) : nil,
      hasMorePayments: from > 0 || rest > 0,
      sums: sums.currencies.map { sum(of: $0, sums, visit) },
      hasSums: !sums.currencies.isEmpty, days: days(ledger.items, titles, own),
      hasDays: !ledger.items.isEmpty, pager: LatestPager(visit, place, next: ledger.next),
      account: Place.account(own.id).path,
      calendar: Place.calendar(own.id).path)
    return .page(
      "money", title: visit.text("money.title"), lead: visit.text("money.lead"), in: .money, model)
  }

  private static func paymentsPath(from row: Int, _ own: AccountVisit) -> String {
    Place.money(own.id).path(row > 0 ? [("from", "\(row)")] : [])
  }

  private static func sum(of currency: Currency, _ sums: LedgerSums, _ visit: Visit) -> Model.Sum {
    Model.Sum(
      currency: currency.code,
      lines: sums.lines(in: currency).map {
        Model.Line(what: visit.text("money.sum-\($0.word)"), amount: visit.money($0.amount))
      })
  }

  private static func days(
    _ entries: [LedgerBody], _ titles: [String: String], _ own: AccountVisit
  ) -> [Model.Day] {
    var days: [(date: CalendarDate, rows: [Model.Row])] = []
    for entry in entries {
      guard let at = Timestamp(entry.at) else { continue }
      let date = own.visit.zone.localDate(of: at)
      let rows = entry.postings.map { row(of: $0, in: entry, titles, own) }
      if days.last?.date == date {
        days[days.count - 1].rows += rows
      } else {
        days.append((date, rows))
      }
    }
    return days.map {
      Model.Day(date: own.visit.say.date($0.date), isoDate: "\($0.date)", rows: $0.rows)
    }
  }

  private static func row(
    of posting: EntryBody, in entry: LedgerBody, _ titles: [String: String], _ own: AccountVisit
  ) -> Model.Row {
    Model.Row(
      what: own.visit.text("money.\(word(for: posting))"),
      product: entry.subscription.map {
        TextLink(
          titles[$0] ?? own.visit.product(nil),
          .subscription(own.id, SubscriptionID(stored: $0)))
      },
      receipt: entry.receipt.map { Place.receipt(own.id, ReceiptID(stored: $0)).path },
      amount: own.visit.money(posting.amount))
  }

  /// What a posting means to people: the key of a text.
  static func word(for posting: EntryBody) -> String {
    let kind = LedgerEntry.Kind(rawValue: posting.kind)
    let source = LedgerAccount(rawValue: posting.source)
    let destination = LedgerAccount(rawValue: posting.destination)
    switch (kind, source, destination) {
    case (.charge, _, _): return "charged"
    case (.payment, _, _): return "paid"
    case (.refund, _, .credit): return "refund-invoice"
    case (.refund, _, _): return "refund-method"
    case (.void, .revenue, _): return "given-up"
    case (.void, _, _): return "set-off"
    case (.reversal, _, .cash): return "payment-reversed"
    case (.reversal, _, .receivable): return "charge-reversed"
    case (.reversal, .credit, _), (.reversal, .payable, _): return "refund-reversed"
    case (.reversal, _, _), (nil, _, _): return "reversed"
    }
  }
}
