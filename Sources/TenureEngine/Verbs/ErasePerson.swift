import TenureDomain

extension Engine {
  /// Erases a person: name, address and every personal part of the history go, sessions end. The
  /// history stays valid, because it holds nothing but salted hashes of what went.
  ///
  /// - Throws: `EngineError.notNow` while the account is on hold.
  public func erasePerson(
    _ id: PersonID, of account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.erasePerson, in: account, about: id)
    return try await change(account, by: caller, once: once, evenIfClosed: true) { [self] context in
      let tx = context.tx
      try tx.refuseHeld(account, at: context.wall)
      var owner = try context.account()
      var person = try tx.existingPerson(id, of: account)
      let wasOwner = person.roles.contains(.owner)
      person.name = nil
      person.email = nil
      person.language = nil
      person.roles = []
      person.erased = context.now
      try tx.update(person)
      try tx.erasePersonalParts(of: id, of: account)
      try tx.forgetStorage(of: id, in: account)
      // Nobody but the owner asks for a person's account.
      try tx.eraseCases(of: id, in: account, unnamed: owner.kind == .consumer && wasOwner)
      for session in try tx.sessions(of: id, of: account) where session.ended == nil {
        try tx.end(session.id, at: context.wall)
      }
      if owner.kind == .consumer, wasOwner {
        // A person's account bears the person's name.
        owner.name = owner.id.text
        owner.version += 1
        try tx.update(owner)
      }
      let receipt = try receipt(
        of: PersonAct(
          name: "erase-person", person: id, account: owner, caller: caller, at: context.now))
      try tx.insert(receipt)
      let event = try draft(
        EventType.personErased,
        ChangeEventBody(by: caller.name, object: id.text, receipt: receipt.id.text),
        at: context.now)
      let answer = Answer.act(.permitted, receipt: receipt.payload, version: owner.version)
      return ChangeResult(body: answer.body, events: [event])
    }
  }
}
