public import TenureDomain

extension Engine {
  /// What an account's people may keep without a subscription, by the policy of today (CON-S1); nil
  /// where the account's policies say nothing of storage.
  public func freeStorage(
    in account: AccountID, by caller: Caller
  ) async throws -> StorageRule? {
    try caller.may(.readAccount, in: account)
    return try await store.read { [self] tx in
      guard let owner = try tx.account(account) else { throw EngineError.notFound("account") }
      return try StorageRoom(of: owner, at: now(of: owner), self, tx)?.rule
    }
  }
}
