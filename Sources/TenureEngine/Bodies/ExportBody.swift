public import TenureDomain

/// An export of a subscription's data, as its administrators see it.
public struct ExportBody: Codable, Sendable, Hashable {
  /// The result, once there is one.
  public struct Result: Codable, Sendable, Hashable {
    /// Until when it can be fetched, exclusive.
    public var expires: String
    public var isExpired: Bool
    /// When it was first fetched.
    public var fetched: String?
  }

  public var account: String
  public var subscription: String
  public var id: String
  public var created: String
  public var askedBy: String
  /// By when it must be done: then nobody can reach the data any more.
  public var doneBy: String?
  public var state: String
  public var percent: Int
  public var note: String?
  public var problem: String?
  public var result: Result?
  public var finished: String?

  init(_ task: TaskRecord, at now: Timestamp) {
    let shown = TaskBody(task, at: now)
    account = shown.account
    subscription = shown.subscription ?? ""
    id = shown.id
    created = shown.created
    askedBy = shown.askedBy
    doneBy = shown.goneBy
    state = shown.state
    percent = shown.percent
    note = shown.note
    problem = shown.problem
    result = task.link.map {
      Result(
        expires: "\($0.expires)", isExpired: $0.expires <= now,
        fetched: $0.fetched.map { "\($0)" })
    }
    finished = shown.finished
  }
}

/// A secret that leads to the result of an export. It is shown this once.
public struct ExportSecret: Sendable, Hashable {
  public let text: String
  public let expires: Timestamp
}

/// Why there is nothing to export, and what can be done instead.
public struct ExportRefusal: Sendable, Hashable {
  public let text: String
  public let reasons: [ReasonBody]
  public let waysForward: [WayBody]
}
