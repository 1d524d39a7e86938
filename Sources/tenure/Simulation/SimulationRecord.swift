import TenureDomain
import TenureEngine

/// What happened in a simulated world, read from its histories and ledgers.
struct SimulationRecord {
  /// How much happened in a month, and in all.
  struct Counts: Encodable, Equatable {
    var started = 0
    var renewed = 0
    var cancelled = 0
    var expired = 0
    var disabled = 0
    var deleted = 0
    var reminders = 0
    var charges = 0
    var refunds = 0
    /// Acts that were answered with a no.
    var refused = 0
  }

  /// What one subscription went through.
  struct Lane {
    let id: String
    let name: String
    let product: String
    /// What was bought, in words.
    let bought: String
    var lines: [Line] = []
    /// The state from a day on, in order.
    var states: [(from: CalendarDate, state: String)] = []
    var marks: [(on: CalendarDate, mark: Mark)] = []
    /// Charges and refunds, in the order of the ledger.
    var charged = 0
  }

  /// One line of a story.
  struct Line: Encodable {
    let date: String
    let event: String
    var text: String
    /// Whether it is a renewal and nothing else.
    var isRenewal = false

    private enum CodingKeys: String, CodingKey {
      case date, event, text
    }
  }

  enum Mark: String, CaseIterable {
    case cancelled, reactivated, refunded
  }

  let world: SimulatedWorld
  private(set) var lanes: [Lane] = []
  private var counts: [Int: Counts] = [:]
  private(set) var total = Counts()
  /// In minor units, by currency.
  private var charged: [Currency: Int64] = [:]
  private var refunded: [Currency: Int64] = [:]

  init(of world: SimulatedWorld, _ engine: Engine, _ caller: Caller) async throws {
    self.world = world
    for customer in world.customers where customer.bought < world.end {
      let account = AccountID(stored: customer.account.id)
      let (events, entries) = try await engine.store.read { tx in
        (try tx.history(of: account), try tx.wholeLedger(of: account))
      }
      guard let zone = engine.zones.zone(customer.offer.zone) else { continue }
      var lane = Lane(
        id: customer.subscription.id, name: customer.name, product: customer.offer.product,
        bought: Self.purchase(customer))
      // East of Greenwich the day after the last one has begun when the world ends.
      let end = ZoneRules.utc.localDate(of: world.end)
      for event in events where event.subscription != nil {
        let date = zone.localDate(of: event.at)
        guard date < end else { continue }
        take(event, try JSONText.value(RawJSON.self, event.body), on: date, &lane)
      }
      for entry in entries {
        let date = zone.localDate(of: entry.at)
        if date < end { take(entry, on: date, &lane) }
      }
      lanes.append(lane)
    }
  }

  /// The months of the world with what happened in each.
  var months: [(name: String, counts: Counts)] {
    let first = Self.month(of: SimulatedWorld.firstDay)
    let last = Self.month(of: ZoneRules.utc.localDate(of: world.end).adding(days: -1))
    return (first...max(first, last)).map { month in
      let number = month % 12 + 1
      return ("\(month / 12)-\(number < 10 ? "0" : "")\(number)", counts[month] ?? Counts())
    }
  }

  /// What was charged and what came back, by currency.
  var money: [(charged: Money, refunded: Money)] {
    Set(charged.keys).union(refunded.keys).sorted { $0.code < $1.code }.map { currency in
      (
        Money(minorUnits: charged[currency] ?? 0, currency: currency),
        Money(minorUnits: refunded[currency] ?? 0, currency: currency)
      )
    }
  }

  private static func month(of date: CalendarDate) -> Int { date.year * 12 + date.month - 1 }

  private mutating func count(_ date: CalendarDate, _ what: WritableKeyPath<Counts, Int>) {
    counts[Self.month(of: date), default: Counts()][keyPath: what] += 1
    total[keyPath: what] += 1
  }

  private mutating func take(
    _ event: EventRecord, _ body: RawJSON, on date: CalendarDate, _ lane: inout Lane
  ) {
    switch event.type {
    case EventType.subscriptionCreated:
      count(date, \.started)
      lane.states.append((date, "active"))
    case EventType.carriedOut: carriedOut(body["act"]["name"].text ?? "", date, &lane)
    case EventType.answered: count(date, \.refused)
    case EventType.reminded, EventType.deletionWarned: count(date, \.reminders)
    default: break
    }
    for change in body["changes"].items { take(change, date, &lane) }
    let isNew = event.type == EventType.subscriptionCreated
    let changes = body["changes"].items
    let isRenewal =
      event.type == EventType.passed
      && changes.contains { $0["change"].text == "renewal" }
    lane.lines.append(
      Line(
        date: "\(date)", event: event.type,
        text: isNew ? lane.bought : HistoryLine(type: event.type, body: body).text,
        isRenewal: isRenewal))
  }

  private static func purchase(_ customer: SimulatedWorld.Customer) -> String {
    let (offer, draft) = (customer.offer, customer.subscription)
    let count = draft.licenses.map { "\($0.purchased) licenses of " } ?? ""
    let term = offer.months == 1 ? "a month" : offer.months == 12 ? "a year" : "three years"
    let kind = offer.subscriptionKind == "trial" ? "tries" : "buys"
    let renews = draft.recurringBilling ? "renews" : "does not renew"
    return "\(kind) \(count)\(offer.product) for \(term) at \(offer.amount) \(offer.currency); "
      + "it \(renews)"
  }

  private mutating func carriedOut(_ act: String, _ date: CalendarDate, _ lane: inout Lane) {
    switch ActKind(rawValue: act) {
    case .cancel:
      count(date, \.cancelled)
      lane.marks.append((date, .cancelled))
    case .reactivate, .resume: lane.marks.append((date, .reactivated))
    default: break
    }
  }

  private mutating func take(_ change: RawJSON, _ date: CalendarDate, _ lane: inout Lane) {
    switch change["change"].text {
    case "renewal": count(date, \.renewed)
    case "begin": lane.states.append((date, "active"))
    case "state", "end":
      guard let state = change["value"].text, state != lane.states.last?.state else { return }
      lane.states.append((date, state))
      switch state {
      case "expired": count(date, \.expired)
      case "disabled": count(date, \.disabled)
      case "deleted": count(date, \.deleted)
      default: break
      }
    default: break
    }
  }

  private mutating func take(_ entry: LedgerRecord, on date: CalendarDate, _ lane: inout Lane) {
    guard let amount = entry.entry.postings.first?.amount else { return }
    switch entry.entry.kind {
    case .charge:
      count(date, \.charges)
      lane.charged += 1
      charged[amount.currency, default: 0] += amount.minorUnits
    case .refund:
      count(date, \.refunds)
      lane.marks.append((date, .refunded))
      refunded[amount.currency, default: 0] += amount.minorUnits
    default: break
    }
  }
}

extension StoreReader {
  /// The whole history of an account.
  fileprivate func history(of account: AccountID) throws -> [EventRecord] {
    var all: [EventRecord] = []
    while true {
      let page = PageRequest(after: all.last?.sequence, limit: 500)
      let events = try events(of: account, subscription: nil, page)
      all += events
      if events.count < page.limit { return all }
    }
  }

  fileprivate func wholeLedger(of account: AccountID) throws -> [LedgerRecord] {
    var all: [LedgerRecord] = []
    while true {
      let page = PageRequest(after: all.last?.id, limit: 500)
      let entries = try ledger(of: account, page)
      all += entries
      if entries.count < page.limit { return all }
    }
  }
}
