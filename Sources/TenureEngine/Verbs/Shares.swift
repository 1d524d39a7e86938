import TenureDomain
import TenurePolicy

extension Engine {
  /// With how many others an owner shares a subscription at most (CON-F1).
  public static let mostShares = 5

  /// Shares a subscription with a person of the account (CON-F1).
  public func share(
    _ subscription: SubscriptionID, of account: AccountID, with id: PersonID, by caller: Caller
  ) async throws -> Answer {
    try caller.may(.share, in: account)
    return try await change(account, subscription: subscription, by: caller, once: nil) {
      [self] context in
      let shared = try sharing(context)
      let person = try context.tx.existingPerson(id, of: account)
      guard !shared.subject.subscription.isShared(with: id) else { return try unchanged(shared) }
      try refuse(person, on: shared)
      return try change(shared, of: context, by: caller, .shareBegun, with: person) {
        $0.sharedWith.append(
          SharedPerson(
            name: id.text, storage: try context.tx.storage(of: id, in: account)?.use))
      }
    }
  }

  /// Stops sharing a subscription with a person, or lets the person leave (CON-F2, CON-F3).
  public func stopSharing(
    _ subscription: SubscriptionID, of account: AccountID, with id: PersonID, by caller: Caller
  ) async throws -> Answer {
    try caller.may(.share, in: account, about: id)
    return try await change(account, subscription: subscription, by: caller, once: nil) {
      [self] context in
      let shared = try sharing(context)
      guard let person = try context.tx.person(id, of: account),
        shared.subject.subscription.isShared(with: id)
      else { throw EngineError.notFound("share") }
      return try change(shared, of: context, by: caller, .shareEnded, with: person) {
        $0.sharedWith.removeAll { $0.name == id.text }
      }
    }
  }

  private func sharing(_ context: ChangeContext) throws -> Standing {
    let account = try context.account()
    guard let record = context.opening.subscription else {
      throw EngineError.notFound("subscription")
    }
    return try standing(of: try context.tx.context(of: record, in: account), at: context.now)
  }

  private func refuse(_ person: PersonRecord, on shared: Standing) throws {
    var faults: [FieldFault] = []
    func refuse(_ field: String, _ problem: String, _ remedy: String) {
      faults.append(FieldFault(field: field, problem: problem, remedy: remedy))
    }
    if shared.account.kind != .consumer {
      refuse("account", "an organisation does not share", "assign licenses to its users")
    }
    let subscription = shared.subject.subscription
    if subscription.state != .active {
      refuse(
        "subscription", "only an active subscription is shared",
        "reactivate it first; it is \(subscription.state.rawValue)")
    }
    if subscription.sharedWith.count >= Self.mostShares {
      refuse(
        "person", "it is shared with \(Self.mostShares) others already",
        "stop sharing it with one of them first")
    }
    if person.roles.contains(.owner) {
      refuse("person", "`\(person.id)` owns it", "name somebody else")
    }
    if !faults.isEmpty { throw EngineError.invalid(faults) }
  }

  private func unchanged(_ shared: Standing) throws -> ChangeResult {
    ChangeResult(
      body: try JSONText.bytes(SubscriptionBody(shared)), version: shared.record.version)
  }

  private func change(
    _ shared: Standing, of context: ChangeContext, by caller: Caller, _ kind: NoticeKind,
    with person: PersonRecord, _ change: (inout Subscription) throws -> Void
  ) throws -> ChangeResult {
    let owned = try context.tx.context(of: shared.record, in: shared.account)
    var changed = shared.subject.subscription
    try change(&changed)
    var events = try rewrite(
      owned, at: shared.at, by: caller.name, about: person.id, context.tx
    ) { $0.sharedWith = changed.sharedWith }
    let recipient = NoticeRecipient(.familyMember, person.id)
    for message in notices(
      kind, to: [recipient], of: shared.account, about: shared.record, at: shared.at,
      values: { say in ["date": say.date(shared.zone.localDate(of: shared.at))] })
    {
      try context.tx.insert(message)
    }
    events += try bring(shared.account, to: shared.at, context.tx)
    let present = try standing(
      of: try context.tx.context(of: shared.record.id, of: shared.account.id), at: shared.at)
    return ChangeResult(
      body: try JSONText.bytes(SubscriptionBody(present)), version: present.record.version,
      events: events)
  }
}

extension Subscription {
  func isShared(with person: PersonID) -> Bool {
    sharedWith.contains { $0.name == person.text }
  }
}
