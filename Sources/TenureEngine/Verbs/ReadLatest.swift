import TenureDomain

extension Engine {
  /// The history of an account, or of one of its subscriptions, the newest first.
  ///
  /// - Parameter place: the `next` of the stretch before; nil for the newest.
  public func latestEvents(
    of account: AccountID, subscription: SubscriptionID? = nil, before place: String?,
    limit: Int, by caller: Caller
  ) async throws -> Page<EventBody> {
    try caller.may(.readEvents, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      if let subscription { _ = try tx.context(of: subscription, of: account) }
      let request = LatestRequest(before: place.flatMap { Int64($0) }, limit: limit + 1)
      return try Page(
        tx.latestEvents(of: account, subscription: subscription, request), limit: limit,
        EventBody.init,
        place: { "\($0.sequence)" })
    }
  }

  /// What was charged and what comes back, the newest first.
  public func latestLedger(
    of account: AccountID, before place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<LedgerBody> {
    try caller.may(.readLedger, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      let request = LatestRequest(before: place.flatMap(EntryID.init), limit: limit + 1)
      return Page(
        try tx.latestEntries(of: account, request), limit: limit, LedgerBody.init,
        place: \.id.text)
    }
  }

  /// What the whole ledger of an account comes to, each currency apart.
  public func ledgerTotals(
    of account: AccountID, by caller: Caller
  ) async throws -> [LedgerTotal] {
    try caller.may(.readLedger, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      return try tx.ledgerTotals(of: account)
    }
  }

  /// What the people of an account were written, the newest first. A stretch may be shorter than
  /// the limit though more follows.
  public func latestMessages(
    of account: AccountID, before place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<NoticeBody> {
    try caller.may(.readMessages, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      // What support is told about the account is not for the account's own people.
      let isOwn = if case .person(let person) = caller { person.account == account } else { false }
      return try Page(
        of: { place, limit in
          let request = LatestRequest(before: place.flatMap(MessageID.init), limit: limit)
          return try tx.latestMessages(of: account, request)
        }, where: { !isOwn || $0.recipient != .supportAgent }, from: place, limit: limit,
        NoticeBody.init, place: \.id.text)
    }
  }
}
