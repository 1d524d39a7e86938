import TenureDomain

extension Engine {
  /// Gives a task to whoever asks, until a lease runs out. Of several who ask one gets it.
  ///
  /// - Parameter body: JSON: `seconds` of the lease, and if wanted `worker`, a name.
  /// - Throws: `EngineError.notNow` if it must not be carried out now; `EngineError.claimLost` if
  ///   another has it, or nobody is to have it any more.
  public func claimTask(
    _ id: TaskID, _ body: [UInt8], by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    let found = try await taskRecord(id, for: .workTasks, by: caller)
    let request = try TaskRequest(body, required: ["seconds"], optional: ["worker"])
    let lease = lease(request, caller)
    try request.finish()
    if found.kind.isIrreversible { try await brakeForDeletions() }
    return try await change(found.account, by: caller, once: once) { [self] context in
      guard let task = try context.tx.task(id) else { throw EngineError.notFound("task") }
      let claimed = try claim(task, lease, context)
      return ChangeResult(
        body: try JSONText.bytes(TaskBody(claimed, at: context.wall)), version: claimed.version,
        events: [try .about(claimed, EventType.taskClaimed, by: caller.name, at: context.now)])
    }
  }

  /// Gives the task that is ready longest to whoever asks.
  ///
  /// - Parameter body: JSON: `kind`, `seconds` of the lease, and if wanted `worker`.
  /// - Returns: ``NextTaskBody``, without a task if none is to be done.
  /// - Throws: `EngineError.notNow` while a brake is on.
  public func claimNextTask(
    _ body: [UInt8], by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.workTasks)
    let request = try TaskRequest(body, required: ["kind", "seconds"], optional: ["worker"])
    let (kind, lease) = (request.kind(), lease(request, caller))
    try request.finish()
    guard let kind else { throw EngineError.invalid([]) }
    if kind.isIrreversible { try await brakeForDeletions() }
    let key = once.map { RequestKey(caller: caller.name, key: $0.key) }
    let now = clock.now()
    let candidates = try await store.read { [self] tx -> [TaskRecord]? in
      if let once, let key, let stored = try tx.answer(to: key) {
        _ = try replay(stored, of: once, tx)
        return nil
      }
      if kind.isIrreversible { try tx.refuseBraked() }
      return try tx.claimableTasks(kind, at: now, atMost: Self.mostCandidates)
    }
    guard let candidates else { return try await repeatedClaim(key, once) }
    for candidate in candidates {
      do {
        return try await claimAsNext(candidate, lease, by: caller, once: once)
      } catch EngineError.claimLost, EngineError.notNow {
        continue  // somebody else was faster, or a hold was placed meanwhile
      }
    }
    return Answer(status: 200, body: try JSONText.bytes(NextTaskBody(task: nil)))
  }

  /// So many tasks are tried before the answer is that there is none.
  private static let mostCandidates = 32

  private func claimAsNext(
    _ candidate: TaskRecord, _ lease: Lease, by caller: Caller, once: OnceOnly?
  ) async throws -> Answer {
    try await change(candidate.account, by: caller, once: once) { [self] context in
      guard let task = try context.tx.task(candidate.id) else {
        throw EngineError.claimLost("the task is not there any more")
      }
      let claimed = try claim(task, lease, context)
      return ChangeResult(
        body: try JSONText.bytes(NextTaskBody(task: TaskBody(claimed, at: context.wall))),
        events: [try .about(claimed, EventType.taskClaimed, by: caller.name, at: context.now)])
    }
  }

  private func repeatedClaim(_ key: RequestKey?, _ once: OnceOnly?) async throws -> Answer {
    try await store.read { [self] tx in
      guard let key, let once, let stored = try tx.answer(to: key) else {
        throw StoreError.conflict
      }
      return try replay(stored, of: once, tx)
    }
  }

  /// How long a worker has a task, and what it calls itself.
  private struct Lease {
    let seconds: Int
    let worker: String
  }

  private func lease(_ request: TaskRequest, _ caller: Caller) -> Lease {
    Lease(
      seconds: request.number("seconds", in: TaskRequest.seconds) ?? 0,
      worker: request.line("worker", upTo: 100) ?? caller.name)
  }

  /// The one place that decides if work which cannot be taken back may begin.
  private func claim(
    _ task: TaskRecord, _ lease: Lease, _ context: ChangeContext
  ) throws -> TaskRecord {
    let now = context.wall
    switch task.state {
    case .done, .failed, .withdrawn:
      throw EngineError.claimLost("the task is \(task.state.rawValue)")
    case .claimed where task.ready > now:
      throw EngineError.claimLost("another worker has the task until \(task.ready)")
    case .waiting, .claimed: break
    }
    guard task.ready <= now else {
      throw EngineError.notNow("the task can be claimed from \(task.ready) on")
    }
    if task.kind.isIrreversible { try context.refuseIrreversible(task) }
    var claimed = task
    claimed.version += 1
    claimed.state = .claimed
    claimed.attempts += 1
    claimed.worker = lease.worker
    claimed.ready = now.adding(seconds: lease.seconds)
    claimed.percent = 0
    claimed.note = nil
    try context.tx.update(claimed)
    return claimed
  }
}

extension ChangeContext {
  /// Refuses what cannot be taken back while a brake is on, the account is on hold, or an export
  /// of the same data is not done.
  fileprivate func refuseIrreversible(_ task: TaskRecord) throws {
    try tx.refuseBraked()
    try tx.refuseHeld(task.account, at: wall)
    guard let subscription = task.subscription,
      task.goneBy.map({ $0 > now.adding(days: TaskRecord.exportFirstDays) }) ?? true,
      let export = try tx.openTasks(of: subscription, in: task.account, .export).first
    else { return }
    throw EngineError.notNow("the export `\(export.id)` of the same data is not done")
  }
}
