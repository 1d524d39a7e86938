public import TenureDomain
public import TenurePolicy

/// One thing that can be done instead.
public struct WayBody: Codable, Sendable, Hashable {
  public var way: String
  public var to: Int?
  /// `now`, `after` or `unknown`.
  public var availability: String
  public var after: [String]
  /// The facts on which it depends, where that is unknown.
  public var missing: [String]
  /// When a wait is over.
  public var date: String?
  public var house: Bool
  public var text: String

  public init(_ way: WayForward, _ say: Localizer) {
    self.way = way.way.name
    to = way.to
    date = way.date.map { "\($0)" }
    house = way.isHouse
    text = say.name(of: way)
    (availability, after, missing) =
      switch way.availability {
      case .now: ("now", [], [])
      case .after(let ways): ("after", ways.map(\.name), [])
      case .unknown(let facts): ("unknown", [], facts.map(\.path))
      }
  }
}
