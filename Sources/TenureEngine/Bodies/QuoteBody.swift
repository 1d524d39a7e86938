/// A plan shown before it is carried out.
public struct QuoteBody: Codable, Sendable, Hashable {
  /// What to send as `quote` with the act.
  public var quote: String
  public var at: String
  /// Until when an act on it yields exactly what it shows; exclusive.
  public var expires: String
  public var decision: DecisionBody
  /// Whether the policy asks for a `reason` with the act.
  public var reasonRequired: Bool
  /// The dated milestones once it is carried out, or as things stand if it is not permitted.
  public var timeline: TimelineBody
  public var edition: EditionReference
  /// The version of the subscription it was computed from.
  public var version: Int64
  /// The role it was decided in.
  public var role: String
}
