import TenureDomain

extension Engine {
  /// The task to delete what a subscription left behind, once it may go.
  ///
  /// - Parameters:
  ///   - goneBy: by when the data is promised to be gone; nil if no date is.
  ///   - now: the present of the account.
  func deletionTask(
    of record: SubscriptionRecord, goneBy: Timestamp?, at now: Timestamp
  ) -> TaskRecord {
    task(
      .deletion, account: record.account, subscription: record.id, notBefore: now, goneBy: goneBy,
      at: now)
  }

  /// A task that nobody works on yet.
  ///
  /// - Parameters:
  ///   - now: the present of the account, which may have a clock of its own.
  ///   - asker: who asked for it; time itself if nobody did.
  func task(
    _ kind: TaskKind, account: AccountID, subscription: SubscriptionID?, person: PersonID? = nil,
    askedBy asker: String = TaskRecord.time, notBefore: Timestamp, goneBy: Timestamp?,
    at now: Timestamp
  ) -> TaskRecord {
    var task = TaskRecord(
      account: account, id: ids.make(Named.Task.self, at: now), subscription: subscription,
      person: person, kind: kind, askedBy: asker, created: now, notBefore: notBefore,
      goneBy: goneBy)
    // What has come by the account's own clock can be claimed, whatever the server's clock says.
    if notBefore <= now { task.ready = min(notBefore, clock.now()) }
    return task
  }
}

extension StoreWriter {
  /// Withdraws the open tasks of a subscription that came back: nothing is deleted or exported.
  ///
  /// - Returns: those that were withdrawn, each for an event of ``EventType/taskWithdrawn``.
  func withdrawTasks(
    of subscription: SubscriptionID, of account: AccountID, at now: Timestamp
  ) throws -> [TaskRecord] {
    try openTasks(of: subscription, in: account).map { task in
      var task = task
      task.version += 1
      task.state = .withdrawn
      task.finished = now
      task.escalateAt = nil
      try update(task)
      return task
    }
  }
}

extension StoreReader {
  /// The tasks of a subscription that are not at their end.
  func openTasks(
    of subscription: SubscriptionID, in account: AccountID, _ kind: TaskKind? = nil
  ) throws -> [TaskRecord] {
    try [TaskState.waiting, .claimed].flatMap { state in
      try tasks(
        TaskFilter(account: account, subscription: subscription, kind: kind, state: state),
        PageRequest(limit: 1_000))
    }
  }
}
