import TenureDomain

extension Engine {
  /// Takes note of what a person keeps in the cloud now.
  ///
  /// - Returns: what joins the history.
  func report(
    _ use: StorageUse, of person: PersonRecord, in room: StorageRoom, by caller: String,
    _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    let stored = try tx.storage(of: person.id, in: room.account.id)
    var record: StorageRecord
    if let stored {
      // What was kept until now decides up to now.
      record = StorageStanding(of: stored, person, in: room).record
      record.use = use
      record.reported = room.at
    } else {
      record = StorageRecord(
        account: room.account.id, person: person.id, use: use, reported: room.at,
        settled: room.at)
    }
    let standing = StorageStanding(of: record, person, in: room, isNew: stored == nil)
    var work = StorageWork(self, standing, person, tx)
    try work.carryOut()
    let body = StorageEventBody(by: caller, date: nil, person: person.id.text, task: nil)
    let event = EventDraft(
      at: room.at, subscription: nil, type: EventType.storageReported,
      body: try JSONText.bytes(body))
    return [event] + work.events
  }

  /// The owner's use may have been told with the account, before anybody reported it.
  func adoptOwner(in room: StorageRoom, _ tx: any StoreWriter) throws -> [EventDraft] {
    guard let use = room.account.storage, let owner = try tx.owner(of: room.account.id),
      room.account.closed == nil, try tx.storage(of: owner.id, in: room.account.id)?.use != use
    else { return [] }
    return try report(use, of: owner, in: room, by: TaskRecord.time, tx)
  }

  /// What a subscription that was made or changed from outside tells of the storage of those it is
  /// shared with, and what it leaves them.
  func sharesTold(
    by record: SubscriptionRecord, of account: AccountRecord, at now: Timestamp,
    _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    guard let room = try StorageRoom(of: account, at: now, self, tx) else { return [] }
    var events: [EventDraft] = []
    for share in record.subscription.sharedWith {
      let id = PersonID(stored: share.name)
      guard let use = share.storage, let person = try tx.person(id, of: account.id),
        try tx.storage(of: id, in: account.id)?.use != use
      else { continue }
      events += try report(use, of: person, in: room, by: TaskRecord.time, tx)
      events += try tellShares(use, of: id, but: record.id, in: account, at: now, by: "time", tx)
    }
    return try events + bring(account, to: now, tx)
  }

  /// Lets every subscription that is shared with a person say the same of their storage.
  func tellShares(
    _ use: StorageUse, of person: PersonID, but told: SubscriptionID? = nil,
    in account: AccountRecord, at now: Timestamp, by caller: String, _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    var sharing: [SubscriptionRecord] = []
    try WholeList.each(
      { try tx.subscriptions(SubscriptionFilter(account: account.id, now: now), $0) },
      place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { record in
        let differs = record.subscription.sharedWith.contains {
          $0.name == person.text && $0.storage != use
        }
        if differs, record.id != told { sharing.append(record) }
      })
    return try sharing.flatMap { record in
      let context = try tx.context(of: record, in: account)
      return try rewrite(context, at: now, by: caller, about: person, tx) { subscription in
        for index in subscription.sharedWith.indices
        where subscription.sharedWith[index].name == person.text {
          subscription.sharedWith[index].storage = use
        }
      }
    }
  }

  /// Changes with whom a subscription is shared, on top of what time brought about before.
  ///
  /// - Returns: what joins the history.
  func rewrite(
    _ context: SubscriptionInContext, at now: Timestamp, by caller: String, about person: PersonID,
    _ tx: any StoreWriter, _ change: (inout Subscription) -> Void
  ) throws -> [EventDraft] {
    let passage = try passage(of: context, at: now, tx)
    var record = passage.record
    change(&record.subscription)
    var subject = passage.agenda.subject
    change(&subject.subscription)
    record.due = due(
      of: subject, after: record.mark, at: now, under: passage.edition, in: context.account)
    try tx.update(record)
    try tx.replaceMilestones(
      of: record.id, of: record.account,
      with: Timeline(of: subject, at: now, under: passage.edition).records(
        ahead: now, of: record))
    try passage.effects.write(to: tx)
    let event = try draft(
      EventType.subscriptionChanged,
      ChangeEventBody(
        by: caller, fields: ["sharedWith"], object: person.text, version: record.version),
      subscription: record.id, at: now)
    return passage.events + [event]
  }

  /// Has the owner's storage deleted with the account (CLO-02).
  ///
  /// - Returns: what joins the history.
  func deleteOwnStorage(
    of account: AccountRecord, askedBy asker: String, at now: Timestamp, _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    guard account.kind == .consumer else { return [] }
    var events: [EventDraft] = []
    for var record in try tx.storage(of: account.id) {
      guard let person = try tx.person(record.person, of: account.id),
        person.roles.contains(.owner), record.deletionBegun == nil
      else { continue }
      record.deletionBegun = now
      try tx.keep(record)
      let task = task(
        .storageDeletion, account: account.id, subscription: nil, person: person.id,
        askedBy: asker, notBefore: now, goneBy: nil, at: now)
      try tx.insert(task)
      events.append(try EventDraft.about(task, EventType.taskCreated, by: asker, at: now))
    }
    return events
  }
}

extension StoreReader {
  /// The person to whom an account belongs; nil for an organisation's.
  func owner(of account: AccountID) throws -> PersonRecord? {
    var owner: PersonRecord?
    try WholeList.each(
      { try people(of: account, $0) }, place: \.id,
      { person in
        if owner == nil, person.erased == nil, person.roles.contains(.owner) { owner = person }
      })
    return owner
  }
}
