import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

extension World {
  /// Puts a task of Fjord's into the store, as time or an act would.
  @discardableResult
  func addTask(
    _ kind: TaskKind = .deletion, of subscription: SubscriptionID = premium,
    goneBy: Timestamp? = nil
  ) async throws -> TaskRecord {
    let engine = engine
    return try await engine.store.write { tx in
      let now = engine.clock.now()
      let task = engine.task(
        kind, account: Self.fjord, subscription: subscription, notBefore: now, goneBy: goneBy,
        at: now)
      try tx.insert(task)
      return task
    }
  }

  func wait(_ seconds: Int) { clock.move(to: clock.now().adding(seconds: seconds)) }

  func claim(
    _ task: TaskID, seconds: Int = 60, as worker: String = "one", once: OnceOnly? = nil
  ) async throws -> TaskBody {
    let body = json(#"{"seconds": \#(seconds), "worker": "\#(worker)"}"#)
    let answer = try await engine.claimTask(task, body, by: Self.program, once: once)
    return try JSONText.value(TaskBody.self, answer.body)
  }

  func claimNext(_ kind: TaskKind = .deletion, once: OnceOnly? = nil) async throws -> TaskBody? {
    let body = json(#"{"kind": "\#(kind.rawValue)", "seconds": 60}"#)
    let answer = try await engine.claimNextTask(body, by: Self.program, once: once)
    return try JSONText.value(NextTaskBody.self, answer.body).task
  }

  func report(_ task: TaskID, _ body: String) async throws -> TaskBody {
    try JSONText.value(
      TaskBody.self, try await engine.reportTask(task, json(body), by: Self.program).body)
  }

  func complete(_ task: TaskID, attempt: Int, _ more: String = "") async throws -> TaskBody {
    let body = json(#"{"attempt": \#(attempt)\#(more)}"#)
    return try JSONText.value(
      TaskBody.self, try await engine.completeTask(task, body, by: Self.program).body)
  }

  func fail(_ task: TaskID, attempt: Int, _ problem: String = "it hangs") async throws
    -> TaskBody
  {
    let body = json(#"{"attempt": \#(attempt), "problem": "\#(problem)"}"#)
    return try JSONText.value(
      TaskBody.self, try await engine.failTask(task, body, by: Self.program).body)
  }

  func stored(_ task: TaskID) async throws -> TaskRecord {
    try #require(try await engine.store.read { try $0.task(task) })
  }

  /// The messages of a kind that wait to be sent.
  func messages(_ kind: String) async throws -> [OutboxRecord] {
    try await engine.store.read { try $0.outbox(PageRequest(limit: 10_000)) }
      .filter { $0.kind.text == kind }
  }

  /// The types of Fjord's events about tasks, holds and exports, in order.
  func taskEvents() async throws -> [String] {
    try await events(of: nil).map(\.type).filter {
      $0.hasPrefix("task.") || $0.hasPrefix("hold.") || $0.hasPrefix("export.")
    }
  }

  func hold(_ more: String = "") async throws -> HoldBody {
    let answer = try await engine.placeHold(
      json(#"{"reason": "a lawsuit"\#(more)}"#), on: Self.fjord, by: Self.program)
    return try JSONText.value(HoldBody.self, answer.body)
  }
}

/// What an error says, if it is one of those that say why something is not done.
func reason(of error: (any Error)?) -> String? {
  switch error as? EngineError {
  case .notNow(let why): "not now: \(why)"
  case .claimLost(let why): "lost: \(why)"
  case .gone(let why): "gone: \(why)"
  default: nil
  }
}
