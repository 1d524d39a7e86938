import TenureDomain

/// A task as it is shown.
public struct TaskBody: Codable, Sendable, Hashable {
  public var account: String
  public var id: String
  public var subscription: String?
  public var person: String?
  public var kind: String
  /// A key, a person, or `time`.
  public var askedBy: String
  public var created: String
  /// Not to be carried out before this instant.
  public var notBefore: String
  /// By when it is promised to be done.
  public var goneBy: String?
  public var state: String
  /// When it can be claimed again, while it waits after a failure.
  public var retryAt: String?
  public var worker: String?
  /// Counts the claims; who reports names it.
  public var attempt: Int
  /// Until when whoever claimed it has it.
  public var leaseUntil: String?
  public var percent: Int
  public var note: String?
  /// Why the last attempt failed.
  public var problem: String?
  public var link: TaskLinkBody?
  /// When the operator was last told that its promised date is at risk.
  public var escalated: String?
  public var finished: String?

  /// - Parameter now: the present by the server's clock: a lease that ran out by then is none.
  init(_ task: TaskRecord, at now: Timestamp) {
    let isClaimed = task.state == .claimed && task.ready > now
    account = task.account.text
    id = task.id.text
    subscription = task.subscription?.text
    person = task.person?.text
    kind = task.kind.rawValue
    askedBy = task.askedBy
    created = "\(task.created)"
    notBefore = "\(task.notBefore)"
    goneBy = task.goneBy.map { "\($0)" }
    state = (task.state == .claimed && !isClaimed ? .waiting : task.state).rawValue
    let isRetried = task.state == .waiting && task.attempts > 0 && task.ready > now
    retryAt = isRetried ? "\(task.ready)" : nil
    worker = task.worker
    attempt = task.attempts
    leaseUntil = isClaimed ? "\(task.ready)" : nil
    percent = task.percent
    note = task.note
    problem = task.problem
    link = task.link.map(TaskLinkBody.init)
    escalated = task.escalated.map { "\($0)" }
    finished = task.finished.map { "\($0)" }
  }
}

/// Where the product keeps an export's result. The secret address that leads there is never shown
/// again.
public struct TaskLinkBody: Codable, Sendable, Hashable {
  public var address: String
  public var expires: String
  public var fetched: String?

  init(_ link: TaskLink) {
    address = link.address
    expires = "\(link.expires)"
    fetched = link.fetched.map { "\($0)" }
  }
}

/// What asking for the next task answers.
public struct NextTaskBody: Codable, Sendable, Hashable {
  /// Absent if there is nothing to do.
  public var task: TaskBody?
}
