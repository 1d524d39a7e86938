import TenureDomain

extension Engine {
  /// Carries out what time does to an account itself, and keeps when it next does something: the
  /// storage of its people (CON-S5 to CON-S8) and its silence (DUE-09). Whatever was done before is
  /// not done again, so it can be called at any time.
  ///
  /// - Parameter stored: the account as the store has it, if something of it changed already.
  /// - Returns: what joins the history.
  func bring(
    _ changed: AccountRecord, insteadOf stored: AccountRecord? = nil, to now: Timestamp,
    _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    var account = changed
    var events = try passSilence(of: &account, at: now, tx)
    var due = account.silenceDue(after: now, zones)
    if let room = try watchedRoom(of: account, at: now, tx) {
      events += try adoptOwner(in: room, tx)
      for (record, person) in try tx.watchedStorage(of: account) {
        var work = StorageWork(
          self, StorageStanding(of: record, person, in: room), person, tx)
        try work.carryOut()
        events += work.events
        due = [due, next(after: work.settled)].compactMap(\.self).min()
      }
    }
    account.due = account.clock == nil ? due : nil
    try keep(account, insteadOf: stored ?? changed, tx)
    return events
  }

  /// Keeps what changed of an account: its version counts only what is shown of it.
  private func keep(
    _ account: AccountRecord, insteadOf stored: AccountRecord, _ tx: any StoreWriter
  ) throws {
    if account.blocked != stored.blocked {
      var changed = account
      changed.version += 1
      try tx.update(changed)
    } else if account != stored {
      try tx.keepClocks(of: account)
    }
  }

  /// The room of an account in which anybody's storage is watched; nil for any other.
  private func watchedRoom(
    of account: AccountRecord, at now: Timestamp, _ tx: any StoreReader
  ) throws -> StorageRoom? {
    guard account.kind == .consumer,
      try account.storage != nil || !tx.storage(of: account.id).isEmpty
    else { return nil }
    return try StorageRoom(of: account, at: now, self, tx)
  }

  /// When time next does something to a person's storage, the present if something is due; nil if
  /// it does nothing.
  private func next(after standing: StorageStanding) -> Timestamp? {
    let room = standing.room
    let isUntold = standing.hasStopped || (standing.isOver && standing.record.overTold == nil)
    if isUntold { return room.at }
    let days = standing.daysAhead.map { max(room.zone.startOfDay($0), room.at) }
    // Who fits into the free quota fits whatever becomes of the subscriptions.
    let isTouched = standing.record.use.used > room.rule.cloud
    return (days + [isTouched ? room.changes : nil].compactMap(\.self)).min()
  }

  /// What an act does to the account besides: it counts as use of an account whose use is reported
  /// (DUE-09), and what it changed may leave people more room or less. The transaction has written
  /// the act's own history already.
  func acted(
    on stored: AccountRecord, by caller: Caller, hasChanged: Bool, at now: Timestamp,
    _ tx: any StoreWriter
  ) throws {
    var account = stored
    var events: [EventDraft] = []
    if account.isNewUse(at: now) {
      events = try use(&account, at: now, by: caller.name, now: now, tx)
    }
    guard account != stored || (hasChanged && account.kind == .consumer) else { return }
    events += try bring(account, insteadOf: stored, to: now, tx)
    guard !events.isEmpty else { return }
    var head = try tx.chainHead(of: account.id)
    for event in events { try tx.append(event.record(in: account.id, after: &head)) }
  }

  /// When time next does something to an account, by whatever clock it lives.
  func nextInstant(
    of account: AccountRecord, at now: Timestamp, _ tx: any StoreReader
  ) throws -> Timestamp? {
    var due = account.silenceDue(after: now, zones)
    guard let room = try watchedRoom(of: account, at: now, tx) else { return due }
    for (record, person) in try tx.watchedStorage(of: account) {
      let standing = StorageStanding(of: record, person, in: room)
      due = [due, next(after: standing)].compactMap(\.self).min()
    }
    return due
  }
}

extension StoreReader {
  /// What is kept of the storage of people whose clock may run. The owner's goes with the account
  /// (CLO-02); those it was shared with keep their own.
  func watchedStorage(
    of account: AccountRecord
  ) throws -> [(record: StorageRecord, person: PersonRecord)] {
    guard account.kind == .consumer else { return [] }
    return try storage(of: account.id).compactMap { record in
      guard let person = try person(record.person, of: account.id), person.erased == nil,
        account.closed == nil || !person.roles.contains(.owner)
      else { return nil }
      return (record, person)
    }
  }
}
