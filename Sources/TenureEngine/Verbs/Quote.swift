import TenureDomain

extension Engine {
  /// Shows what an act would come to: the same computation as carrying it out, not committed.
  ///
  /// - Throws: `EngineError`.
  public func quote(
    _ request: ActRequest, on subscription: SubscriptionID, of account: AccountID,
    by caller: Caller,
    language: String? = nil
  ) async throws -> QuoteBody {
    try caller.may(.ask, in: account)
    try refuseOtherCalls(request)
    return try await store.read { [self] tx in
      let context = try tx.context(of: subscription, of: account)
      try context.account.refuseIfClosed()
      let party = try party(of: caller, in: account, for: request, isAsking: true, tx)
      return try quote(
        request, on: context, as: party, at: now(of: context.account), tx, language: language)
    }
  }

  /// The quote that holds at an instant.
  func quote(
    _ request: ActRequest, on context: SubscriptionInContext, as party: ActingParty,
    at now: Timestamp, _ tx: any StoreReader, language: String? = nil
  ) throws -> QuoteBody {
    let request = try aim(of: request, from: context, at: now, tx)?.request ?? request
    let decided = try decide(request.act, on: context, at: now, as: party)
    let say = shelf.localizer(for: language ?? context.account.language)
    let token = QuoteToken(
      of: request, by: party, on: decided.standing, edition: decided.editionDigest)
    return QuoteBody(
      quote: token.text, at: "\(now)", expires: "\(expiry(of: decided, request.act))",
      decision: decided.body(request.act, say),
      reasonRequired: decided.asksReason(request.act.kind),
      timeline: TimelineBody(decided.timeline, say),
      edition: decided.edition, version: context.record.version, role: decided.role.rawValue)
  }

  /// Closing an account is an act on the account, not on one of its subscriptions.
  func refuseOtherCalls(_ request: ActRequest) throws {
    guard request.act.kind == .closeAccount else { return }
    throw EngineError.invalid([
      FieldFault(
        field: "act", problem: "an account is not closed through one of its subscriptions",
        remedy: "send it to `POST /v1/accounts/{account}/closure`; `GET` there lists what is open")
    ])
  }
}

extension StoreReader {
  /// - Throws: `EngineError.notFound` if the account has no such subscription.
  func context(of id: SubscriptionID, of account: AccountID) throws -> SubscriptionInContext {
    guard let context = try subscription(id, of: account) else {
      throw EngineError.notFound("subscription")
    }
    return context
  }
}
