import TenureDomain
import TenurePolicy

extension Engine {
  /// Takes note of what a person keeps in the cloud (CON-S4), with everything that follows from it.
  ///
  /// - Parameter body: JSON: `used` and if known `mail`, in bytes or as `6GB`.
  public func setStorage(
    of id: PersonID, in account: AccountID, _ body: [UInt8], by caller: Caller
  ) async throws -> Answer {
    try caller.may(.reportUse, in: account)
    // What was deleted is reported of a closed account too.
    return try await change(account, by: caller, once: nil, evenIfClosed: true) {
      [self] context in
      var owner = try context.account()
      let tx = context.tx
      let now = context.now
      let person = try tx.existingPerson(id, of: account)
      let use = try storageUse(body)
      let room = try room(of: owner, at: now, tx)
      var events = try report(use, of: person, in: room, by: caller.name, tx)
      if person.roles.contains(.owner), owner.storage != use {
        owner.storage = use
        owner.version += 1
        try tx.update(owner)
      }
      events += try tellShares(use, of: id, in: owner, at: now, by: caller.name, tx)
      events += try bring(owner, to: now, tx)
      return ChangeResult(
        body: try JSONText.bytes(storageBody(of: person, owner, at: now, tx)), events: events)
    }
  }

  /// What a person keeps in the cloud, what of it works, and what becomes of it.
  ///
  /// - Throws: `EngineError.notFound` if nobody reported it.
  public func storage(
    of id: PersonID, in account: AccountID, by caller: Caller, language: String? = nil
  ) async throws -> StorageStandingBody {
    try caller.may(.readPeople, in: account, about: id)
    return try await store.read { [self] tx in
      guard let owner = try tx.account(account) else { throw EngineError.notFound("account") }
      let person = try tx.existingPerson(id, of: account)
      return try storageBody(
        of: person, owner, at: now(of: owner), tx, language: language)
    }
  }

  /// For how many days storage is open that was opened again (CON-S10).
  public static let reopenedDays = StorageStanding.reopenedDays

  /// - Parameter body: JSON, or nothing: `onBehalfOf` and `supportReason`, which support sends.
  public func reopenStorage(
    of id: PersonID, in account: AccountID, _ body: [UInt8], by caller: Caller
  ) async throws -> Answer {
    guard !body.isEmpty else { return try await reopenStorage(of: id, in: account, by: caller) }
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(
        request.root, optional: ["onBehalfOf", SupportWords.member]) ?? [:]
    let said = ActFields(request: request, fields: fields)
    let (helped, reason) = (said.onBehalfOf(), said.supportReason())
    try request.finish()
    return try await reopenStorage(
      of: id, in: account, by: caller, onBehalfOf: helped, because: reason)
  }

  /// Opens frozen storage again for 30 days, so that it can be brought below the quota (CON-S10).
  ///
  /// - Parameters:
  ///   - helped: whom support acts for; nil for anybody who is not support.
  ///   - reason: why support acts; nil if it is not told, and for anybody who is not support.
  public func reopenStorage(
    of id: PersonID, in account: AccountID, by caller: Caller, onBehalfOf helped: PersonID? = nil,
    because reason: String? = nil, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.reopenStorage, in: account, about: id)
    return try await change(account, by: caller, once: once) { [self] context in
      let owner = try context.account()
      let tx = context.tx
      let now = context.now
      let person = try tx.existingPerson(id, of: account)
      guard let stored = try tx.storage(of: id, in: account) else {
        throw EngineError.notFound("report of storage")
      }
      let room = try room(of: owner, at: now, tx)
      var standing = StorageStanding(of: stored, person, in: room)
      guard standing.isOver, standing.stage == .frozen || standing.stage == .deletable else {
        throw EngineError.invalid([
          FieldFault(
            field: "person", problem: "the storage of `\(id)` is not frozen for being too full",
            remedy: "read it: `state` says how it stands")
        ])
      }
      standing.record.reopened = room.day
      standing.record.freezeTold = nil
      standing.record.frozenTold = nil
      standing.record.deletionBegun = nil
      try tx.keep(standing.record)
      var events: [EventDraft] = []
      for task in try tx.openStorageTasks(of: id, in: account) {
        let withdrawn = try tx.withdraw(task, at: now)
        events.append(
          try EventDraft.about(withdrawn, EventType.taskWithdrawn, by: caller.name, at: now))
      }
      var body = StorageEventBody(
        by: caller.name, date: standing.frozenOn.map { "\($0)" }, person: id.text)
      let support = try support(caller, for: helped, because: reason, in: account, tx)
      body.actor = support?.actor
      body.personal = support?.personal?.digestText
      events.append(
        EventDraft(
          at: now, subscription: nil, type: EventType.storageReopened,
          body: try JSONText.bytes(body), personal: support?.personal))
      events += try bring(owner, to: now, tx)
      return ChangeResult(
        body: try JSONText.bytes(storageBody(of: person, owner, at: now, tx)), events: events)
    }
  }

  /// - Throws: `EngineError.invalid` where no policy says anything of storage.
  private func room(
    of account: AccountRecord, at now: Timestamp, _ tx: any StoreReader
  ) throws -> StorageRoom {
    if let room = try StorageRoom(of: account, at: now, self, tx) { return room }
    throw EngineError.invalid([
      FieldFault(
        field: "account", problem: "the policies of `\(account.family)` say nothing of storage",
        remedy: "report the storage of people in a person's own account")
    ])
  }

  private func storageBody(
    of person: PersonRecord, _ account: AccountRecord, at now: Timestamp, _ tx: any StoreReader,
    language: String? = nil
  ) throws -> StorageStandingBody {
    guard let stored = try tx.storage(of: person.id, in: account.id) else {
      throw EngineError.notFound("report of storage")
    }
    let standing = StorageStanding(of: stored, person, in: try room(of: account, at: now, tx))
    return StorageStandingBody(standing, shelf.localizer(for: language ?? account.language))
  }

  private func storageUse(_ body: [UInt8]) throws -> StorageUse {
    let request = try RequestReader(body)
    let given = GivenReader(
      reader: request.reader, products: shelf.products, zones: zones.source)
    let use = given.storage(request.root)
    try request.finish()
    return use ?? StorageUse(used: 0)
  }
}
