import TenureDomain

extension Engine {
  /// The tasks of all accounts that a filter finds, in the order of their ids.
  public func tasks(
    _ filter: TaskFilter, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<TaskBody> {
    try caller.may(.readTasks, in: filter.account)
    let now = clock.now()
    return try await store.read { tx in
      if let account = filter.account, try tx.account(account) == nil {
        throw EngineError.notFound("account")
      }
      let request = PageRequest(after: place.flatMap(TaskID.init), limit: limit + 1)
      return Page(
        try tx.tasks(filter, request), limit: limit, { TaskBody($0, at: now) }, place: \.id.text)
    }
  }

  /// One task.
  public func task(_ id: TaskID, by caller: Caller) async throws -> Versioned<TaskBody> {
    let record = try await taskRecord(id, for: .readTasks, by: caller)
    let now = clock.now()
    let isLapsed = record.state == .claimed && record.ready <= now
    return Versioned(
      TaskBody(record, at: now), version: record.version, passed: isLapsed ? 1 : 0)
  }

  /// A task that the caller may see. What belongs to an account that the caller does not reach is
  /// not found, as if it did not exist.
  func taskRecord(
    _ id: TaskID, for operation: Operation, by caller: Caller
  ) async throws -> TaskRecord {
    try caller.may(operation, in: caller.boundAccount)
    guard let task = try await store.read({ try $0.task(id) }),
      caller.boundAccount.map({ $0 == task.account }) ?? true
    else { throw EngineError.notFound("task") }
    return task
  }
}

extension Caller {
  /// The one account that the caller's key reaches; nil if it reaches all.
  var boundAccount: AccountID? {
    if case .program(let key) = self { key.account } else { nil }
  }
}
