public import TenureDomain

/// What the operator's product is asked to do.
public enum TaskKind: String, Word {
  /// Gather a subscription's data for its administrators (DATA-04).
  case export
  /// Delete what a subscription left behind (DATA-02, DATA-03).
  case deletion
  /// Delete what a person keeps beyond the free storage (CON-S8).
  case storageDeletion = "storage-deletion"

  /// Whether what it does cannot be taken back, so that holds and brakes stop it.
  public var isIrreversible: Bool { self != .export }
}

/// How far a task has come.
public enum TaskState: String, Word {
  /// Nobody works on it.
  case waiting
  /// A worker has it, until its lease runs out.
  case claimed
  case done
  /// Given up after too many attempts. A deletion is never given up.
  case failed
  /// No longer wanted.
  case withdrawn

  /// Whether nothing more becomes of it.
  public var isFinal: Bool { self != .waiting && self != .claimed }
}

/// Work that the operator's product carries out: it claims the task, reports on it and completes
/// it.
public struct TaskRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: TaskID
  /// Counts the changes to the task, from 1.
  public var version: Int64 = 1
  /// nil if it is about a person's storage.
  public let subscription: SubscriptionID?
  /// Whose storage it is about; nil for the owner's and where it is about a subscription.
  public let person: PersonID?
  public let kind: TaskKind
  /// Who asked for it: a key, a person, or `time`.
  public let askedBy: String
  public let created: Timestamp
  /// Not to be carried out before this instant.
  public let notBefore: Timestamp
  /// By when it is promised to be done; nil if no date is.
  public let goneBy: Timestamp?
  public var state: TaskState = .waiting
  /// From when it can be claimed, by the server's clock: its first day, the end of the pause after
  /// a failure, or the end of the lease of who has it.
  public var ready: Timestamp
  /// Who claimed it last; nil if nobody did.
  public var worker: String?
  /// Counts the claims. Who reports names the count it was told, so that a worker whose lease ran
  /// out is recognised.
  public var attempts: Int = 0
  /// How much is done, 0 to 100.
  public var percent: Int = 0
  /// What the worker says of it.
  public var note: String?
  /// Why the last attempt failed.
  public var problem: String?
  /// The result of an export.
  public var link: TaskLink?
  /// When the operator is next told that the promised date comes near; nil if never.
  public var escalateAt: Timestamp?
  /// When the operator was last told.
  public var escalated: Timestamp?
  /// When it came to its end.
  public var finished: Timestamp?

  public init(
    account: AccountID, id: TaskID, subscription: SubscriptionID?, person: PersonID? = nil,
    kind: TaskKind, askedBy: String = TaskRecord.time, created: Timestamp, notBefore: Timestamp,
    goneBy: Timestamp?
  ) {
    self.account = account
    self.id = id
    self.subscription = subscription
    self.person = person
    self.kind = kind
    self.askedBy = askedBy
    self.created = created
    self.notBefore = notBefore
    self.goneBy = goneBy
    ready = notBefore
    escalateAt = goneBy.map { Self.firstEscalation(before: $0, from: created) }
  }

  /// Who asks for what nobody asked for.
  public static let time = "time"
}

/// Where the result of an export is, and the secret address that leads there.
public struct TaskLink: Sendable, Hashable {
  /// The product's own address of the result.
  public let address: String
  public let expires: Timestamp
  /// SHA-256 of the secret in the address that was given out; nil if none was.
  public var secret: [UInt8]?
  /// When the result was first fetched.
  public var fetched: Timestamp?

  public init(
    address: String, expires: Timestamp, secret: [UInt8]? = nil, fetched: Timestamp? = nil
  ) {
    self.address = address
    self.expires = expires
    self.secret = secret
    self.fetched = fetched
  }
}

// MARK: - Escalation

extension TaskRecord {
  /// A deletion waits for an open export of the same subscription, but not in the last so many days
  /// before its promised date.
  public static let exportFirstDays = 3
}

extension TaskRecord {
  /// How many days before a promised date the operator is told that it is at risk, the most first;
  /// the last is the date itself.
  static let escalationDays = [14, 3, 0]

  /// The first escalation of a task that is made at an instant.
  static func firstEscalation(before goneBy: Timestamp, from created: Timestamp) -> Timestamp {
    nextEscalation(before: goneBy, after: created) ?? created
  }

  /// The next escalation after an instant; nil once the date has passed.
  static func nextEscalation(before goneBy: Timestamp, after now: Timestamp) -> Timestamp? {
    escalationDays.map { goneBy.adding(days: -$0) }.first { $0 > now }
  }
}
