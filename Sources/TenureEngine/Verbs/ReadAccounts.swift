import TenureDomain

extension Engine {
  /// An account with its domains.
  public func account(_ id: AccountID, by caller: Caller) async throws -> Versioned<AccountBody> {
    try caller.may(.readAccount, in: id)
    return try await store.read { tx in
      guard let account = try tx.account(id) else { throw EngineError.notFound("account") }
      let body = AccountBody(account, domains: try tx.domains(of: id))
      return Versioned(body, version: account.version)
    }
  }

  /// The accounts that a search finds, in the order of their ids.
  public func accounts(
    _ search: AccountSearch, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<AccountBody> {
    try caller.may(.findAccounts)
    return try await store.read { tx in
      let request = PageRequest(after: place.flatMap(AccountID.init), limit: limit + 1)
      return Page(
        try tx.accounts(search, request), limit: limit, { AccountBody($0) }, place: \.id.text)
    }
  }
}
