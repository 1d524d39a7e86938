import TenureDomain

/// What looking after the tasks came to.
public struct TaskSweep: Sendable, Hashable {
  /// How many leases ran out.
  public var lapsed = 0
  /// The tasks whose promised date is at risk, each for the operator to be told of.
  public var escalated: [TaskRecord] = []
  /// Tasks that could not be looked after, with why; the rest was.
  public var faults: [String] = []
}

extension Engine {
  /// Puts tasks whose lease ran out back to wait, escalates those whose promised date comes near,
  /// and brakes if more deletions are due than is usual.
  ///
  /// A promised date at risk is told, never skipped: the task stays to be done.
  @discardableResult
  public func sweepTasks() async throws -> TaskSweep {
    var sweep = TaskSweep()
    try await brakeForDeletions()
    let now = clock.now()
    sweep.faults += try await each(
      { try $0.lapsedTasks(at: now, atMost: Self.sweepBatch) },
      { task in
        guard try await self.endLease(of: task, at: now) else { return false }
        sweep.lapsed += 1
        return true
      })
    sweep.faults += try await each(
      { try $0.tasksToEscalate(at: now, atMost: Self.sweepBatch) },
      { task in
        guard let escalated = try await self.escalate(task) else { return false }
        sweep.escalated.append(escalated)
        return true
      })
    return sweep
  }

  private static let sweepBatch = 100

  /// Goes through the tasks of a query until none is left, or none was changed any more.
  private func each(
    _ query: @escaping @Sendable (any StoreReader) throws -> [TaskRecord],
    _ work: (TaskRecord) async throws -> Bool
  ) async throws -> [String] {
    var faults: [TaskID: String] = [:]
    var isMoving = true
    while isMoving {
      let tasks = try await store.read { try query($0) }
      isMoving = false
      for task in tasks {
        try Task.checkCancellation()
        do {
          if try await work(task) { isMoving = true }
        } catch let error as CancellationError {
          throw error
        } catch {
          faults[task.id] = "\(task.id): \(error)"
        }
      }
    }
    return faults.values.sorted()
  }

  private func endLease(of task: TaskRecord, at now: Timestamp) async throws -> Bool {
    try await changing(task.id, of: task.account) { context, task in
      guard task.state == .claimed, task.ready <= now else { return nil }
      task.state = .waiting
      return EventType.taskLapsed
    } != nil
  }

  private func escalate(_ task: TaskRecord) async throws -> TaskRecord? {
    try await changing(task.id, of: task.account) { context, task in
      guard let goneBy = task.goneBy, let at = task.escalateAt, !task.state.isFinal,
        at <= context.now
      else { return nil }
      task.escalated = context.now
      task.escalateAt = TaskRecord.nextEscalation(before: goneBy, after: context.now)
      return EventType.taskEscalated
    }
  }

  /// Escalates what is at risk by the account's own clock, which no sweep watches.
  func escalateTasks(of account: AccountID) async throws {
    let tasks = try await store.read { tx -> [TaskRecord] in
      try [TaskState.waiting, .claimed].flatMap { state -> [TaskRecord] in
        try tx.tasks(TaskFilter(account: account, state: state), PageRequest(limit: 1_000))
      }
    }
    for task in tasks where task.escalateAt != nil { _ = try await escalate(task) }
  }

  /// Changes a task with an event, in one transaction.
  ///
  /// - Parameter work: changes the task and names the event; nil leaves everything as it is.
  /// - Returns: the task afterwards; nil if it was left as it is.
  func changing(
    _ id: TaskID, of account: AccountID,
    _ work: @escaping @Sendable (ChangeContext, inout TaskRecord) throws -> String?
  ) async throws -> TaskRecord? {
    let wall = clock.now()
    return try await store.write { [self] tx -> TaskRecord? in
      let opening = try tx.open(nil, account: account, subscription: nil)
      guard var task = try tx.task(id) else { return nil }
      let context = ChangeContext(
        tx: tx, opening: opening, now: opening.account?.time(wall) ?? wall, wall: wall)
      guard let event = try work(context, &task) else { return nil }
      task.version += 1
      try tx.update(task)
      var head = opening.head
      let draft = try EventDraft.about(task, event, at: context.now)
      try tx.append(draft.record(in: account, after: &head))
      if event == EventType.taskEscalated, let owner = opening.account {
        for message in messages(aboutRiskTo: task, of: owner) { try tx.insert(message) }
      }
      return task
    }
  }
}
