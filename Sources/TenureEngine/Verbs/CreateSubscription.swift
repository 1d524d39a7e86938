import TenureDomain

extension Engine {
  /// Makes a subscription.
  ///
  /// - Parameter body: JSON; see `createSubscription` of the HTTP API.
  public func createSubscription(
    _ body: [UInt8], in account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.createSubscription, in: account)
    return try await change(account, by: caller, once: once) { [self] context in
      let owner = try context.account()
      try refuseIfUnused(owner, at: context.now)
      let read = try SubscriptionRequest(
        body: body, isNew: true, products: shelf.products, zones: zones.source)
      let id = read.fields["id"].flatMap {
        read.request.identifier($0, Named.Subscription.self)
      }
      let pinned = read.edition(shelf)
      var subscription = Subscription()
      read.apply(to: &subscription, of: try subject(owner, subscription))
      let base = try read.base(of: id, in: account, context.tx)
      let purchase = try PurchaseRequest(read, of: subscription, in: account, context.tx)
      try read.request.finish()
      try checkShares(subscription, of: account, context.tx)
      var record = SubscriptionRecord(
        account: account, id: id ?? ids.make(Named.Subscription.self, at: context.now),
        edition: try pinned ?? edition(for: subscription, of: owner, at: context.now),
        isPinned: pinned != nil, subscription: subscription, created: context.now)
      record.mark.settled = context.now
      purchase.apply(to: &record)
      if let base { try add(to: base, &record, context.tx) }
      return try store(record, of: owner, context, EventType.subscriptionCreated, caller, read)
    }
  }

  /// Tells of a subscription what others know better than this server: licenses in use, the payment
  /// method, with whom it is shared.
  public func changeSubscription(
    _ id: SubscriptionID, of account: AccountID, _ body: [UInt8], by caller: Caller,
    ifVersion version: Int64? = nil, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.changeSubscription, in: account)
    return try await change(account, subscription: id, by: caller, once: once) { [self] context in
      let owner = try context.account()
      guard var record = context.opening.subscription else {
        throw EngineError.notFound("subscription")
      }
      try context.expect(version, of: record.version)
      let owned = try context.tx.context(of: record, in: owner)
      let standing = try standing(of: owned, at: context.now)
      let read = try SubscriptionRequest(
        body: body, isNew: false, products: shelf.products, zones: zones.source)
      var subscription = standing.subject.subscription
      read.apply(to: &subscription, of: standing.subject)
      subscription.forgetOverAssignment()
      let base = try newBase(of: record, read, context.tx)
      let purchase = try PurchaseRequest(read, of: subscription, in: account, context.tx)
      try read.request.finish()
      try checkShares(subscription, of: account, context.tx)
      guard
        base != nil || subscription != standing.subject.subscription || purchase.changes(record)
      else {
        return ChangeResult(
          body: try JSONText.bytes(SubscriptionBody(standing)), version: record.version)
      }
      let passage = try passage(of: owned, at: context.now, context.tx)
      record = passage.record
      record.subscription = subscription
      if purchase.isNewMethod(of: record) {
        try context.tx.tryAgain(of: id, of: account, at: context.now)
      }
      purchase.apply(to: &record)
      if let base { try add(to: base, &record, context.tx) }
      try passage.effects.write(to: context.tx)
      return try store(
        record, of: owner, context, EventType.subscriptionChanged, caller, read,
        after: passage.events)
    }
  }

  /// Keeps a subscription that was made or changed from outside, with its dates.
  private func store(
    _ record: SubscriptionRecord, of owner: AccountRecord, _ context: ChangeContext,
    _ type: String, _ caller: Caller, _ read: SubscriptionRequest,
    after passed: [EventDraft] = []
  ) throws -> ChangeResult {
    var record = record
    let present = try standing(of: try context.tx.context(of: record, in: owner), at: context.now)
    record.due = due(
      of: present.stored, after: record.mark, at: context.now, under: present.edition, in: owner)
    let isNew = type == EventType.subscriptionCreated
    if isNew { try context.tx.insert(record) } else { try context.tx.update(record) }
    try context.tx.replaceMilestones(
      of: record.id, of: record.account,
      with: present.timeline.records(ahead: context.now, of: record))
    var events = passed
    events.append(
      try draft(
        type,
        ChangeEventBody(
          by: caller.name, fields: read.fields.keys.sorted(),
          state: present.subject.subscription.state.rawValue, version: record.version),
        subscription: record.id, at: context.now))
    events += try sharesTold(by: record, of: owner, at: context.now, context.tx)
    return ChangeResult(
      status: isNew ? 201 : 200, body: try JSONText.bytes(SubscriptionBody(present)),
      version: record.version, events: events)
  }

  /// The edition in force when the current term began (D5); today's if no term is known.
  func edition(
    for subscription: Subscription, of account: AccountRecord, at now: Timestamp
  ) throws -> EditionID {
    guard let zone = zones.zone(account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(account.timeZone)`")
    }
    let date = subscription.term?.start ?? zone.localDate(of: now)
    guard let edition = shelf.edition(of: account.family, on: date) else {
      throw EngineError.notReady("no edition of `\(account.family)` is on this server")
    }
    return edition.id
  }

  private func checkShares(
    _ subscription: Subscription, of account: AccountID, _ tx: any StoreReader
  ) throws {
    var faults: [FieldFault] = []
    for (index, share) in subscription.sharedWith.enumerated() {
      if let id = PersonID(share.name), let person = try tx.person(id, of: account),
        person.erased == nil
      {
        continue
      }
      faults.append(
        FieldFault(
          field: "sharedWith[\(index + 1)].person",
          problem: "`\(share.name)` is not a person of this account",
          remedy: "add the person to the account first"))
    }
    if !faults.isEmpty { throw EngineError.invalid(faults) }
  }
}
