public import TenureDomain

/// What cancelling a subscription that nobody has bought yet would come to on a later day.
public struct CancellingPreview: Sendable, Hashable {
  /// The day of the cancellation, for the account.
  public let day: CalendarDate
  public let decision: DecisionBody
  /// How it would stand afterwards.
  public let timeline: TimelineBody
}

extension Engine {
  /// What cancelling a subscription would come to if it were bought now, so that who buys knows how
  /// to leave. It is the computation of the act itself, under the edition that would hold; nothing
  /// is stored.
  ///
  /// - Parameters:
  ///   - body: JSON, as `createSubscription` takes it.
  ///   - days: how many days after now it is cancelled, each at least 0.
  public func previewCancelling(
    _ body: [UInt8], in account: AccountID, after days: [Int], by caller: Caller,
    language: String? = nil
  ) async throws -> [CancellingPreview] {
    try caller.may(.ask, in: account)
    return try await store.read { [self] tx in
      guard let owner = try tx.account(account) else { throw EngineError.notFound("account") }
      let now = self.now(of: owner)
      let read = try SubscriptionRequest(
        body: body, isNew: true, products: shelf.products, zones: zones.source)
      var subscription = Subscription()
      read.apply(to: &subscription, of: try subject(owner, subscription))
      try read.request.finish()
      let record = SubscriptionRecord(
        account: account, id: SubscriptionID(stored: "none"),
        edition: try edition(for: subscription, of: owner, at: now), subscription: subscription,
        created: now)
      let party = try party(of: caller, in: account, named: nil, tx)
      let say = shelf.localizer(for: language ?? owner.language)
      return try days.map { days in
        let standing = try standing(
          of: SubscriptionInContext(account: owner, record: record), at: now.adding(days: days))
        let decision = standing.decide(Act(.cancel), as: party).decision
        return CancellingPreview(
          day: standing.zone.localDate(of: standing.at),
          decision: DecisionBody(decision, standing.zone, say),
          timeline: TimelineBody(decision.timeline, say))
      }
    }
  }
}
