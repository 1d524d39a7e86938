import TenureDomain

extension Engine {
  /// Carries out what is due on subscriptions that a worker took on, in one transaction: each
  /// decided at its own due instants, in the order of the places.
  ///
  /// What another worker has taken over by now, because this one was away for too long, is left to
  /// it.
  ///
  /// - Returns: how many were brought up to date.
  /// - Throws: `MissingFacts` if one of them cannot be, `EngineError`, `StoreError`; then nothing
  ///   is written.
  func carryOutDue(_ places: [WorkPlace], as worker: String) async throws -> Int {
    let now = clock.now()
    return try await store.write { [self] tx in
      let opening = try tx.open(places, of: worker)
      var heads = opening.heads
      for context in opening.contexts {
        let passage = try passage(of: context, at: now, tx)
        if !passage.missing.isEmpty, passage.agenda.items.isEmpty {
          throw MissingFacts(facts: passage.missing)
        }
        let account = context.account.id
        guard var head = heads[account] else { continue }
        try passage.write(to: tx, of: context.record.id, in: account, after: &head)
        heads[account] = head
      }
      return opening.contexts.count
    }
  }
}

extension Passage {
  /// Writes everything within a transaction that has opened the subscription.
  func write(
    to tx: any StoreWriter, of subscription: SubscriptionID, in account: AccountID,
    after head: inout ChainHead
  ) throws {
    try tx.update(record)
    try tx.replaceMilestones(of: subscription, of: account, with: milestones)
    for event in events { try tx.append(event.record(in: account, after: &head)) }
    try effects.write(to: tx)
  }
}
