import TenureDomain
import TenureEngine
import TenurePolicy

/// An account's home: what there is, how it stands, and how to leave each.
enum AccountPage {
  static let routes: [Route] = [.get("/accounts/{account}", get)]

  /// Of what an account has, this much is looked through.
  static let mostLookedAt = PageLimit.most
  /// The dates of so many subscriptions are looked up.
  private static let mostDates = 12

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let held = try await held(by: AccountID(stored: account.id), visit)
    return account.kind == AccountKind.consumer.rawValue
      ? try await ServicesView.answer(held, visit) : try await BillingView.answer(held, visit)
  }

  /// All that an account has, what runs first.
  private static func held(
    by account: AccountID, _ visit: Visit
  ) async throws -> [SubscriptionWords] {
    let page = try await visit.engine.subscriptions(
      SubscriptionFilter(account: account, now: visit.engine.clock.now()), after: nil,
      limit: mostLookedAt, by: try visit.caller())
    return page.items.map { SubscriptionWords($0, visit) }.enumerated().sorted { one, other in
      (one.element.state?.rank ?? 0, one.offset) < (other.element.state?.rank ?? 0, other.offset)
    }.map(\.element)
  }

  /// What its people should see to, the most pressing first.
  static func concerns(
    _ held: [SubscriptionWords], _ visit: Visit
  ) async throws -> [Concern] {
    var found: [Concern] = []
    var lookedUp = 0
    for words in held {
      var timeline: TimelineBody?
      if lookedUp < mostDates, Concern.asksForDates(words) {
        lookedUp += 1
        timeline = try await visit.engine.timeline(
          of: words.id, in: words.account, by: try visit.caller(), language: visit.language
        ).body.timeline
      }
      found += Concern.all(words, timeline)
    }
    let names = visit.names(of: held.map(\.body))
    return found.enumerated().sorted { one, other in
      (one.element.rank, one.offset) < (other.element.rank, other.offset)
    }.map { $0.element.named(names) }
  }

  /// How the account stands, in a sentence.
  static func lead(
    _ held: [SubscriptionWords], _ concerns: [Concern], _ visit: Visit
  ) -> String {
    if held.isEmpty { return visit.text("account.lead-none") }
    if concerns.isEmpty { return visit.text("account.lead-fine") }
    return visit.count("account.lead", concerns.count)
  }

  /// What holds for the account as a whole; nil if nothing does.
  static func standing(of account: AccountBody, _ visit: Visit) -> String? {
    if let closed = account.closed {
      return visit.text("account.closed", ["date": visit.date(closed)])
    }
    return account.blocked.map { visit.text("account.blocked", ["date": visit.date($0)]) }
  }
}
