public import TenureDomain

/// A subscription as the store keeps it: how it stood after the last act or milestone that was
/// carried out. How it stands now follows from ``Engine``, which brings it up to date.
public struct SubscriptionRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: SubscriptionID
  /// Counts the changes to the subscription, from 1.
  public var version: Int64
  /// The edition that answers for the current term (D5).
  public var edition: EditionID
  /// Whether the operator pinned the edition, so that renewals keep it.
  public var isPinned: Bool
  /// The people it is shared with are named by their `PersonID`, not by their names.
  public var subscription: Subscription
  public let created: Timestamp
  /// The first instant after the last change at which time alone does something about it; nil if
  /// none does, or if the account has a clock of its own.
  public var due: Timestamp?
  /// The receipt of the act that the present state came from; nil if it came from no act.
  public var lastReceipt: ReceiptID?
  /// How far time was carried out.
  public var mark: AgendaMark = AgendaMark()
  /// The subscription that this one is an add-on of, and ends with (LIC-14).
  public var base: SubscriptionID? {
    didSet { subscription.base = base == nil ? .none : .active }
  }
  /// Whether others are add-ons of this one, and end with it.
  public var hasAddOns = false
  /// Who bought it for themselves; nil for what the account bought, and where nobody told (MOV-11).
  public var purchaser: PersonID?
  /// What whoever keeps the payment methods calls the one that it is charged to; nil where nobody
  /// told. Never the number of a card (DUE-04, DUE-07).
  public var method: String?

  public init(
    account: AccountID, id: SubscriptionID, version: Int64 = 1, edition: EditionID,
    isPinned: Bool = false, subscription: Subscription, created: Timestamp, due: Timestamp? = nil,
    lastReceipt: ReceiptID? = nil
  ) {
    self.account = account
    self.id = id
    self.version = version
    self.edition = edition
    self.isPinned = isPinned
    self.subscription = subscription
    self.created = created
    self.due = due
    self.lastReceipt = lastReceipt
  }
}

/// A dated milestone that lies ahead of a subscription.
public struct MilestoneRecord: Sendable, Hashable {
  public let account: AccountID
  public let subscription: SubscriptionID
  public let kind: MilestoneKind
  public let date: CalendarDate
  public let at: Timestamp

  public init(
    account: AccountID, subscription: SubscriptionID, kind: MilestoneKind, date: CalendarDate,
    at: Timestamp
  ) {
    self.account = account
    self.subscription = subscription
    self.kind = kind
    self.date = date
    self.at = at
  }
}

extension Timeline {
  /// The milestones after an instant, as the store keeps them.
  func records(ahead now: Timestamp, of record: SubscriptionRecord) -> [MilestoneRecord] {
    milestones.filter { $0.at > now }.map {
      MilestoneRecord(
        account: record.account, subscription: record.id, kind: $0.kind, date: $0.date, at: $0.at)
    }
  }
}
