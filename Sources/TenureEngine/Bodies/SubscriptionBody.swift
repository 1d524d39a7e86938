import TenureDomain

/// A subscription as it is read and written.
public struct SubscriptionBody: Codable, Sendable, Hashable {
  public struct TermBody: Codable, Sendable, Hashable {
    public var start: String
    /// Exclusive.
    public var end: String
    public var interval: String?
  }

  public struct PriceBody: Codable, Sendable, Hashable {
    public var amount: String
    public var currency: String
    public var per: String
    public var every: String
  }

  public struct ShareBody: Codable, Sendable, Hashable {
    public var person: String
    public var storage: StorageBody?
  }

  public struct EndingBody: Codable, Sendable, Hashable {
    public var cause: String
    public var at: String
    /// The local date from which what follows is counted.
    public var date: String
  }

  public struct AdditionBody: Codable, Sendable, Hashable {
    public var count: Int
    public var at: String
  }

  public var account: String
  public var id: String
  public var version: Int64
  public var edition: String
  public var editionPinned: Bool
  public var created: String
  public var lastReceipt: String?
  /// The subscription that it is an add-on of, and ends with.
  public var base: String?
  /// The person who bought it for themselves.
  public var purchaser: String?
  /// The payment method it is charged to, as whoever keeps it calls it.
  public var method: String?
  /// When something changes next of its own.
  public var due: String?

  public var product: String?
  public var kind: String
  public var state: String
  public var channel: String
  public var started: String?
  public var term: TermBody?
  public var anchor: String?
  public var renewed: Bool
  public var price: PriceBody?
  public var licenses: LicensesBody
  public var recurringBilling: Bool?
  public var renewsOnce: Bool
  public var scheduledBySeller: Bool
  public var paymentMethod: String?
  public var pastDue: Bool
  public var sharedWith: [ShareBody]
  public var ending: EndingBody?
  public var deletionRequested: String?
  public var trialExtended: Bool
  public var additions: [AdditionBody]
  public var licensesAtRenewal: Int?
  public var productAtRenewal: String?
  public var overAssignedSince: String?
  public var refunded: MoneyBody?
  public var accountClosed: Bool
  /// What can be done now; absent in what is stored.
  public var access: AccessBody?
  /// How it goes on; absent in what is stored, where it has ended, and where that is not known.
  public var outlook: OutlookBody?

  /// The subscription as the store keeps it.
  public init(_ record: SubscriptionRecord) {
    let subscription = record.subscription
    account = record.account.text
    id = record.id.text
    version = record.version
    edition = "\(record.edition)"
    editionPinned = record.isPinned
    created = "\(record.created)"
    lastReceipt = record.lastReceipt?.text
    base = record.base?.text
    purchaser = record.purchaser?.text
    method = record.method
    due = record.due.map { "\($0)" }
    product = subscription.product?.text
    kind = subscription.kind.rawValue
    state = subscription.state.rawValue
    channel = subscription.channel.rawValue
    started = subscription.started.map(Self.text)
    term = subscription.term.map {
      TermBody(
        start: "\($0.start)", end: "\($0.end)", interval: subscription.interval?.rawValue)
    }
    anchor = subscription.anchor.map { "\($0)" }
    renewed = subscription.renewed
    price = subscription.price.map(Self.body)
    licenses = LicensesBody(
      purchased: subscription.licenses.purchased, assigned: subscription.licenses.assigned)
    recurringBilling = subscription.recurringBilling
    renewsOnce = subscription.renewsOnce
    scheduledBySeller = subscription.scheduledBySeller
    paymentMethod = subscription.paymentMethod?.rawValue
    pastDue = subscription.pastDue
    sharedWith = subscription.sharedWith.map {
      ShareBody(person: $0.name, storage: $0.storage.map(StorageBody.init))
    }
    ending = subscription.ending.map {
      EndingBody(cause: $0.cause.rawValue, at: "\($0.at)", date: "\($0.date)")
    }
    deletionRequested = subscription.deletionRequested.map { "\($0)" }
    trialExtended = subscription.trialExtended
    additions = subscription.additions.map { AdditionBody(count: $0.count, at: "\($0.at)") }
    licensesAtRenewal = subscription.licensesAtRenewal
    productAtRenewal = subscription.productAtRenewal?.text
    overAssignedSince = subscription.overAssignedSince.map { "\($0)" }
    refunded = subscription.refunded.map(MoneyBody.init)
    accountClosed = subscription.accountClosed
  }

  /// The subscription as it stands.
  public init(_ standing: Standing) {
    var present = standing.record
    present.subscription = standing.subject.subscription
    present.edition = standing.edition.id
    present.due = standing.due
    self.init(present)
    access = standing.access.map(AccessBody.init)
    outlook = standing.timeline.outlook.map(OutlookBody.init)
  }

  private static func text(_ moment: Moment) -> String {
    switch moment {
    case .instant(let instant): "\(instant)"
    case .date(let date): "\(date)"
    }
  }

  private static func body(_ price: Price) -> PriceBody {
    PriceBody(
      amount: price.amount.amountText, currency: price.amount.currency.code,
      per: price.per.rawValue, every: price.every.rawValue)
  }
}
