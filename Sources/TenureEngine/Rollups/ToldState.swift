import TenureDomain

/// What an event tells about the state of its subscription.
struct ToldState: Codable {
  struct Change: Codable {
    var change: String
    var value: String?
  }

  var changes: [Change]?
  var state: String?

  /// The types of events that may tell a state.
  static let types: Set<String> = [
    EventType.carriedOut, EventType.passed, EventType.subscriptionChanged,
    EventType.subscriptionCreated,
  ]

  /// nil if events of this type tell none.
  init?(_ event: EventRecord) throws {
    guard Self.types.contains(event.type) else { return nil }
    self = try JSONText.value(ToldState.self, event.body)
  }

  /// Whether it made a change of one of some kinds.
  func changes(among kinds: Set<String>) -> Bool {
    changes?.contains { kinds.contains($0.change) } ?? false
  }

  /// The state afterwards; nil if the event leaves it as it was.
  var last: SubscriptionState? {
    var last = state.flatMap(SubscriptionState.init)
    for change in changes ?? [] {
      switch change.change {
      case "state", "end": last = change.value.flatMap(SubscriptionState.init) ?? last
      case "begin": last = .active
      default: break
      }
    }
    return last
  }
}
