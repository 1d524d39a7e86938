import TenureDomain

extension Engine {
  /// The history of an account, or of one of its subscriptions, from the beginning.
  public func events(
    of account: AccountID, subscription: SubscriptionID? = nil, after place: String?, limit: Int,
    by caller: Caller
  ) async throws -> Page<EventBody> {
    try caller.may(.readEvents, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      if let subscription { _ = try tx.context(of: subscription, of: account) }
      let request = PageRequest(after: place.flatMap { Int64($0) }, limit: limit + 1)
      let events = try tx.events(of: account, subscription: subscription, request)
      return try Page(events, limit: limit, EventBody.init, place: { "\($0.sequence)" })
    }
  }

  /// What was charged and what comes back, from the beginning.
  public func ledger(
    of account: AccountID, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<LedgerBody> {
    try caller.may(.readLedger, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      let request = PageRequest(after: place.flatMap(EntryID.init), limit: limit + 1)
      return Page(
        try tx.ledger(of: account, request), limit: limit, LedgerBody.init, place: \.id.text)
    }
  }
}
