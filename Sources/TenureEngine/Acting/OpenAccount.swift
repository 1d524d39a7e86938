import TenureDomain

extension AccountRecord {
  /// Refuses what nobody can do in a closed account. Reading goes on while anything is kept.
  ///
  /// - Throws: `EngineError.closed`.
  func refuseIfClosed() throws(EngineError) {
    if let closed { throw .closed(since: closed) }
  }
}

extension PersonRecord {
  /// Refuses the removal of a domain in which people still have their address (DOM-02, DOM-03).
  ///
  /// - Throws: `EngineError.domainInUse`.
  static func refuseRemoval(
    of domain: String, from account: AccountID, _ tx: any StoreReader
  ) throws {
    var users: [PersonID] = []
    try WholeList.each(
      { try tx.people(of: account, $0) }, place: \.id,
      { person in
        if person.erased == nil, person.isReached(through: domain) { users.append(person.id) }
      })
    if !users.isEmpty { throw EngineError.domainInUse(domain, by: users) }
  }
}
