public import TenureDomain
public import TenurePolicy

/// The dated milestones of a subscription.
public struct TimelineBody: Codable, Sendable, Hashable {
  public var milestones: [MilestoneBody]
  /// Facts on which further dates depend.
  public var open: [String]

  public init(_ timeline: Timeline, _ say: Localizer) {
    milestones = timeline.milestones.map { MilestoneBody($0, say) }
    open = timeline.open.map(\.path)
  }
}

/// A subscription's timeline with how things stand now.
public struct StandingBody: Codable, Sendable, Hashable {
  public var at: String
  public var timeZone: String
  public var state: String
  public var access: AccessBody?
  /// When something changes next of its own.
  public var due: String?
  public var timeline: TimelineBody
}
