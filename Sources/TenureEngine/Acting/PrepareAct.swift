import TenureDomain
import TenurePolicy

extension Engine {
  /// Decides an act and makes everything that it writes. Nothing is written.
  ///
  /// - Throws: `EngineError.staleQuote` if the act names a quote that no longer holds.
  func prepare(
    _ request: ActRequest, on context: SubscriptionInContext, as party: ActingParty,
    at received: Timestamp, _ tx: any StoreReader
  ) throws -> ActCommit {
    let aim = try aim(of: request, from: context, at: received, tx)
    let request = aim?.request ?? request
    let decided = try decideAsQuoted(request, on: context, as: party, at: received, tx)
    try checkDemands(request, decided, tx)
    try checkTakeOver(request, decided)
    if decided.outcome == .unnecessary,
      let earlier = try earlierReceipt(for: request.act.kind, of: context.record, tx)
    {
      return repeatEarlier(earlier, context)
    }
    let named = naming(request, decided, at: received)
    var builder = ActCommitBuilder(
      engine: self, request: named, context: context, decided: decided, received: received)
    var commit = try builder.build(tx)
    try tellPurchaser(with: &commit, request, decided, context, tx)
    try splitOff(with: &commit, named, decided, context)
    try endAddOns(with: &commit, request, decided, context, tx)
    if let aim { try receiveUsers(at: aim, with: &commit, request, decided, context, tx) }
    return commit
  }

  /// An act on a quote is decided at the quote's own moment: what was shown then is what is done.
  private func decideAsQuoted(
    _ request: ActRequest, on context: SubscriptionInContext, as party: ActingParty,
    at received: Timestamp, _ tx: any StoreReader
  ) throws -> ActDecision {
    guard let token = request.quote else {
      return try decide(request.act, on: context, at: received, as: party)
    }
    if token.at <= received, received < token.latestExpiry {
      let decided = try decide(request.act, on: context, at: token.at, as: party)
      let same = QuoteToken(
        of: request, by: party, on: decided.standing, edition: decided.editionDigest)
      if same == token, received < expiry(of: decided, request.act) { return decided }
    }
    let present = try quote(request, on: context, as: party, at: received, tx)
    throw EngineError.staleQuote(try JSONText.bytes(present))
  }

  /// What an act must bring along besides its parameters.
  private func checkDemands(
    _ request: ActRequest, _ decided: ActDecision, _ tx: any StoreReader
  ) throws {
    if decided.outcome == .permitted, decided.asksReason(request.act.kind), request.reason == nil {
      throw EngineError.invalid([
        FieldFault(
          field: "reason", problem: "the policy asks for a reason",
          remedy: "send one of: \(LeavingReason.words.joined(separator: ", "))")
      ])
    }
    if let domain = request.domain,
      try !tx.domains(of: decided.standing.account.id).contains(domain)
    {
      throw EngineError.invalid([
        FieldFault(
          field: "domain", problem: "`\(domain)` is not a domain of this account",
          remedy: "name one that the account lists")
      ])
    }
    if let domain = request.domain, decided.outcome == .permitted {
      try PersonRecord.refuseRemoval(of: domain, from: decided.standing.account.id, tx)
    }
  }

  /// The answer to an act whose effect an earlier act had: that act's receipt. Nothing is written.
  private func repeatEarlier(
    _ earlier: ReceiptRecord, _ context: SubscriptionInContext
  ) -> ActCommit {
    ActCommit(
      accountVersion: context.account.version, subscriptionVersion: context.record.version,
      answer: .act(.unnecessary, receipt: earlier.payload, version: context.record.version))
  }
}
