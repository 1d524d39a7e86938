import TenureDomain

/// Everything that is kept of a person.
public struct PersonExport: Encodable, Sendable {
  public let person: PersonBody
  /// The subscriptions that are shared with the person.
  public let shared: [SubscriptionBody]
  /// What the person keeps in the cloud; absent if nobody reported it.
  public let storage: StorageBody?
  /// What the person asked of the support; absent if nothing.
  public let cases: [CaseBody]?
  /// What the history holds about the person.
  public let history: [EventBody]
  public let receipt: RawJSON
}

extension Engine {
  /// Gives a person everything that is kept of them, with a receipt.
  ///
  /// It takes no idempotency key, because an answer that is kept for repetitions would outlive an
  /// erasure; asking again gives what is kept then.
  public func exportPerson(
    _ id: PersonID, of account: AccountID, by caller: Caller
  ) async throws -> Answer {
    try caller.may(.exportPerson, in: account, about: id)
    return try await change(account, by: caller, once: nil, evenIfClosed: true) { [self] context in
      let tx = context.tx
      let owner = try context.account()
      let person = try tx.existingPerson(id, of: account)
      let receipt = try receipt(
        of: PersonAct(
          name: "export-person", person: id, account: owner, caller: caller, at: context.now))
      try tx.insert(receipt)
      let export = PersonExport(
        person: PersonBody(person), shared: try shared(with: id, of: account, context),
        storage: try tx.storage(of: id, in: account).map { StorageBody($0.use) },
        cases: try cases(of: id, in: account, tx),
        history: try history(of: id, in: account, tx),
        receipt: try JSONText.value(RawJSON.self, receipt.payload))
      let event = try draft(
        EventType.personExported,
        ChangeEventBody(by: caller.name, object: id.text, receipt: receipt.id.text),
        at: context.now)
      return ChangeResult(body: try JSONText.bytes(export), events: [event])
    }
  }

  private func cases(
    of id: PersonID, in account: AccountID, _ tx: any StoreReader
  ) throws -> [CaseBody]? {
    var found: [CaseBody] = []
    let filter = CaseFilter(account: account, person: id)
    try WholeList.each(
      { try tx.cases(filter, $0) }, place: \.id, { found.append(CaseBody($0)) })
    return found.isEmpty ? nil : found
  }

  private func shared(
    with id: PersonID, of account: AccountID, _ context: ChangeContext
  ) throws -> [SubscriptionBody] {
    var shared: [SubscriptionBody] = []
    let filter = SubscriptionFilter(account: account, now: context.now)
    try WholeList.each(
      { try context.tx.subscriptions(filter, $0) },
      place: { SubscriptionPlace(account: account, subscription: $0.id) },
      { record in
        if record.subscription.sharedWith.contains(where: { $0.name == id.text }) {
          shared.append(SubscriptionBody(record))
        }
      })
    return shared
  }

  private func history(
    of id: PersonID, in account: AccountID, _ tx: any StoreReader
  ) throws -> [EventBody] {
    var found: [EventBody] = []
    try WholeList.each(
      { try tx.events(of: account, subscription: nil, $0) }, place: \.sequence,
      { event in
        if event.personal?.person == id { found.append(try EventBody(event)) }
      })
    return found
  }
}
