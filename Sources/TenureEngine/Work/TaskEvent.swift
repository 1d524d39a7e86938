import TenureDomain

extension EventType {
  public static let taskCreated = "task.created"
  public static let taskClaimed = "task.claimed"
  public static let taskCompleted = "task.completed"
  /// An attempt failed; the body says whether another follows.
  public static let taskFailed = "task.failed"
  /// The lease of whoever had it ran out.
  public static let taskLapsed = "task.lapsed"
  public static let taskWithdrawn = "task.withdrawn"
  /// Its promised date is at risk, and the operator was told.
  public static let taskEscalated = "task.escalated"
  /// The result of an export was fetched.
  public static let exportFetched = "export.fetched"
  public static let holdPlaced = "hold.placed"
  public static let holdReleased = "hold.released"
}

/// What the events of tasks tell. What workers write about a task stays out: it might be personal.
struct TaskEventBody: Codable, Sendable {
  var attempt: Int?
  var by: String
  var goneBy: String?
  var kind: String
  /// The state it is in from then on.
  var state: String
  var task: String
  /// The secret address's SHA-256 is not told, only when the result can no longer be fetched.
  var linkExpires: String?
}

extension EventDraft {
  /// An event about a task as it is from then on.
  ///
  /// - Parameter by: a key, a person, or `time`.
  static func about(
    _ task: TaskRecord, _ type: String, by: String = TaskRecord.time, at now: Timestamp
  ) throws -> EventDraft {
    let body = TaskEventBody(
      attempt: task.attempts > 0 ? task.attempts : nil, by: by,
      goneBy: task.goneBy.map { "\($0)" }, kind: task.kind.rawValue, state: task.state.rawValue,
      task: task.id.text, linkExpires: task.link.map { "\($0.expires)" })
    return EventDraft(
      at: now, subscription: task.subscription, type: type, body: try JSONText.bytes(body))
  }
}
