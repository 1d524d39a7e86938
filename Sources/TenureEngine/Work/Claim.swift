public import TenureDomain

/// Something that a worker carries out when it is due: what time does to a subscription, or to an
/// account itself.
public struct WorkPlace: Sendable, Hashable, Comparable {
  public let account: AccountID
  /// nil for the account itself.
  public let subscription: SubscriptionID?

  public init(account: AccountID, subscription: SubscriptionID?) {
    self.account = account
    self.subscription = subscription
  }

  public static func < (one: Self, other: Self) -> Bool {
    (one.account, one.subscription?.text ?? "") < (other.account, other.subscription?.text ?? "")
  }
}

/// A worker's hold on what is due, for a while: if the worker is gone by then, another takes over.
public struct Lease: Sendable, Hashable {
  /// Unique to one worker process.
  public let worker: String
  /// Exclusive.
  public let until: Timestamp

  public init(worker: String, until: Timestamp) {
    self.worker = worker
    self.until = until
  }
}

/// Work that a worker took on.
public struct ClaimedWork: Sendable, Hashable {
  public let place: WorkPlace
  public let due: Timestamp
  /// How often it was taken on since it was last done, this time included.
  public let attempts: Int

  public init(place: WorkPlace, due: Timestamp, attempts: Int) {
    self.place = place
    self.due = due
    self.attempts = attempts
  }
}

/// Work that failed: it is tried again later, and set aside when that does not help.
public struct FailedWork: Sendable, Hashable {
  /// After so many it is set aside.
  public static let mostAttempts = 5

  public let place: WorkPlace
  /// How often it was tried.
  public let attempts: Int
  /// Why it failed last, without personal data.
  public let problem: String
  /// When it is tried again; nil once it was set aside.
  public let retry: Timestamp?
  /// When it was set aside for an operator; nil while it is tried again.
  public let setAside: Timestamp?

  public init(
    place: WorkPlace, attempts: Int, problem: String, retry: Timestamp?, setAside: Timestamp?
  ) {
    self.place = place
    self.attempts = attempts
    self.problem = problem
    self.retry = retry
    self.setAside = setAside
  }
}

/// What a worker's transaction reads before it writes.
public struct WorkOpening: Sendable {
  /// In the order asked for; what is gone or was lost to another worker is missing.
  public let contexts: [SubscriptionInContext]
  /// Where the histories of their accounts end.
  public let heads: [AccountID: ChainHead]

  public init(contexts: [SubscriptionInContext], heads: [AccountID: ChainHead]) {
    self.contexts = contexts
    self.heads = heads
  }
}
