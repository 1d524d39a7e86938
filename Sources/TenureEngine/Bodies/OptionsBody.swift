/// Every act, decided now: what can be done, why not, what instead.
public struct OptionsBody: Codable, Sendable, Hashable {
  public var at: String
  public var version: Int64
  public var state: String
  public var access: AccessBody?
  public var edition: EditionReference
  public var options: [DecisionBody]
}
