public import TenureDomain
public import TenurePolicy

/// The dated milestones of a subscription.
public struct TimelineBody: Codable, Sendable, Hashable {
  public var milestones: [MilestoneBody]
  /// Facts on which further dates depend.
  public var open: [String]
  /// How it goes on; absent where it has ended, where that is not known, and in old receipts.
  public var outlook: OutlookBody?

  public init(_ timeline: Timeline, _ say: Localizer) {
    milestones = timeline.milestones.map { MilestoneBody($0, say) }
    open = timeline.open.map(\.path)
    outlook = timeline.outlook.map(OutlookBody.init)
  }
}

/// What becomes of the paid period, or of a trial, if nobody asks for anything.
public struct OutlookBody: Codable, Sendable, Hashable {
  public var outlook: String
  public var date: String

  init(_ outlook: Outlook) {
    self.outlook = outlook.kind.rawValue
    date = "\(outlook.date)"
  }

  public var kind: Outlook.Kind? { Outlook.Kind(rawValue: outlook) }
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
