public import TenureDomain

/// One all-day event of a calendar (RFC 5545).
public struct CalendarEvent: Sendable, Hashable {
  /// What identifies it in every calendar that shows it, for ever.
  public var uid: String
  public var date: CalendarDate
  /// When what it says last changed.
  public var stamp: Timestamp
  /// How often its date or its status changed since it was first told.
  public var sequence: Int
  public var isCancelled: Bool
  /// One line.
  public var summary: String
  public var details: [String]

  public init(
    uid: String, date: CalendarDate, stamp: Timestamp, sequence: Int = 0,
    isCancelled: Bool = false, summary: String, details: [String] = []
  ) {
    self.uid = uid
    self.date = date
    self.stamp = stamp
    self.sequence = sequence
    self.isCancelled = isCancelled
    self.summary = summary
    self.details = details
  }

  /// The UID of a date of a subscription: the same in its own calendar and in its account's.
  ///
  /// - Parameters:
  ///   - kind: what the date means.
  ///   - ordinal: from 1; which of several of its kind that follow each other.
  ///   - name: what identifies the subscription.
  public static func uid(_ kind: String, _ ordinal: Int = 1, of name: String) -> String {
    // `.invalid` is nobody's domain (RFC 2606), so the ids meet no others.
    "\(kind)\(ordinal > 1 ? "-\(ordinal)" : "").\(name)@tenure.invalid"
  }
}
