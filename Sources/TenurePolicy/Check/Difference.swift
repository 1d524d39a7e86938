public import TenureDomain

/// One thing that two editions answer differently, and for whom.
///
/// What it says is true of every possible case that meets the conditions of one of its cases.
public struct Difference: Sendable {
  public enum Scope: Sendable, Hashable {
    /// What these acts come to.
    case acts([ActKind])
    /// What this table of the editions concludes.
    case table(PlanTable)
  }

  /// For whom it is so, and when they ask what.
  public struct Case: Sendable {
    /// Empty for a table.
    public let acts: [ActKind]
    /// All tests must hold. It is the largest such part of the fact space around the witness.
    public let conditions: [Condition]
    /// One case that is answered so.
    public let witness: Witness?
    /// The facts of the witness.
    public let facts: FactSet
  }

  public let scope: Scope
  /// At least one: parts of the fact space that one description cannot join, the most usual first.
  public let cases: [Case]
  public let before: EditionAnswer
  public let after: EditionAnswer
}

/// The tables of an edition that plans and timelines read.
public enum PlanTable: String, CaseIterable, Sendable {
  case termEnd, refund, lifecycle, retention, storage, reactivation, access, pastDue, notices
}

/// What a table concludes.
public enum PlanConclusion: Sendable, Hashable {
  case termEnd(TermEnd)
  case refund(RefundRule)
  case lifecycle(LifecycleRule)
  case retention(RetentionRule)
  case reactivation(Reactivation)
  case storage(StorageRule)
  case access(Access)
  case pastDue(PastDueRule)
  case notices(NoticeRule)
  /// The edition does not have the table.
  case nothing
}

/// What one edition says of a case.
public struct EditionAnswer: Sendable {
  /// The outcome of the act; nil for a table.
  public let outcome: Outcome?
  /// When a permitted act takes effect.
  public let effect: Effect?
  /// What a table concludes; nil for an act.
  public let conclusion: PlanConclusion?
  /// The ways forward of the told rules, merged in their order.
  public let ways: [WayCandidate]
  /// Of the deciding rules, those that tell the difference: the other edition does not have them or
  /// does not apply them here. For a table, the rule that concludes in the witness's case.
  public let rules: [RuleHeader]
}
