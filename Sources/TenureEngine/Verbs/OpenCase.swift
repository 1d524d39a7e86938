import TenureDomain

extension EventType {
  /// Somebody wants to be called.
  public static let caseOpened = "case.opened"
  /// A support agent saw to it.
  public static let caseClosed = "case.closed"
}

extension Engine {
  /// Asks the support to call back. What the person told stays outside the history, so that it can
  /// be erased. It can be asked in a closed account too: what was charged there may be wrong.
  ///
  /// - Parameter body: JSON: `phone`, and if wanted `kind`, `language`, `bestTime`, `note`, `act`,
  ///   `subscription` and `person`. A person of the account asks for nobody else.
  public func openCase(
    _ body: [UInt8], in account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.openCase, in: account)
    return try await change(account, by: caller, once: once, evenIfClosed: true) { [self] context in
      let owner = try context.account()
      let record = try newCase(body, of: owner, caller, context)
      try context.tx.insert(record)
      return ChangeResult(
        status: 201, body: try JSONText.bytes(CaseBody(record)), version: record.version,
        events: [
          try draft(
            EventType.caseOpened, ChangeEventBody(by: caller.name, object: record.id.text),
            subscription: record.subscription, at: context.now)
        ],
        about: AnswerReference(account: account.text, supportCase: record.id.text))
    }
  }

  private func newCase(
    _ body: [UInt8], of owner: AccountRecord, _ caller: Caller, _ context: ChangeContext
  ) throws -> CaseRecord {
    let request = try CaseRequest(
      body, required: ["phone"],
      optional: [
        "kind", "language", "bestTime", "note", "act", "subscription", "person",
      ])
    let person = try asker(request, of: owner.id, caller, context.tx)
    let subscription = request.subscription()
    if let subscription, try context.tx.subscription(subscription, of: owner.id) == nil {
      request.refuse(
        "subscription", "the account has no subscription `\(subscription)`",
        "name one of its subscriptions, or leave it out")
    }
    let language =
      request.line("language", upTo: 35) ?? person?.language ?? owner.language
    let record = CaseRecord(
      account: owner.id, id: ids.make(Named.Case.self, at: context.wall), person: person?.id,
      subscription: subscription, kind: request.kind(), phone: request.phone(),
      language: language, bestTime: request.line("bestTime", upTo: 200),
      note: request.text("note", upTo: 1_000), act: request.act(), openedBy: caller.name,
      created: context.wall)
    try request.finish()
    return record
  }

  /// Who wants to be called: the person who asks, or whom a program or an agent names.
  private func asker(
    _ request: CaseRequest, of account: AccountID, _ caller: Caller, _ tx: any StoreReader
  ) throws -> PersonRecord? {
    let named = request.person()
    if case .person(let asker) = caller, asker.account == account {
      if let named, named != asker.id {
        request.refuse("person", "you ask for somebody else", "leave it out")
      }
      return asker
    }
    guard let named else { return nil }
    if let person = try tx.person(named, of: account), person.erased == nil { return person }
    request.refuse(
      "person", "`\(named)` is not a person of this account", "add the person to the account first")
    return nil
  }
}
