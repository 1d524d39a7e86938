import TenureDomain
import TenurePolicy

extension Engine {
  /// Changes what is known of an account.
  ///
  /// - Throws: `EngineError.changed` if the account is no longer of the version expected.
  public func changeAccount(
    _ id: AccountID, _ body: [UInt8], by caller: Caller, ifVersion version: Int64? = nil,
    once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.changeAccount, in: id)
    return try await change(id, by: caller, once: once) { [self] context in
      var account = try context.account()
      try context.expect(version, of: account.version)
      let read = try AccountRequest(
        body: body, isNew: false, products: shelf.products, zones: zones.source)
      let before = account
      read.apply(to: &account, families: shelf.families)
      try read.request.finish()
      let domains = try context.tx.domains(of: id)
      guard account != before else {
        let body = try JSONText.bytes(AccountBody(account, domains: domains))
        return ChangeResult(
          body: body, version: account.version, about: AnswerReference(account: id.text))
      }
      account.version += 1
      try context.tx.update(account)
      let moved = try moveDates(of: before, to: account, context)
      let event = try draft(
        EventType.accountChanged,
        ChangeEventBody(
          by: caller.name, fields: read.fields.keys.sorted(), version: account.version),
        at: context.now)
      return ChangeResult(
        body: try JSONText.bytes(AccountBody(account, domains: domains)),
        version: account.version, events: moved + [event], about: AnswerReference(account: id.text))
    }
  }
}
