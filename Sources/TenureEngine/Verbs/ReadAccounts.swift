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

  /// The accounts that a text leads to, in the order of their ids, at most 20: by the beginning of
  /// the account's name or id, of a person's name or e-mail address, or of a subscription's id, in
  /// any case. Nothing is found by an empty text.
  public func searchAccounts(text: String, by caller: Caller) async throws -> [AccountBody] {
    try caller.may(.findAccounts)
    let text = String(text.drop(while: \.isWhitespace))
    guard !text.isEmpty else { return [] }
    return try await store.read { tx in
      try tx.accounts(AccountSearch(text: text), PageRequest(limit: 20)).map { AccountBody($0) }
    }
  }
}
