extension Engine {
  /// What the people of an account were written, in the order in which it was.
  ///
  /// - Throws: `EngineError.notFound` if there is no such account.
  public func messages(
    of account: AccountID, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<NoticeBody> {
    try caller.may(.readMessages, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      let request = PageRequest(after: place.flatMap(MessageID.init), limit: limit + 1)
      return Page(
        try tx.messages(of: account, request), limit: limit, NoticeBody.init, place: \.id.text)
    }
  }
}
