import TenureDomain
import TenurePolicy

extension Engine {
  /// What lies ahead of a subscription as a calendar (RFC 5545).
  public func calendar(
    of id: SubscriptionID, in account: AccountID, by caller: Caller, language: String? = nil
  ) async throws -> String {
    try caller.may(.readSubscriptions, in: account)
    return try await store.read { [self] tx in
      let context = try tx.context(of: id, of: account)
      let now = now(of: context.account)
      let standing = try standing(of: context, at: now)
      let say = shelf.localizer(for: language ?? standing.account.language)
      let forecast = Forecast(of: standing.subject, after: now, under: standing.edition)
      let title = standing.subject.subscription.product?.text ?? id.text
      return CalendarText(
        forecast, name: id.text, title: title, stamp: now, account: standing.subject.account,
        say: say
      ).text
    }
  }
}
