import TenureDomain

/// What time it is for an account, and whose clock says so.
public struct ClockBody: Codable, Sendable, Hashable {
  public var account: String
  /// `test` for an account that was made with a clock of its own, `wall` for all others.
  public var clock: String
  public var now: String
  public var timeZone: String
  /// When time does something next of its own; absent if it does nothing any more, and for an
  /// account that lives by the wall clock.
  public var next: String?
  /// The subscriptions for which time stands still, because a fact is missing.
  public var waiting: [WaitingBody]?
}

/// A subscription for which time stands still until somebody tells what is missing.
public struct WaitingBody: Codable, Sendable, Hashable {
  public var subscription: String
  /// The facts.
  public var missing: [String]
}

/// What happened on the way to a later moment.
public struct AdvanceBody: Codable, Sendable, Hashable {
  public var account: String
  public var from: String
  /// What the clock says now: the moment asked for, or an earlier one if `finished` is false.
  public var now: String
  /// Whether the moment asked for is reached. A long way takes several calls: the same call goes on
  /// where this one stopped.
  public var finished: Bool
  /// How much happened.
  public var count: Int
  /// What happened, in order, each at its own due instant; at most ``Engine/mostAdvanceItems``.
  public var happened: [AdvanceItemBody]
  public var waiting: [WaitingBody]
}

/// One thing that time brought about, as it stands in the history.
public struct AdvanceItemBody: Codable, Sendable, Hashable {
  public var at: String
  public var sequence: Int64
  public var subscription: String?
  /// The type of the event, such as `time.passed`.
  public var type: String
  public var body: RawJSON

  init(_ event: EventDraft, sequence: Int64) throws {
    at = "\(event.at)"
    self.sequence = sequence
    subscription = event.subscription?.text
    type = event.type
    body = try JSONText.value(RawJSON.self, event.body)
  }
}

/// What the history says of a clock that was advanced.
struct ClockEventBody: Encodable {
  let by: String
  let from: String
  let to: String
}

extension EventType {
  /// The clock of an account that has its own was advanced.
  public static let clockAdvanced = "clock.advanced"
}
