import TenureDomain
import TenurePolicy

extension Engine {
  /// Makes an account, with its people and domains if they are told.
  ///
  /// - Parameter body: JSON; see `createAccount` of the HTTP API.
  /// - Throws: `EngineError.invalid`, `.exists`, `.forbidden`.
  public func createAccount(
    _ body: [UInt8], by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.createAccount)
    let draft = try readAccount(body, at: clock.now())
    let now = draft.account.created
    for person in draft.people { try checkRoles(person.roles, by: caller, in: draft.account.id) }
    return try await change(draft.account.id, by: caller, once: once) { [self] context in
      if context.opening.account != nil { throw EngineError.exists("account") }
      let tx = context.tx
      var account = draft.account
      account.customDomains = draft.domains.count
      try tx.insert(account)
      var events = [
        try self.draft(EventType.accountCreated, ChangeEventBody(by: caller.name), at: now)
      ]
      for person in draft.people {
        try tx.insert(person)
        events.append(try added(person, by: caller, at: now))
      }
      for domain in draft.domains {
        try tx.insert(domain: domain, of: account.id)
        events.append(
          try self.draft(
            EventType.domainAdded, ChangeEventBody(by: caller.name, object: domain), at: now))
      }
      let body = AccountBody(account, domains: draft.domains.sorted())
      return ChangeResult(
        status: 201, body: try JSONText.bytes(body), version: account.version, events: events,
        about: AnswerReference(account: account.id.text))
    }
  }

  private struct AccountDraft: Sendable {
    var account: AccountRecord
    var people: [PersonRecord]
    var domains: [String]
  }

  private func readAccount(_ body: [UInt8], at now: Timestamp) throws -> AccountDraft {
    let read = try AccountRequest(
      body: body, isNew: true, products: shelf.products, zones: zones.source)
    let id = read.fields["id"].flatMap { read.request.identifier($0, Named.Account.self) }
    let own = read.fields["clock"].flatMap { AccountClock.read($0, read.request) }
    let now = own ?? now
    var account = AccountRecord(
      id: id ?? ids.make(Named.Account.self, at: now), name: "", kind: .business, family: "",
      created: now)
    account.clock = own
    read.apply(to: &account, families: shelf.families)
    let people = read.fields["people"].map(read.request.reader.items) ?? []
    let domains = read.fields["domains"].map(read.request.reader.items) ?? []
    let draft = AccountDraft(
      account: account,
      people: people.map { person($0, read.request, of: account.id, at: now) },
      domains: domains.compactMap { DomainName.read($0, read.request) })
    try read.request.finish()
    return draft
  }

  func person(
    _ node: DocumentNode, _ request: RequestReader, of account: AccountID, at now: Timestamp
  ) -> PersonRecord {
    let read = PersonRequest(request, node, isNew: true)
    let id = read.fields["id"].flatMap { request.identifier($0, Named.Person.self) }
    var person = PersonRecord(
      account: account, id: id ?? ids.make(Named.Person.self, at: now), name: nil, roles: [],
      created: now)
    read.apply(to: &person)
    return person
  }

  func added(
    _ person: PersonRecord, by caller: Caller, at now: Timestamp
  ) throws -> EventDraft {
    var personal: [String: String] = [:]
    personal["name"] = person.name
    personal["email"] = person.email
    return try draft(
      EventType.personAdded,
      ChangeEventBody(
        by: caller.name, object: person.id.text, roles: person.roles.map(\.rawValue)),
      personal: personal, of: person.id, at: now)
  }

  /// Only the operator makes somebody a support agent: the role reaches every account. Whoever
  /// only looks after people gives nobody, and so not themselves either, a role that does more.
  func checkRoles(
    _ roles: [Role], insteadOf before: [Role] = [], by caller: Caller, in account: AccountID
  ) throws {
    if roles.contains(.supportAgent) { try caller.may(.operate) }
    let changed = Set(roles).symmetricDifference(before)
    if !changed.isSubset(of: [.user, .familyMember]) { try caller.may(.changeRoles, in: account) }
  }
}
