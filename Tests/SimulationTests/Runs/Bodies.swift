import TenureDomain
import TenureEngine

/// What an event says, in the words of the naive model's history.
enum HistoryLine {
  private struct Act: Decodable {
    struct Named: Decodable {
      let name: String
    }

    let act: Named
  }

  private struct Passed: Decodable {
    struct Change: Decodable {
      let change: String
      let value: String?
      let start: String?
      let end: String?

      /// `state=expired`, or `renewal 2025-02-10/2025-03-10`.
      var text: String {
        let period = start.flatMap { start in end.map { " \(start)/\($0)" } } ?? ""
        let isTerm = change == "renewal" || change == "term"
        return change + (isTerm ? "" : "=\(value ?? "none")") + period
      }
    }

    let changes: [Change]
  }

  private struct Charged: Decodable {
    struct Amount: Decodable {
      let amount: String
    }

    let amount: Amount
    let start: String
  }

  private struct Reminded: Decodable {
    let milestone: String
    let date: String
    let days: Int
  }

  private struct Deletion: Decodable {
    let goesFrom: String?
  }

  static func text(_ event: EventRecord) throws -> String {
    switch event.type {
    case EventType.carriedOut, EventType.answered:
      return "\(event.type) \(try JSONText.value(Act.self, event.body).act.name)"
    case EventType.passed:
      let changes = try JSONText.value(Passed.self, event.body).changes.map(\.text)
      return "\(event.type) \(event.at) \(changes.joined(separator: " "))"
    case EventType.charged:
      let body = try JSONText.value(Charged.self, event.body)
      let amount = body.amount.amount.filter { $0 != "." }
      return "\(event.type) \(event.at) \(Int64(amount) ?? -1) from \(body.start)"
    case EventType.reminded:
      let body = try JSONText.value(Reminded.self, event.body)
      return "\(event.type) \(event.at) \(body.milestone) \(body.date) \(body.days)"
    case EventType.deletionWarned:
      let from = try JSONText.value(Deletion.self, event.body).goesFrom ?? "none"
      return "\(event.type) \(event.at) \(from)"
    case EventType.deletionBegun: return "\(event.type) \(event.at)"
    default: return event.type
    }
  }
}

extension Command.NewSubscription {
  /// The subscription as the naive model begins with it.
  func naive(_ party: NaiveParty, _ zone: ZoneRules, at now: Timestamp) -> NaiveSubscription {
    let today = zone.localDate(of: now).adding(days: isScheduled ? 1 + ageDays : -ageDays)
    var moment = zone.startOfDay(today)
    if !isScheduled {
      moment = zone.timestamp(of: today, secondOfDay: secondOfDay)
      if moment > now { moment = now }
    }
    let first = zone.localDate(of: moment)
    var subscription = NaiveSubscription(
      party: party, zone: zone, product: party.products[product], kind: isTrial ? .trial : .paid,
      started: moment, anchor: first, months: months, start: first,
      end: first.adding(months: isTrial ? 1 : months), price: Int64(price), every: every,
      purchased: purchased, assigned: assigned, renews: renews, method: "on-file", settled: now)
    if isScheduled { subscription.state = .scheduled }
    return subscription
  }
}

extension NaiveSubscription {
  /// The request that tells the server of it.
  func request(_ id: String) -> [UInt8] {
    let words = [1: "month", 12: "year", 36: "3-year"]
    let interval = kind == .trial ? "" : #", "interval": "\#(words[months] ?? "")""#
    let cents = price % 100
    let begin = state == .scheduled ? "\(start)" : "\(started)"
    return Array(
      #"""
      {"id": "\#(id)", "product": "\#(product)", "kind": "\#(kind.rawValue)",
       "state": "\#(state.rawValue)", "channel": "\#(party.channel)", "started": "\#(begin)",
       "term": {"start": "\#(start)", "end": "\#(end)"\#(interval)},
       "price": {"amount": "\#(price / 100).\#(cents < 10 ? "0" : "")\#(cents)",
                 "currency": "EUR", "per": "\#(party.unit)", "every": "\#(words[every] ?? "")"},
       "licenses": {"purchased": \#(purchased), "assigned": \#(assigned)},
       "recurringBilling": \#(renews), "paymentMethod": "\#(method)"}
      """#.utf8)
  }
}

extension NaiveParty {
  /// The request that tells the server of such a customer.
  var request: [UInt8] {
    let details =
      switch self {
      case .mosa: #""agreement": "mosa", "country": "NO""#
      case .mca: #""agreement": "mca", "country": "US", "billingProfile": "main""#
      case .partner: #""agreement": "csp", "program": "csp-new-commerce", "country": "NZ""#
      case .dane: #""country": "DK", "storage": {"used": "1GB"}"#
      case .american: #""country": "US", "storage": {"used": "1GB"}"#
      }
    return Array(
      #"""
      {"id": "\#(rawValue)", "name": "\#(rawValue)",
       "kind": "\#(isPerson ? "consumer" : "business")", "family": "\#(family)",
       "timeZone": "\#(zone)", \#(details)}
      """#.utf8)
  }
}
