import TenureDomain

extension Engine {
  /// Carries out an act, once: authorise, load, decide, plan, commit, receipt.
  ///
  /// - Parameters:
  ///   - once: the request's idempotency key; a repetition gets the first answer again.
  ///   - version: the version that the request expects of the subscription (`If-Match`).
  /// - Returns: status 200 with the receipt if it was carried out or was unnecessary, else 409 with
  ///   the receipt of the "no".
  /// - Throws: `EngineError`, `StoreError`.
  public func carryOut(
    _ request: ActRequest, on subscription: SubscriptionID, of account: AccountID,
    by caller: Caller, once: OnceOnly? = nil, ifVersion version: Int64? = nil
  ) async throws -> Answer {
    try caller.may(.act, in: account)
    try refuseOtherCalls(request)
    let wall = clock.now()
    let key = once.map { RequestKey(caller: caller.name, key: $0.key) }
    return try await inFlight.holding(key) {
      let ahead = try await prepareAhead(request, subscription, account, caller, wall)
      return try await store.write { [self] tx in
        let opening = try tx.open(key, account: account, subscription: subscription)
        if let once, let answer = try repeated(opening.claim, once, tx) { return answer }
        guard let owner = opening.account, let record = opening.subscription else {
          throw EngineError.notFound("subscription")
        }
        try owner.refuseIfClosed()
        if let version, version != record.version {
          throw EngineError.changed(current: record.version)
        }
        let received = owner.time(wall)
        let commit: ActCommit
        if let ahead, ahead.wasMade(from: opening) {
          commit = ahead
        } else {
          let party = try party(of: caller, in: account, for: request, tx)
          let context = try tx.context(of: record, in: owner)
          commit = try prepare(request, on: context, as: party, at: received, tx)
        }
        try commit.write(
          to: tx, account: account, head: opening.head, key, once, ids, at: received, wall: wall)
        try acted(
          on: commit.account ?? owner, by: caller, hasChanged: commit.record != nil,
          at: received, tx)
        return commit.answer
      }
    }
  }

  /// Where one writer serves everybody and is at work, deciding and signing are done before its
  /// turn comes; if the subscription has changed by then, they are done again. Faults are left to
  /// that turn, which knows if the request was answered before.
  private func prepareAhead(
    _ request: ActRequest, _ subscription: SubscriptionID, _ account: AccountID, _ caller: Caller,
    _ wall: Timestamp
  ) async throws -> ActCommit? {
    guard store.isWriterAtWork else { return nil }
    return try? await store.read { [self] tx in
      let context = try tx.context(of: subscription, of: account)
      let party = try party(of: caller, in: account, for: request, tx)
      return try prepare(
        request, on: context, as: party, at: context.account.time(wall), tx)
    }
  }

  /// The answer given before, nil if this is the first time.
  func repeated(
    _ claim: Opening.Claim, _ once: OnceOnly, _ tx: any StoreReader
  ) throws -> Answer? {
    switch claim {
    case .held: nil
    case .inFlight: throw EngineError.inFlight
    case .answered(let stored): try replay(stored, of: once, tx)
    }
  }
}
