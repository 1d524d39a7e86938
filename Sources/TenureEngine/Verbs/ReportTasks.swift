import TenureDomain

extension Engine {
  /// Tells how far a task has come, and has it for longer.
  ///
  /// - Parameter body: JSON: `attempt` and `percent`, and if wanted `note` and the `seconds` of a
  ///   new lease, else five minutes.
  /// - Throws: `EngineError.claimLost` if another has it by now.
  public func reportTask(
    _ id: TaskID, _ body: [UInt8], by caller: Caller
  ) async throws -> Answer {
    let found = try await taskRecord(id, for: .workTasks, by: caller)
    let request = try TaskRequest(
      body, required: ["attempt", "percent"], optional: ["note", "seconds"])
    let (attempt, percent) = (attempt(request), request.number("percent", in: 0...100) ?? 0)
    let note = request.line("note", upTo: 500)
    let seconds = request.number("seconds", in: TaskRequest.seconds) ?? Self.leaseSeconds
    try request.finish()
    return try await change(found.account, by: caller, once: nil) { context in
      var task = try context.held(id, attempt)
      guard task.state == .claimed || task.state == .waiting else {
        throw EngineError.claimLost("the task is \(task.state.rawValue)")
      }
      task.version += 1
      task.state = .claimed
      task.percent = percent
      task.note = note
      task.ready = context.wall.adding(seconds: seconds)
      try context.tx.update(task)
      return try context.result(task)
    }
  }

  /// Tells that a task is done. Told again, it answers the same.
  ///
  /// - Parameter body: JSON: `attempt`; for an export also `link`, the address of the result, and
  ///   if wanted `linkExpires`, else seven days from now.
  public func completeTask(
    _ id: TaskID, _ body: [UInt8], by caller: Caller
  ) async throws -> Answer {
    let found = try await taskRecord(id, for: .workTasks, by: caller)
    let link = try completion(body, of: found)
    return try await change(found.account, by: caller, once: nil) { [self] context in
      var task = try context.held(id, link.attempt)
      if task.state == .done { return try context.result(task) }
      guard !task.state.isFinal else {
        throw EngineError.claimLost("the task is \(task.state.rawValue)")
      }
      task.version += 1
      task.state = .done
      task.percent = 100
      task.problem = nil
      task.link = link.link
      task.escalateAt = nil
      task.finished = max(context.now, task.created)
      try context.tx.update(task)
      for message in try messages(aboutExport: task, in: context) {
        try context.tx.insert(message)
      }
      return try context.result(
        task,
        [try .about(task, EventType.taskCompleted, by: caller.name, at: context.now)])
    }
  }

  private func completion(
    _ body: [UInt8], of task: TaskRecord
  ) throws -> (attempt: Int, link: TaskLink?) {
    let isExport = task.kind == .export
    let request = try TaskRequest(
      body, required: isExport ? ["attempt", "link"] : ["attempt"],
      optional: isExport ? ["linkExpires"] : [])
    let now = clock.now()
    let latest = now.adding(days: TaskLink.mostDays)
    let expires = request.instant("linkExpires", after: now, upTo: latest)
    let (attempt, address) = (attempt(request), request.address("link"))
    try request.finish()
    let link = address.map {
      TaskLink(address: $0, expires: expires ?? now.adding(days: TaskLink.days))
    }
    return (attempt, link)
  }

  /// Tells that an attempt failed. Another follows after a pause that grows; an export is given up
  /// after ten, a deletion never.
  ///
  /// - Parameter body: JSON: `attempt` and `problem`.
  public func failTask(
    _ id: TaskID, _ body: [UInt8], by caller: Caller
  ) async throws -> Answer {
    let found = try await taskRecord(id, for: .workTasks, by: caller)
    let request = try TaskRequest(body, required: ["attempt", "problem"])
    let (attempt, problem) = (attempt(request), request.line("problem", upTo: 500) ?? "")
    try request.finish()
    return try await change(found.account, by: caller, once: nil) { [self] context in
      var task = try context.held(id, attempt)
      let isRepeated = task.state == .waiting && task.problem == problem
      if isRepeated || task.state == .failed { return try context.result(task) }
      guard !task.state.isFinal else {
        throw EngineError.claimLost("the task is \(task.state.rawValue)")
      }
      task.version += 1
      task.problem = problem
      if task.kind == .export, task.attempts >= TaskRecord.mostExportAttempts {
        task.state = .failed
        task.escalateAt = nil
        task.finished = max(context.now, task.created)
      } else {
        task.state = .waiting
        task.ready = context.wall.adding(seconds: TaskRecord.pause(after: task.attempts))
      }
      try context.tx.update(task)
      for message in try messages(aboutExport: task, in: context) {
        try context.tx.insert(message)
      }
      return try context.result(
        task, [try .about(task, EventType.taskFailed, by: caller.name, at: context.now)])
    }
  }

  /// How long a task is had where nobody says.
  private static let leaseSeconds = 300

  private func attempt(_ request: TaskRequest) -> Int {
    request.number("attempt", in: 1...1_000_000) ?? 0
  }
}

extension ChangeContext {
  /// A task that whoever reports still has, or had last: nobody else has claimed it since.
  fileprivate func held(_ id: TaskID, _ attempt: Int) throws -> TaskRecord {
    guard let task = try tx.task(id) else { throw EngineError.notFound("task") }
    guard task.attempts == attempt else {
      let told =
        task.attempts > attempt
        ? "the lease of attempt \(attempt) ran out; `\(task.worker ?? "")` has claimed the task "
          + "since, as attempt \(task.attempts)"
        : "there was no attempt \(attempt); the last is \(task.attempts)"
      throw EngineError.claimLost(told)
    }
    return task
  }

  fileprivate func result(_ task: TaskRecord, _ events: [EventDraft] = []) throws -> ChangeResult {
    ChangeResult(
      body: try JSONText.bytes(TaskBody(task, at: now)), version: task.version, events: events)
  }
}

extension TaskRecord {
  /// An export is given up after so many attempts; who asked can ask again.
  static let mostExportAttempts = 10

  /// Seconds until a task can be claimed again: a minute, then twice as long each time, six hours
  /// at most.
  static func pause(after attempts: Int) -> Int {
    min(60 << min(max(attempts, 1) - 1, 9), 6 * 3_600)
  }
}

extension TaskLink {
  /// How long a result can be fetched where nobody says, and at most, in days.
  static let days = 7
  static let mostDays = 90
}
