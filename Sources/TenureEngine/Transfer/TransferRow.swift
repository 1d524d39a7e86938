public import TenureDomain

/// One row of an import or an export.
public enum TransferRow: Sendable, Hashable {
  /// `isHistory` tells that the row says of itself how often it was changed: it was exported, and
  /// what happened to it comes in rows of its own.
  case account(AccountRecord, isHistory: Bool)
  case person(PersonRecord)
  case domain(String, of: AccountID)
  case subscription(SubscriptionRow)
  case receipt(ReceiptRecord)
  case entry(LedgerRecord)
  case event(EventRecord)
  case message(OutboxRecord)
  case edition(EditionRecord)
  case hold(HoldRecord)
  case task(TaskRecord)
  case supportCase(CaseRecord)
  case payment(PaymentRecord)
  case productKey(RedeemedKey)
  case storage(StorageRecord)
  case feed(FeedRecord)
  case calendarEntry(CalendarEntryRecord)

  /// What the rows of an export are called, in the order in which they come: what is named stands
  /// before what names it.
  public enum Kind: String, Word {
    case edition, account, domain, person, subscription, receipt, entry, message, event
    case hold, task
    case supportCase = "case"
    case payment
    case productKey = "product-key"
    case storage, feed
    case calendarEntry = "calendar-entry"
  }

  public var kind: Kind {
    switch self {
    case .account: .account
    case .person: .person
    case .domain: .domain
    case .subscription: .subscription
    case .receipt: .receipt
    case .entry: .entry
    case .event: .event
    case .message: .message
    case .edition: .edition
    case .hold: .hold
    case .task: .task
    case .supportCase: .supportCase
    case .payment: .payment
    case .productKey: .productKey
    case .storage: .storage
    case .feed: .feed
    case .calendarEntry: .calendarEntry
    }
  }

  /// Whose row it is; nil for an edition, which belongs to all.
  public var account: AccountID? {
    switch self {
    case .account(let record, _): record.id
    case .person(let record): record.account
    case .domain(_, let account): account
    case .subscription(let row): row.account
    case .receipt(let record): record.account
    case .entry(let record): record.account
    case .event(let record): record.account
    case .message(let record): record.account
    case .hold(let record): record.account
    case .task(let record): record.account
    case .supportCase(let record): record.account
    case .payment(let record): record.account
    case .productKey(let record): record.account
    case .storage(let record): record.account
    case .feed(let record): record.account
    case .calendarEntry(let record): record.account
    case .edition: nil
    }
  }
}

/// A subscription as a row tells it. What a row leaves open is worked out when it is taken.
public struct SubscriptionRow: Sendable, Hashable {
  public let account: AccountID
  public let id: SubscriptionID
  /// nil for the edition in force when the term began.
  public var edition: EditionID?
  public var isPinned: Bool
  public var subscription: Subscription
  /// nil for a subscription that has no history here yet.
  public var history: History?
  /// The subscription that it is an add-on of.
  public var base: SubscriptionID?
  /// Who bought it for themselves.
  public var purchaser: PersonID?
  /// The payment method it is charged to.
  public var method: String?

  /// What only an export can tell.
  public struct History: Sendable, Hashable {
    public var version: Int64
    public var created: Timestamp
    public var due: Timestamp?
    public var lastReceipt: ReceiptID?
    public var mark: AgendaMark
    public var milestones: [MilestoneRecord]
  }
}
