import TenureDomain
import TenureEngine
import Testing

/// What the calendar cases of other systems read of a history.
struct PassedTime {
  /// The terms that time began, in order: `2025-02-28..2026-02-28`, the end excluded.
  private(set) var terms: [String] = []
  /// The days on which charge cycles became due, with their amounts.
  private(set) var charges: [String] = []
  /// The instants of the charges.
  private(set) var chargedAt: [Timestamp] = []
  /// The instants at which terms began.
  private(set) var renewedAt: [Timestamp] = []

  init(_ events: [EventRecord]) throws {
    for event in events {
      let body = try JSONText.value(RawJSON.self, event.body)
      switch event.type {
      case EventType.passed:
        for change in body.member("changes").items
        where ["renewal", "begin"].contains(change.member("change").word) {
          terms.append("\(change.member("start").word)..\(change.member("end").word)")
          renewedAt.append(event.at)
        }
      case EventType.charged:
        charges.append(
          "\(body.member("start").word) \(body.member("amount").member("amount").word)")
        chargedAt.append(event.at)
      default: break
      }
    }
  }
}

extension RawJSON {
  fileprivate func member(_ name: String) -> RawJSON {
    guard case .object(let members) = self else { return .null }
    return members[name] ?? .null
  }

  fileprivate var items: [RawJSON] {
    guard case .list(let items) = self else { return [] }
    return items
  }

  fileprivate var word: String {
    guard case .text(let text) = self else { return "" }
    return text
  }
}

extension World {
  /// What time brought about in an account with a clock of its own, once it was advanced.
  func passed(_ account: AccountID = lab, to instant: String) async throws -> PassedTime {
    let answer = try await advance(account, to: instant)
    #expect(answer.finished && answer.waiting.isEmpty)
    return try PassedTime(try await events(in: account))
  }

  func entries(of account: AccountID = lab) async throws -> [LedgerRecord] {
    try await engine.store.read { try $0.ledger(of: account, PageRequest(limit: 1_000)) }
  }
}
