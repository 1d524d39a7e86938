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
  ///   `subscription` and `person`. A person of the account asks for nobody else; an agent says for
  ///   whom, and why in `supportReason`.
  public func openCase(
    _ body: [UInt8], in account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.openCase, in: account)
    return try await change(account, by: caller, once: once, evenIfClosed: true) { [self] context in
      let owner = try context.account()
      let (record, reason) = try newCase(body, of: owner, caller, context)
      let support = try support(for: record, because: reason, caller, context.tx)
      try context.tx.insert(record)
      let event = try caseEvent(
        EventType.caseOpened, record, by: caller, support, at: context.now)
      return ChangeResult(
        status: 201, body: try JSONText.bytes(CaseBody(record)), version: record.version,
        events: [event],
        about: AnswerReference(account: account.text, supportCase: record.id.text))
    }
  }

  /// The history names the customer, and says that it was support.
  func caseEvent(
    _ type: String, _ record: CaseRecord, by caller: Caller, _ support: SupportParty?,
    at now: Timestamp
  ) throws -> EventDraft {
    var actor = support?.actor
    if case .person(let person) = caller, actor == nil {
      actor = ReceiptBody.Party(
        kind: ActingParty.Kind.person.rawValue, person: person.id.text,
        role: (person.roles.first ?? .user).rawValue)
    }
    let body = ChangeEventBody(
      actor: actor, by: caller.name, object: record.id.text,
      personal: support?.personal?.digestText)
    return EventDraft(
      at: now, subscription: record.subscription, type: type, body: try JSONText.bytes(body),
      personal: support?.personal)
  }

  /// A case has a field of its own for whom it is asked.
  private func support(
    for record: CaseRecord, because reason: String?, _ caller: Caller, _ tx: any StoreReader
  ) throws -> SupportParty? {
    switch caller {
    case .console: return nil
    case .person(let asker) where asker.id == record.person && asker.account == record.account:
      try ActingParty.refuseSaying(because: reason)
      return nil
    case .program(let key) where key.role != .supportAgent:
      try ActingParty.refuseSaying(because: reason)
      return nil
    case .person, .program: break
    }
    do {
      return try support(
        caller, for: record.person, because: reason, in: record.account, tx)
    } catch EngineError.invalid(let faults) {
      throw EngineError.invalid(
        faults.map { fault in
          guard fault.field == "onBehalfOf" else { return fault }
          return FieldFault(field: "person", problem: fault.problem, remedy: fault.remedy)
        })
    }
  }

  private func newCase(
    _ body: [UInt8], of owner: AccountRecord, _ caller: Caller, _ context: ChangeContext
  ) throws -> (CaseRecord, supportReason: String?) {
    let request = try CaseRequest(
      body, required: ["phone"],
      optional: [
        "kind", "language", "bestTime", "note", "act", "subscription", "person",
        SupportWords.member,
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
    let reason = request.reason()
    try request.finish()
    return (record, reason)
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
