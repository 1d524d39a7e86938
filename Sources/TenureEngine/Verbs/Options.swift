import TenureDomain

extension Engine {
  /// Every act, decided now: what can be done, why not, what instead.
  ///
  /// - Parameter named: whom a program asks for.
  public func options(
    of id: SubscriptionID, in account: AccountID, for named: ActRequest.Named? = nil,
    by caller: Caller, language: String? = nil
  ) async throws -> Versioned<OptionsBody> {
    try caller.may(.ask, in: account)
    return try await store.read { [self] tx in
      let context = try tx.context(of: id, of: account)
      let now = now(of: context.account)
      let party = try party(of: caller, in: account, named: named, tx)
      let say = shelf.localizer(for: language ?? context.account.language)
      let decided = try ActKind.allCases.filter { $0 != .closeAccount }.map { kind in
        (Act(kind), try decide(Act(kind), on: context, at: now, as: party))
      }
      guard let (_, first) = decided.first else { throw EngineError.notFound("subscription") }
      let standing = first.standing
      let body = OptionsBody(
        at: "\(now)", version: context.record.version,
        state: standing.subject.subscription.state.rawValue,
        access: standing.access.map(AccessBody.init), edition: first.edition,
        options: decided.map { $1.body($0, say) })
      return Versioned(
        body, version: context.record.version, passed: standing.happenings.count)
    }
  }
}
