import TenureDomain
import TenureEngine
import Testing

/// Accounts with clocks of their own, in a world whose wall clock stands in March 2025.
extension World {
  static let lab = AccountID(stored: "lab")
  static let own = SubscriptionID(stored: "own")

  /// Makes an account like Fjord's with a clock that says what is told.
  func addOwnClock(
    _ id: AccountID = lab, at clock: String = "2026-01-10T09:00:00Z",
    timeZone: String = "Europe/Oslo"
  ) async throws {
    _ = try await engine.createAccount(
      json(
        #"""
        {"id": "\#(id)", "name": "Lab AS", "kind": "business", "clock": "\#(clock)",
         "family": "microsoft-365-business", "agreement": "mosa", "country": "NO",
         "timeZone": "\#(timeZone)", "language": "en",
         "people": [{"id": "\#(id)-kari", "name": "Kari", "roles": ["global-administrator"]}]}
        """#), by: Self.program)
  }

  /// Adds a subscription of 10 licenses at 12.50 EUR an interval that began on a day.
  func addOwn(
    _ id: String, in account: AccountID = lab, start: String = "2026-01-10",
    end: String = "2026-02-10", interval: String = "month", more: String = ""
  ) async throws {
    _ = try await engine.createSubscription(
      json(
        #"""
        {"id": "\#(id)", "product": "business-premium", "started": "\#(start)",
         "term": {"start": "\#(start)", "end": "\#(end)", "interval": "\#(interval)"},
         "price": {"amount": "12.50", "currency": "EUR", "per": "license",
                   "every": "\#(interval)"},
         "licenses": {"purchased": 10, "assigned": 8}, "recurringBilling": true,
         "paymentMethod": "on-file"\#(more)}
        """#), in: account, by: Self.program)
  }

  func advance(_ account: AccountID = lab, to instant: String) async throws -> AdvanceBody {
    try await engine.advanceClock(
      of: account, json(#"{"to": "\#(instant)"}"#), by: Self.program)
  }

  func events(in account: AccountID) async throws -> [EventRecord] {
    try await engine.store.read {
      try $0.events(of: account, subscription: nil, PageRequest(limit: 10_000))
    }
  }

  func stored(_ id: String, in account: AccountID = lab) async throws -> SubscriptionRecord {
    let context = try await engine.store.read {
      try $0.subscription(SubscriptionID(stored: id), of: account)
    }
    return try #require(context?.record)
  }
}

/// What happened, without the ids that differ from world to world.
struct HappenedLine: Hashable {
  let at: Timestamp
  let subscription: String?
  let type: String

  init(_ event: EventRecord) {
    at = event.at
    subscription = event.subscription?.text
    type = event.type
  }

  /// Everything but the moves of the clock themselves.
  static func lines(_ events: [EventRecord]) -> [HappenedLine] {
    events.filter { $0.type != EventType.clockAdvanced }.map(HappenedLine.init)
  }
}
