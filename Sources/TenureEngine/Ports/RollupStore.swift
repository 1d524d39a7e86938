public import TenureDomain

/// Where an event stands among those of all accounts.
public struct EventPlace: Sendable, Hashable {
  public let at: Timestamp
  public let account: AccountID
  public let sequence: Int64

  public init(at: Timestamp, account: AccountID, sequence: Int64) {
    self.at = at
    self.account = account
    self.sequence = sequence
  }
}

/// Where a subscription stands among all that are due.
public struct DuePlace: Sendable, Hashable {
  public let due: Timestamp
  public let account: AccountID
  public let subscription: SubscriptionID

  public init(due: Timestamp, account: AccountID, subscription: SubscriptionID) {
    self.due = due
    self.account = account
    self.subscription = subscription
  }
}

/// How many subscriptions under a family of policies are in a state.
public struct StandingCount: Sendable, Hashable {
  public let family: String
  public let state: SubscriptionState
  public let count: Int

  public init(family: String, state: SubscriptionState, count: Int) {
    self.family = family
    self.state = state
    self.count = count
  }
}

/// How many milestones of a kind fall on a day in UTC.
public struct MilestoneCount: Sendable, Hashable {
  public let kind: MilestoneKind
  public let day: CalendarDate
  public let count: Int

  public init(kind: MilestoneKind, day: CalendarDate, count: Int) {
    self.kind = kind
    self.day = day
    self.count = count
  }
}

/// What an operator reads over all accounts, and what its roll-ups are counted from.
public protocol RollupReader {
  /// The days that were counted, in order.
  func rollupDays(_ days: ClosedRange<CalendarDate>) throws -> [RollupDay]
  /// In the order of day, label and detail.
  func rollups(
    _ measure: RollupMeasure, _ days: ClosedRange<CalendarDate>
  ) throws -> [RollupRecord]

  /// The events of all accounts within a time, newest first, without their personal parts.
  ///
  /// - Parameter types: the types that are wanted; nil for all.
  func events(
    in time: Range<Timestamp>, types: Set<String>?, _ page: PageRequest<EventPlace>
  ) throws -> [EventRecord]
  /// When the first event of all happened; nil if nothing did.
  func firstEvent() throws -> Timestamp?
  /// The events of a subscription before an instant, newest first, without their personal parts.
  func events(
    of subscription: SubscriptionPlace, before end: Timestamp, _ page: PageRequest<Int64>
  ) throws -> [EventRecord]
  /// All subscriptions, as they are stored. Reads an index in full.
  func standingCounts() throws -> [StandingCount]
  /// What was promised back within a time, by currency.
  func refundsPromised(in time: Range<Timestamp>) throws -> [Money]
  func milestoneCounts(in time: Range<Timestamp>) throws -> [MilestoneCount]
  /// Subscriptions by what is due next, the earliest first.
  func upcoming(_ page: PageRequest<DuePlace>) throws -> [SubscriptionRecord]
}

/// What can be changed of roll-ups.
public protocol RollupWriter: RollupReader {
  /// Puts a day's numbers in the place of those counted before. A day that is final, or that was
  /// counted later, stays as it is.
  ///
  /// - Parameters:
  ///   - rows: those of the day.
  ///   - deadlines: what lies ahead, to replace all that was seen before; nil to leave that.
  /// - Returns: whether they were kept.
  func keep(_ day: RollupDay, _ rows: [RollupRecord], deadlines: [RollupRecord]?) throws -> Bool
}
