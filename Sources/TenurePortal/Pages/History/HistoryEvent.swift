import TenureEngine

/// An event as its words are made of it, be it of one account's history or of all.
protocol HistoryEvent: Sendable {
  var at: String { get }
  var subscription: String? { get }
  var type: String { get }
  var body: RawJSON { get }
  /// What is personal in it; nil if nothing is, or where it is not shown.
  var personal: RawJSON? { get }
}

extension EventBody: HistoryEvent {}
extension RecentEventBody: HistoryEvent {
  var personal: RawJSON? { nil }
}
