/// What comes of an act, in order of precedence after ``undetermined`` (design section 4).
public enum Outcome: String, Word {
  /// It can be done, and the plan says what it does.
  case permitted
  /// It cannot be done, and the ways forward say what can.
  case refused
  /// It is already so.
  case unnecessary
  /// Another seller must do it.
  case elsewhere
  /// Facts are missing on which the outcome depends.
  case undetermined
}

/// The answer to an act. A "no" is such a value, never an error.
public struct Decision: Sendable {
  public let act: Act
  /// When the act was received.
  public let at: Timestamp
  public let edition: Edition
  public let outcome: Outcome
  /// The facts that were used.
  public let facts: FactSet
  /// Why, in the order of the tables.
  public let reasons: [Reason]
  /// What can be done instead; empty if the act is permitted.
  public let waysForward: [WayForward]
  /// The facts on which the outcome depends, if it is undetermined.
  public let missing: [GivenFact]
  /// The items of a checklist that are still open, in order (CLO).
  public let blockers: [String]
  /// What carrying it out changes; only if it is permitted.
  public let plan: Plan?
  /// The dated milestones: after the plan if there is one, else as things stand.
  public let timeline: Timeline
}

/// A rule that holds, with the facts it used.
public struct Reason: Sendable {
  public let rule: RuleHeader

  public init(_ rule: RuleHeader) {
    self.rule = rule
  }

  /// The facts that the rule tested, with their values. A rule about what follows an ending tests
  /// some of them as they will be; those are left out.
  public func facts(in facts: FactSet) -> [(fact: Fact, value: Int64)] {
    rule.conditions.compactMap { condition in
      guard let value = facts[condition.fact], condition.values.contains(value) else { return nil }
      return (condition.fact, value)
    }
  }
}

/// One thing that can be done instead.
public struct WayForward: Sendable, Hashable {
  public enum Availability: Sendable, Hashable {
    case now
    /// After these.
    case after([Way])
    /// Whether it is possible depends on facts that are missing.
    case unknown([GivenFact])
  }

  public let way: Way
  /// The number of licenses, where it speaks of one.
  public let to: Int?
  public let availability: Availability
  /// When a wait is over.
  public let date: CalendarDate?
  /// Whether the house added it, because the documents name none.
  public let isHouse: Bool
}
