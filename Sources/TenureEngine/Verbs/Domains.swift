import TenureDomain

extension Engine {
  /// Adds a domain to an account; adding it again changes nothing.
  public func addDomain(
    _ text: String, to account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.changeDomains, in: account)
    let domain = try Self.domain(text)
    return try await change(account, by: caller, once: once) { [self] context in
      var present = try context.account()
      let domains = try context.tx.domains(of: account)
      guard !domains.contains(domain) else {
        return try domainResult(present, domains)
      }
      try context.tx.insert(domain: domain, of: account)
      present.version += 1
      try context.tx.update(present)
      let event = try draft(
        EventType.domainAdded, ChangeEventBody(by: caller.name, object: domain), at: context.now)
      return try domainResult(present, (domains + [domain]).sorted(), status: 201, [event])
    }
  }

  /// Takes a domain away that the account does not use any more.
  public func deleteDomain(
    _ text: String, of account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.changeDomains, in: account)
    let domain = try Self.domain(text)
    return try await change(account, by: caller, once: once) { [self] context in
      var present = try context.account()
      guard try context.tx.domains(of: account).contains(domain) else {
        throw EngineError.notFound("domain")
      }
      try PersonRecord.refuseRemoval(of: domain, from: account, context.tx)
      _ = try context.tx.remove(domain: domain, of: account)
      present.version += 1
      try context.tx.update(present)
      let event = try draft(
        EventType.domainRemoved, ChangeEventBody(by: caller.name, object: domain),
        at: context.now)
      return try domainResult(present, try context.tx.domains(of: account), [event])
    }
  }

  private func domainResult(
    _ account: AccountRecord, _ domains: [String], status: Int = 200, _ events: [EventDraft] = []
  ) throws -> ChangeResult {
    ChangeResult(
      status: status, body: try JSONText.bytes(AccountBody(account, domains: domains)),
      version: account.version, events: events,
      about: AnswerReference(account: account.id.text))
  }

  private static func domain(_ text: String) throws -> String {
    if let domain = DomainName.checked(text) { return domain }
    throw EngineError.invalid([
      FieldFault(
        field: "domain", problem: "this is not a domain name",
        remedy: "write it as `example.com`, other letters in Punycode")
    ])
  }
}
