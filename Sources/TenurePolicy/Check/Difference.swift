public import TenureDomain

/// One thing that two editions answer differently, and for whom.
public struct Difference: Sendable {
  public enum Scope: Sendable, Hashable {
    /// What these acts come to.
    case acts([ActKind])
    /// What this table of the editions concludes.
    case table(PlanTable)
  }

  public let scope: Scope
  /// The facts for which it is so: all tests must hold. It is the largest such part of the fact
  /// space around the witness.
  public let conditions: [Condition]
  /// Those among the conditions that an ordinary case does not meet: what makes the difference.
  public let distinctive: [Condition]
  public let before: EditionAnswer
  public let after: EditionAnswer
  /// One case that is answered so.
  public let witness: Witness?
  /// The facts of the witness.
  public let facts: FactSet
}

/// The tables of an edition that plans and timelines read.
public enum PlanTable: String, CaseIterable, Sendable {
  case termEnd, refund, lifecycle, retention, reactivation, access
}

/// What one edition says of a case.
public struct EditionAnswer: Sendable {
  /// The outcome of the act; nil for a table.
  public let outcome: Outcome?
  /// When a permitted act takes effect.
  public let effect: Effect?
  /// What a table concludes, in words; empty for an act.
  public let conclusion: String
  /// The ways forward of the deciding rules, merged in their order.
  public let ways: [WayCandidate]
  /// The rules that decide.
  public let rules: [RuleHeader]
  /// Of the deciding rules, those that the other edition does not have or does not apply here.
  public let telling: [RuleHeader]
}
