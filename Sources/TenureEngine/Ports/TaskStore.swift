public import TenureDomain

/// Which tasks a list shows; all conditions hold.
public struct TaskFilter: Sendable, Hashable {
  public var account: AccountID?
  public var subscription: SubscriptionID?
  public var kind: TaskKind?
  public var state: TaskState?

  public init(
    account: AccountID? = nil, subscription: SubscriptionID? = nil, kind: TaskKind? = nil,
    state: TaskState? = nil
  ) {
    self.account = account
    self.subscription = subscription
    self.kind = kind
    self.state = state
  }
}

/// How many tasks of a kind are open.
public struct TaskCount: Sendable, Hashable {
  public let kind: TaskKind
  public let state: TaskState
  public let count: Int
  /// How many of them were escalated.
  public let escalated: Int

  public init(kind: TaskKind, state: TaskState, count: Int, escalated: Int) {
    self.kind = kind
    self.state = state
    self.count = count
    self.escalated = escalated
  }
}

/// What can be read of tasks and holds.
public protocol TaskReader {
  /// A task, whichever account it belongs to.
  func task(_ id: TaskID) throws -> TaskRecord?
  /// The task that a secret address leads to, by the SHA-256 of the secret.
  func task(secret hash: [UInt8]) throws -> TaskRecord?
  /// In the order of their ids.
  func tasks(_ filter: TaskFilter, _ page: PageRequest<TaskID>) throws -> [TaskRecord]
  /// Those of a kind that can be claimed, longest ready first. What is irreversible is left out
  /// while its account is on hold, and a deletion while an export of the same subscription is open.
  func claimableTasks(
    _ kind: TaskKind, at now: Timestamp, atMost count: Int
  ) throws -> [TaskRecord]
  /// The open ones whose next escalation is due, the most urgent first.
  func tasksToEscalate(at now: Timestamp, atMost count: Int) throws -> [TaskRecord]
  /// The open ones whose escalation is behind them, the most urgent first.
  func escalatedTasks(atMost count: Int) throws -> [TaskRecord]
  /// How many tasks are open, of each kind and state.
  func openTaskCounts() throws -> [TaskCount]
  /// Those whose worker's lease ran out, longest first.
  func lapsedTasks(at now: Timestamp, atMost count: Int) throws -> [TaskRecord]
  /// How many irreversible tasks have their first day within a day before or after an instant,
  /// whatever became of them but for withdrawn ones; counted up to a limit.
  ///
  /// - Parameter released: those made at this instant or before are not counted.
  func irreversibleTasks(around now: Timestamp, madeAfter released: Timestamp?, upTo limit: Int)
    throws -> Int
  /// How many subscriptions there are.
  func subscriptionCount() throws -> Int

  func hold(_ id: HoldID, of account: AccountID) throws -> HoldRecord?
  /// In the order of their ids, released ones among them.
  func holds(of account: AccountID, _ page: PageRequest<HoldID>) throws -> [HoldRecord]
  /// Those in force at an instant, of one account or of all, in the order of account and id.
  func holdsInForce(
    of account: AccountID?, at now: Timestamp, _ page: PageRequest<HoldPlace>
  ) throws -> [HoldRecord]
}

/// Where a hold stands in lists over all accounts.
public struct HoldPlace: Sendable, Hashable {
  public let account: AccountID
  public let hold: HoldID

  public init(account: AccountID, hold: HoldID) {
    self.account = account
    self.hold = hold
  }
}

/// What can be changed of tasks and holds.
public protocol TaskWriter: TaskReader {
  /// - Throws: `StoreError.duplicate` if its id is taken in the account.
  func insert(_ task: TaskRecord) throws
  /// Keeps a changed task whose stored version is one less than the record's.
  ///
  /// - Throws: `StoreError.conflict` if it is of another version.
  func update(_ task: TaskRecord) throws
  /// - Throws: `StoreError.duplicate` if its id is taken in the account.
  func insert(_ hold: HoldRecord) throws
  /// Keeps that a hold was released; the first release counts.
  func release(_ hold: HoldRecord) throws
}
