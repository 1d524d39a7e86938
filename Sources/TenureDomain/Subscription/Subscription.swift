/// A product, at a price, for a quantity of licenses, in a term, through a channel.
///
/// A nil property is a fact that nobody has told. The record of what has happened so far
/// (``ending``, ``additions``, …) is empty for a subscription that nothing has happened to.
public struct Subscription: Sendable, Hashable {
  public var product: ProductID?
  public var kind: SubscriptionKind
  public var state: SubscriptionState
  public var channel: Channel
  /// The first purchase; it anchors the term grid (D4).
  public var started: Moment?
  public var term: Term?
  /// A day on which terms begin, where that is not the start's: the first term is then cut short,
  /// so that it ends with others (AMT-17).
  public var anchor: CalendarDate?
  /// The length of a term; nil for a trial.
  public var interval: BillingInterval?
  /// Whether the current term began by renewal.
  public var renewed: Bool
  public var price: Price?
  public var licenses: Licenses
  /// Whether the subscription renews at the end of its term.
  public var recurringBilling: Bool?
  /// Whether it renews only once more, and recurring billing is off from then on (REC-08).
  public var renewsOnce: Bool
  /// Whether the seller has scheduled changes, which lock the switch until they are made (REC-11).
  public var scheduledBySeller: Bool
  public var paymentMethod: PaymentMethod?
  public var pastDue: Bool
  /// The people a family subscription is shared with.
  public var sharedWith: [SharedPerson]

  /// How and when the paid period ended; nil while it runs.
  public var ending: Ending?
  /// When an explicit deletion was asked for (D14).
  public var deletionRequested: Timestamp?
  /// Whether the one extension of a trial was used (TRI-02).
  public var trialExtended: Bool
  /// Licenses added since the term began, oldest first: each has a window of its own (LIC-03).
  public var additions: [LicenseAddition]
  /// The number of licenses from the next renewal on, if it will change (LIC-04).
  public var licensesAtRenewal: Int?
  /// The product from the next renewal on, if it will change (MOV-06).
  public var productAtRenewal: ProductID?
  /// The renewal since which more licenses are in use than were bought (STATE-24).
  public var overAssignedSince: CalendarDate?
  /// What was promised back for the current ending, if anything.
  public var refunded: Money?
  /// Since when a charge is unpaid; nil if none is, or if nobody told since when.
  public var arrears: Arrears?
  /// Whether the account behind the subscription was closed.
  public var accountClosed: Bool
  /// How the subscription stands that this one is an add-on of, and goes with (LIC-14).
  public var base: BaseStanding
  /// How and when the paid period of the subscription that it is an add-on of ended, or will end as
  /// things stand; nil if that goes on. Worked out from the other subscription, never stored.
  public var endsWithBase: Ending?

  public init(
    product: ProductID? = nil, kind: SubscriptionKind = .paid, state: SubscriptionState = .active,
    channel: Channel = .direct, started: Moment? = nil, term: Term? = nil,
    interval: BillingInterval? = nil, renewed: Bool = false, price: Price? = nil,
    licenses: Licenses = Licenses(), recurringBilling: Bool? = nil,
    paymentMethod: PaymentMethod? = nil, pastDue: Bool = false, sharedWith: [SharedPerson] = []
  ) {
    self.product = product
    self.kind = kind
    self.state = state
    self.channel = channel
    self.started = started
    self.term = term
    self.interval = interval
    self.renewed = renewed
    self.price = price
    self.licenses = licenses
    self.recurringBilling = recurringBilling
    self.paymentMethod = paymentMethod
    self.pastDue = pastDue
    self.sharedWith = sharedWith
    renewsOnce = false
    scheduledBySeller = false
    trialExtended = false
    additions = []
    accountClosed = false
    base = .none
  }
}

/// A moment as it was told: an instant, or a date that means its 00:00 in the account's zone (D1).
public enum Moment: Sendable, Hashable {
  case instant(Timestamp)
  case date(CalendarDate)

  /// The instant in a zone.
  public func instant(in zone: ZoneRules) -> Timestamp {
    switch self {
    case .instant(let instant): instant
    case .date(let date): zone.startOfDay(date)
    }
  }

  /// The civil date in a zone.
  public func date(in zone: ZoneRules) -> CalendarDate {
    switch self {
    case .instant(let instant): zone.localDate(of: instant)
    case .date(let date): date
    }
  }
}

/// A price for a unit and a charge cycle. The cycle may be shorter than the term.
public struct Price: Sendable, Hashable {
  public var amount: Money
  public var per: PriceUnit
  public var every: BillingInterval

  public init(amount: Money, per: PriceUnit, every: BillingInterval) {
    self.amount = amount
    self.per = per
    self.every = every
  }
}

/// Licenses bought and licenses in use; each at least 0, nil if unknown.
public struct Licenses: Sendable, Hashable {
  public var purchased: Int?
  public var assigned: Int?

  public init(purchased: Int? = nil, assigned: Int? = nil) {
    self.purchased = purchased
    self.assigned = assigned
  }
}

/// Licenses added at one instant within a term.
public struct LicenseAddition: Sendable, Hashable {
  public var count: Int
  public var at: Timestamp

  public init(count: Int, at: Timestamp) {
    self.count = count
    self.at = at
  }
}

/// A person that a family subscription is shared with.
public struct SharedPerson: Sendable, Hashable {
  public var name: String
  public var storage: StorageUse?

  public init(name: String, storage: StorageUse? = nil) {
    self.name = name
    self.storage = storage
  }
}

/// A charge that stays unpaid, from the day it failed (DUE-01 to DUE-03).
public struct Arrears: Sendable, Hashable {
  public var since: Timestamp
  /// Whether the bank took the money back after it was paid (DUE-03).
  public var isChargedBack: Bool

  public init(since: Timestamp, isChargedBack: Bool = false) {
    self.since = since
    self.isChargedBack = isChargedBack
  }
}

/// How a paid period ended, and the local date from which the following durations count (D2).
public struct Ending: Sendable, Hashable {
  public var cause: EndingCause
  public var at: Timestamp
  public var date: CalendarDate

  public init(cause: EndingCause, at: Timestamp, date: CalendarDate) {
    self.cause = cause
    self.at = at
    self.date = date
  }
}
