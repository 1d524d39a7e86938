import TenureDomain

extension Engine {
  /// What was asked of the support for an account, oldest first. Who does not look after the
  /// account sees their own.
  public func cases(
    of account: AccountID, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<CaseBody> {
    let person = try caller.ownCases(in: account)
    let filter = CaseFilter(account: account, person: person)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      let request = PageRequest(after: place.flatMap(CaseID.init), limit: limit + 1)
      return Page(try tx.cases(filter, request), limit: limit, CaseBody.init, place: \.id.text)
    }
  }

  /// One case of an account.
  public func supportCase(
    _ id: CaseID, of account: AccountID, by caller: Caller
  ) async throws -> Versioned<CaseBody> {
    let person = try caller.ownCases(in: account)
    guard let record = try await store.read({ try $0.supportCase(id, of: account) }),
      person == nil || record.person == person
    else { throw EngineError.notFound("case") }
    return Versioned(CaseBody(record), version: record.version)
  }

  /// The cases of all accounts, oldest first.
  ///
  /// - Parameters:
  ///   - state: only those in this state; nil for all.
  ///   - newestFirst: whether the list begins with the newest instead.
  public func findCases(
    state: CaseState? = nil, newestFirst: Bool = false, after place: String?, limit: Int,
    by caller: Caller
  ) async throws -> Page<CaseBody> {
    try caller.may(.findCases)
    let filter = CaseFilter(state: state, isNewestFirst: newestFirst)
    return try await store.read { tx in
      let request = PageRequest(after: place.flatMap(CaseID.init), limit: limit + 1)
      return Page(try tx.cases(filter, request), limit: limit, CaseBody.init, place: \.id.text)
    }
  }
}

extension Caller {
  /// The person whose cases alone the caller may read; nil for all of the account.
  ///
  /// - Throws: `EngineError` if the caller may read none.
  fileprivate func ownCases(in account: AccountID) throws(EngineError) -> PersonID? {
    do {
      try may(.readCases, in: account)
      return nil
    } catch {
      guard case .forbidden = error, case .person(let asker) = self else { throw error }
      try may(.readCases, in: account, about: asker.id)
      return asker.id
    }
  }
}
