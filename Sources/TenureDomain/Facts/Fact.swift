/// The closed set of facts that rules may test. ``FactCatalog`` says what each one is.
public enum Fact: Int, CaseIterable, Sendable, Hashable {
  case accountKind, agreement, program, segment, country, cloud, customDomains
  case role, purchaser
  case productLine, productOffer, productEndOfSale, kind, state, channel, started, renewed,
    interval, every
  case purchased, assigned, overAssigned, recurringBilling, renewsOnce, scheduledBySeller
  case base
  case paymentMethod, pastDue, chargedBack
  case deletionRequested, trialExtended, ending
  case sinceWindowStart, sinceFirstPurchase, untilTermEnd
  case requestTo, requestChange, requestBelowAssigned, requestWithinRemovable
  case requestSameProduct, requestOtherLine, requestFewerServices, requestBeyondAssigned
  case requestTarget, requestLacking
  case requestAtRenewal, requestRest
}

/// What values a fact can have.
public enum FactType: Sendable, Hashable {
  case boolean
  /// One word of a closed list; its code is its position.
  case word([String])
  case country
  /// A whole number within bounds.
  case integer(ClosedRange<Int64>)
  /// A civil date, as its day number.
  case date
  /// A span of time in microseconds; negative if the moment lies on the other side.
  case duration
}

/// What a fact is: its name, type, meaning, and the given facts that it stands on.
public struct FactDefinition: Sendable {
  public let fact: Fact
  /// The full path, as policies, scenarios and answers write it.
  public let path: String
  public let type: FactType
  /// One sentence for people.
  public let meaning: String
  /// The given facts it is computed from; itself alone for a given fact.
  public let inputs: [GivenFact]
}

/// A fact that a person or a system can be asked for.
public enum GivenFact: String, CaseIterable, Sendable, Hashable {
  case accountKind = "account.kind"
  case agreement = "account.agreement"
  case program = "account.program"
  case segment = "account.segment"
  case country = "account.country"
  case cloud = "account.cloud"
  case customDomains = "account.customDomains"
  case storage = "account.storage"
  case role = "actor.role"
  case purchaser = "actor.purchaser"
  case product = "subscription.product"
  case kind = "subscription.kind"
  case state = "subscription.state"
  case channel = "subscription.channel"
  case started = "subscription.started"
  case term = "subscription.term"
  case renewed = "subscription.renewed"
  case interval = "subscription.term.interval"
  case price = "subscription.price"
  case purchased = "subscription.licenses.purchased"
  case assigned = "subscription.licenses.assigned"
  case recurringBilling = "subscription.recurringBilling"
  case renewsOnce = "subscription.renewsOnce"
  case scheduledBySeller = "subscription.scheduledBySeller"
  case base = "subscription.base"
  case paymentMethod = "subscription.paymentMethod"
  case pastDue = "subscription.pastDue"
  case ending = "subscription.ending"
  case requestTo = "act.to"
  case requestUsers = "act.users"

  /// The full path, as scenarios and answers write it.
  public var path: String { rawValue }
}
