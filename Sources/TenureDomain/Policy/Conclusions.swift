/// When a permitted act takes effect.
public enum Effect: String, Word {
  case now
  case atTermEnd = "at-term-end"
  /// Now; and once nobody is left who uses it, the subscription ends with it (MOV-11).
  case takeOver = "take-over"
}

/// What happens at the end of a term.
public enum TermEnd: Sendable, Hashable {
  case renew
  /// It renews, and recurring billing is off from then on (REC-08).
  case renewOnce
  /// A trial becomes paid; its terms have this length, nil for that of the price's cycle (D15).
  case convert(BillingInterval?)
  case expire
}

/// What reactivating brings back (REA-05 to REA-08).
public struct Reactivation: Sendable, Hashable {
  public enum Dates: String, Word {
    case same
    case extend
    case newSubscription = "new-subscription"
  }

  public let dates: Dates
  /// Whether recurring billing is turned on by it (CON-10); otherwise it stays as it is (REA-08).
  public let turnsOnRecurringBilling: Bool

  public init(_ dates: Dates, turnsOnRecurringBilling: Bool = false) {
    self.dates = dates
    self.turnsOnRecurringBilling = turnsOnRecurringBilling
  }
}

/// What comes back of what was paid for the present charge cycle.
public enum RefundRule: String, Word {
  case none, prorated, full
}

/// The states after a paid period ended, with their lengths in days from the date of the ending.
public struct LifecycleRule: Sendable, Hashable {
  public struct Stage: Sendable, Hashable {
    public let state: SubscriptionState
    /// nil: it stays so.
    public let days: Int?

    public init(_ state: SubscriptionState, days: Int?) {
      self.state = state
      self.days = days
    }
  }

  public enum Reactivable: String, Word {
    case never
    case untilDeleted = "until-deleted"
    case untilTermEnd = "until-term-end"
    /// A person can renew what expired, without a date after which it is too late.
    case always
  }

  /// In order; after the last comes `deleted`, unless the last has no length.
  public let stages: [Stage]
  public let reactivable: Reactivable

  public init(stages: [Stage], reactivable: Reactivable) {
    self.stages = stages
    self.reactivable = reactivable
  }

  /// Days from the ending to the beginning of a state, nil if it never comes.
  public func days(until state: SubscriptionState) -> Int? {
    var days = 0
    for stage in stages {
      if stage.state == state { return days }
      guard let length = stage.days else { return nil }
      days += length
    }
    return state == .deleted ? days : nil
  }
}

/// When the data that was left behind goes, from the date of the ending.
public struct RetentionRule: Sendable, Hashable {
  public enum MayBeDeleted: Sendable, Hashable {
    case after(days: Int)
    /// From the day the subscription is deleted on.
    case whenDeleted
    case never
  }

  public let mayBeDeleted: MayBeDeleted
  /// nil: nothing is promised.
  public let deletedByDays: Int?

  public init(mayBeDeleted: MayBeDeleted, deletedByDays: Int?) {
    self.mayBeDeleted = mayBeDeleted
    self.deletedByDays = deletedByDays
  }
}

/// What a person's cloud storage falls back to, and what happens if it is not enough (CON-S).
public struct StorageRule: Sendable, Hashable {
  /// Bytes that stay free of charge.
  public let cloud: Int64
  public let mail: Int64
  public let frozenAfterMonths: Int
  public let mayBeDeletedAfterMonths: Int

  public init(cloud: Int64, mail: Int64, frozenAfterMonths: Int, mayBeDeletedAfterMonths: Int) {
    self.cloud = cloud
    self.mail = mail
    self.frozenAfterMonths = frozenAfterMonths
    self.mayBeDeletedAfterMonths = mayBeDeletedAfterMonths
  }
}

/// What users and administrators can do in a state.
public struct Access: Sendable, Hashable {
  public enum Users: String, Word {
    case full, reduced, none
  }

  public enum Administrators: String, Word {
    case full, backup, none
  }

  public let users: Users
  public let admins: Administrators

  public init(users: Users, admins: Administrators) {
    self.users = users
    self.admins = admins
  }
}

/// Who is told of a change (MSG-04), and of which dates beforehand (MSG-01).
public struct NoticeRule: Sendable, Hashable {
  public let recipients: [Role]
  /// How many days before a date people are told of it, the fewest first, each more than 0.
  public let reminders: [MilestoneKind: [Int]]

  public init(recipients: [Role], reminders: [MilestoneKind: [Int]] = [:]) {
    self.recipients = recipients
    self.reminders = reminders.mapValues { $0.sorted() }
  }
}

/// What happens while a charge stays unpaid (DUE-01 to DUE-03).
public struct PastDueRule: Sendable, Hashable {
  /// Days between two attempts to collect it; nil if it is tried once only.
  public let retryEveryDays: Int?
  /// Days after which the paid period ends for want of payment; nil if it never does.
  public let endsAfterDays: Int?

  public init(retryEveryDays: Int?, endsAfterDays: Int?) {
    self.retryEveryDays = retryEveryDays
    self.endsAfterDays = endsAfterDays
  }
}
