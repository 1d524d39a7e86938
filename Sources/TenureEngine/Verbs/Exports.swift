import TenureDomain
import TenurePolicy

extension Engine {
  /// Asks for an export of a subscription's data (DATA-04): possible while its administrators reach
  /// the data. One that is being made already is answered again.
  ///
  /// - Throws: `EngineError.refusedExport` with the reasons and the ways forward.
  public func createExport(
    of id: SubscriptionID, in account: AccountID, by caller: Caller, language: String? = nil,
    once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.exportData, in: account)
    return try await change(account, subscription: id, by: caller, once: once) {
      [self] context in
      let owner = try context.account()
      guard let record = context.opening.subscription else {
        throw EngineError.notFound("subscription")
      }
      if let open = try context.tx.openTasks(of: id, in: account, .export).first {
        return ChangeResult(body: try JSONText.bytes(ExportBody(open, at: context.wall)))
      }
      let standing = try standing(
        of: try context.tx.context(of: record, in: owner), at: context.now)
      try refuseExport(of: standing, language, context.tx)
      let task = task(
        .export, account: account, subscription: id, askedBy: caller.name,
        notBefore: context.now, goneBy: lastMoment(of: standing), at: context.now)
      try context.tx.insert(task)
      return ChangeResult(
        status: 201, body: try JSONText.bytes(ExportBody(task, at: context.wall)),
        events: [
          try .about(task, EventType.taskCreated, by: caller.name, at: context.now)
        ])
    }
  }

  /// When administrators cease to reach the data; nil if nothing foreseeable takes it from them.
  private func lastMoment(of standing: Standing) -> Timestamp? {
    Forecast(of: standing.subject, after: standing.at, under: standing.edition).entries
      .first { $0.access?.admins == Access.Administrators.none }?.at
  }

  private func refuseExport(
    of standing: Standing, _ language: String?, _ tx: any StoreReader
  ) throws {
    let finding = AccessFinding(standing)
    let say = shelf.localizer(for: language ?? standing.account.language)
    let isDeleted = try tx.tasks(
      TaskFilter(
        account: standing.account.id, subscription: standing.record.id, kind: .deletion,
        state: .done), PageRequest(limit: 100)
    ).contains { $0.finished.map { $0 >= standing.subject.subscription.ending?.at ?? $0 } ?? false }
    let hasAccess = finding.access.map { $0.admins != .none } ?? false
    if hasAccess, !isDeleted { return }
    let facts = standing.edition.facts(of: standing.subject, act: nil, at: standing.at)
    let why =
      isDeleted
      ? "the data was deleted" : "administrators do not reach the data any more"
    var subject = standing.subject
    subject.actor = Actor(role: .globalAdministrator)
    let decision = TenureDomain.decide(
      Act(.reactivate), on: subject, at: standing.at, under: standing.edition)
    throw EngineError.refusedExport(
      ExportRefusal(
        text: finding.missing.isEmpty ? why : "nobody has told what access depends on",
        reasons: finding.rule.map { [ReasonBody(Reason($0), facts, say)] } ?? [],
        waysForward: decision.waysForward.map { WayBody($0, say) }))
  }

  /// The exports of a subscription, in the order in which they were asked for.
  public func exports(
    of id: SubscriptionID, in account: AccountID, after place: String?, limit: Int,
    by caller: Caller
  ) async throws -> Page<ExportBody> {
    try caller.may(.exportData, in: account)
    let now = clock.now()
    return try await store.read { tx in
      _ = try tx.context(of: id, of: account)
      let filter = TaskFilter(account: account, subscription: id, kind: .export)
      let request = PageRequest(after: place.flatMap(TaskID.init), limit: limit + 1)
      return Page(
        try tx.tasks(filter, request), limit: limit, { ExportBody($0, at: now) }, place: \.id.text)
    }
  }

  /// One export with its progress.
  public func export(
    _ id: TaskID, of subscription: SubscriptionID, in account: AccountID, by caller: Caller
  ) async throws -> Versioned<ExportBody> {
    try caller.may(.exportData, in: account)
    let now = clock.now()
    return try await store.read { tx in
      let task = try tx.export(id, of: subscription, in: account)
      // What time alone changes of it: its lease and the end of its result.
      let passed = [task.state == .claimed && task.ready <= now, task.link?.expires ?? now < now]
      return Versioned(
        ExportBody(task, at: now), version: task.version, passed: passed.count { $0 })
    }
  }

  /// Makes a secret that leads to the result of an export until that expires. One made before leads
  /// nowhere from then on. Only its hash is kept, so it is shown this once, and the call takes no
  /// idempotency key.
  ///
  /// - Throws: `EngineError.notNow` while there is no result; `EngineError.gone` if it has expired.
  public func createExportSecret(
    for id: TaskID, of subscription: SubscriptionID, in account: AccountID, by caller: Caller
  ) async throws -> ExportSecret {
    try caller.may(.exportData, in: account)
    let secret = "tnx_" + Hexadecimal.text(ids.secret(bytes: 32))
    let now = clock.now()
    return try await store.write { tx in
      _ = try tx.open(nil, account: account, subscription: nil)
      var task = try tx.export(id, of: subscription, in: account)
      guard var link = task.link else {
        throw EngineError.notNow("the export is \(task.state.rawValue) and has no result")
      }
      guard now < link.expires else { throw Self.expired(task, link) }
      link.secret = Credential.hash(secret)
      task.link = link
      task.version += 1
      try tx.update(task)
      return ExportSecret(text: secret, expires: link.expires)
    }
  }

  /// Where the result lies that a secret leads to. Whoever has the secret may fetch it; that it was
  /// fetched is noted once.
  ///
  /// - Throws: `EngineError.gone` if the result has expired.
  public func fetchExport(_ secret: String) async throws -> String {
    let hash = Credential.hash(secret)
    let now = clock.now()
    guard let task = try await store.read({ try $0.task(secret: hash) }), let link = task.link
    else { throw EngineError.notFound("export") }
    guard now < link.expires else { throw Self.expired(task, link) }
    if link.fetched == nil {
      _ = try await changing(task.id, of: task.account) { context, task in
        guard task.link?.secret == hash, task.link?.fetched == nil else { return nil }
        task.link?.fetched = context.now
        return EventType.exportFetched
      }
    }
    return link.address
  }

  private static func expired(_ task: TaskRecord, _ link: TaskLink) -> EngineError {
    .gone(
      "The result could be fetched until \(link.expires). Ask for a new export of the "
        + "subscription, if its administrators still reach the data.")
  }
}

extension StoreReader {
  /// - Throws: `EngineError.notFound` if the subscription has no such export.
  fileprivate func export(
    _ id: TaskID, of subscription: SubscriptionID, in account: AccountID
  ) throws -> TaskRecord {
    guard let task = try task(id), task.account == account, task.subscription == subscription,
      task.kind == .export
    else { throw EngineError.notFound("export") }
    return task
  }
}
