public import TenureDomain
public import TenurePolicy

/// A dated milestone.
public struct MilestoneBody: Codable, Sendable, Hashable {
  public var milestone: String
  public var date: String
  public var at: String
  /// `on`, `not-before`, `no-later-than`, or `before` where the date is the first that is too late.
  public var bound: String
  public var text: String

  public init(_ milestone: Milestone, _ say: Localizer) {
    self.milestone = milestone.kind.rawValue
    date = "\(milestone.date)"
    at = "\(milestone.at)"
    bound = milestone.kind.bound.rawValue
    text = say.name(of: milestone.kind)
  }
}
