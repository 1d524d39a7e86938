/// What becomes of a paid period, or of a trial, if nobody asks for anything.
public struct Outlook: Sendable, Hashable {
  public enum Kind: String, Word {
    /// Another term begins.
    case renews
    /// A trial becomes a paid subscription.
    case converts
    /// Nothing follows: at the end of the term, or before it with what an add-on was added to or
    /// for want of payment.
    case ends
  }

  public let kind: Kind
  /// The local date in the account's zone.
  public let date: CalendarDate

  public init(_ kind: Kind, on date: CalendarDate) {
    self.kind = kind
    self.date = date
  }
}
