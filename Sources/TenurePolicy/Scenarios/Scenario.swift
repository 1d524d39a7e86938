public import TenureDomain

/// One case: facts, moments, acts, and what must come out.
public struct Scenario: Sendable {
  public let file: String
  public let line: Int
  public let id: String
  public let title: String
  public let policy: PolicyReference
  /// The documented rules that the case exercises.
  public let rules: [String]
  public let subject: Subject
  public var steps: [Step]

  /// One moment of a scenario.
  public struct Step: Sendable {
    public let line: Int
    public let at: Timestamp
    /// Outside facts that hold from here on.
    public let facts: [SubjectPatch]
    /// What is asked; nil if only time passes.
    public let act: Act?
    /// What must come out; nil in a question.
    public var expectation: Expectation?
  }
}

/// A policy by its family, and by its edition if that is pinned.
public struct PolicyReference: Sendable, Hashable, CustomStringConvertible {
  public let family: String
  /// nil: the edition in force when the term began (D5).
  public let date: CalendarDate?

  /// Reads `family` or `family@YYYY-MM-DD`, nil if it is neither.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard let family = parts.first, !family.isEmpty, parts.count <= 2 else { return nil }
    self.family = String(family)
    if parts.count == 2 {
      guard let date = CalendarDate(String(parts[1])) else { return nil }
      self.date = date
    } else {
      date = nil
    }
  }

  public var description: String { date.map { "\(family)@\($0)" } ?? family }
}

/// One fact told about a subject.
public struct SubjectPatch: Sendable {
  /// The full path of the fact.
  public let path: String
  public let line: Int
  public let apply: @Sendable (inout Subject) -> Void
}

/// What a step must come to. A nil property is not asked about.
public struct Expectation: Sendable {
  public var outcome: Outcome?
  public var reasons: [String]?
  public var waysForward: [String]?
  public var missing: [String]?
  public var state: SubscriptionState?
  public var refund: ExpectedRefund?
  public var timeline: [(kind: MilestoneKind, date: ExpectedDate)] = []
  public var users: Access.Users?
  public var admins: Access.Administrators?
  public var recurringBilling: Bool?
  public var licenses: Int?
  public var nextBilling: ExpectedDate?
  public var blockers: [String]?
  /// The line of each key.
  public var lines: [String: Int] = [:]
}

/// What must come back.
public enum ExpectedRefund: Sendable, Hashable {
  case none
  case some(amount: Money, to: Refund.Destination?, dueBy: CalendarDate?)
}

/// When a milestone must be: a local date, an exact instant, or not at all.
public enum ExpectedDate: Sendable, Hashable, CustomStringConvertible {
  case date(CalendarDate)
  case instant(Timestamp)
  case none

  public var description: String {
    switch self {
    case .date(let date): "\(date)"
    case .instant(let instant): "\(instant)"
    case .none: "none"
    }
  }

  /// Whether a milestone is what was expected.
  public func matches(_ milestone: Milestone?) -> Bool {
    switch self {
    case .date(let date): milestone?.date == date
    case .instant(let instant): milestone?.at == instant
    case .none: milestone == nil
    }
  }
}
