import TenureDomain

extension Engine {
  /// Ends or deletes the add-ons of what an act ends or deletes: each with a receipt, an event and
  /// a refund of its own (LIC-14).
  func endAddOns(
    with commit: inout ActCommit, _ request: ActRequest, _ decided: ActDecision,
    _ context: SubscriptionInContext, _ tx: any StoreReader
  ) throws {
    guard context.record.hasAddOns, let result = decided.plan?.result.subscription else { return }
    let before = decided.standing.subject.subscription
    let act: Act
    if before.ending == nil, result.ending?.cause == .cancelled {
      act = Act(.cancel)
    } else if before.deletionRequested == nil, result.deletionRequested != nil {
      act = Act(.delete)
    } else {
      return
    }
    for addOn in try tx.addOns(of: context.record.id, of: context.record.account) {
      // The base as it was before the act, or the add-on would have ended already.
      let owned = SubscriptionInContext(
        account: context.account, record: addOn, base: context.record)
      let standing = try standing(of: owned, at: decided.standing.at)
      guard standing.goes(with: act.kind) else { continue }
      var subject = standing.subject
      subject.actor = decided.actor
      let decision = decideWithBase(act, on: subject, at: standing.at, under: standing.edition)
      guard let digest = shelf.digest(of: standing.edition.id) else {
        throw EngineError.notReady("the edition `\(standing.edition.id)` is not on this server")
      }
      var builder = ActCommitBuilder(
        engine: self, request: ActRequest(act, reason: request.reason), context: owned,
        decided: ActDecision(
          standing: standing, party: decided.party, actor: decided.actor, decision: decision,
          editionDigest: digest, editionAfter: standing.edition),
        received: commit.receipt?.at ?? standing.at)
      commit.companions.append(try builder.build(tx))
    }
  }
}

extension Standing {
  /// Whether an act on the base of an add-on does the same to it.
  fileprivate func goes(with act: ActKind) -> Bool {
    let subscription = subject.subscription
    guard missing.isEmpty else { return false }
    return act == .cancel
      ? subscription.ending == nil && subscription.state != .deleted
      : subscription.state == .disabled && subscription.deletionRequested == nil
  }
}
