/// A period of whole days, half-open: it holds its start and not its end.
public struct Term: Hashable, Sendable, CustomStringConvertible {
  /// The first day.
  public let start: CalendarDate

  /// The day after the last one, which is the start of the term that follows.
  public let end: CalendarDate

  /// The period from `start` up to `end`, or nil unless `start` is earlier than `end`.
  public init?(start: CalendarDate, end: CalendarDate) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  /// A period whose bounds are known to be in order.
  init(from start: CalendarDate, upTo end: CalendarDate) {
    precondition(start < end, "a term ends after it starts")
    self.start = start
    self.end = end
  }

  /// The number of days, at least 1.
  public var days: Int { end - start }

  /// Whether `date` is one of the term's days.
  public func contains(_ date: CalendarDate) -> Bool {
    start <= date && date < end
  }

  /// The period as ISO 8601 writes intervals, with the exclusive end: `2024-02-29/2025-02-28`.
  public var description: String { "\(start)/\(end)" }
}
