import TenureDomain

extension Engine {
  /// What the operator's charts show: the last 90 days and the 90 ahead. It reads roll-ups alone,
  /// so that it costs the same however many subscriptions there are.
  public func overview(by caller: Caller) async throws -> OverviewBody {
    try caller.may(.operate)
    let today = ZoneRules.utc.localDate(of: clock.now())
    return try await store.read { tx in
      var numbers = OverviewNumbers(today: today)
      numbers.taken = try tx.rollupDays(numbers.past)
      numbers.subscriptions = try tx.rollups(.subscriptions, numbers.past)
      numbers.cancellations = try tx.rollups(.cancellations, numbers.past)
      numbers.refunds = try tx.rollups(.refunds, numbers.past)
      numbers.deadlines = try tx.rollups(.deadlines, numbers.ahead)
      return numbers.body
    }
  }
}
