// The closed words of an account and its subscription. Each raw value is the word of the formats
// (scenarios, policies, HTTP); design section 1 and the scenario format define them.

/// A closed set of words that rules can test; its code is the word's position.
public protocol Word: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension Word {
  /// The position among all words of the set, as the fact tables store it.
  ///
  /// An enumeration without payloads is stored as this position in one byte. Reading the byte
  /// spares each decision some twenty allocations; a test holds every set to it.
  @inline(__always)
  public var code: Int64 {
    precondition(MemoryLayout<Self>.size == 1, "a word is one of 2 to 256 cases")
    return Int64(unsafeBitCast(self, to: UInt8.self))
  }

  /// The word with a code, nil if the set has none.
  public init?(code: Int64) {
    guard code >= 0, code < Int64(Self.allCases.count) else { return nil }
    self = Self.allCases[Self.allCases.index(Self.allCases.startIndex, offsetBy: Int(code))]
  }

  /// The words as they are written, in order.
  public static var words: [String] { allCases.map(\.rawValue) }
}

/// Who subscribes: an organisation or a person.
public enum AccountKind: String, Word {
  case business, consumer
}

/// The contract under which an organisation buys (ELIG-02). `none` is derived for a person, who has
/// no such agreement; it is never given.
public enum Agreement: String, Word {
  case mca, mosa, csp, volume, none
}

/// The selling programme of a partner or volume agreement. `none` is derived where the agreement
/// has no programme; it is never given.
public enum Program: String, Word {
  case cspNewCommerce = "csp-new-commerce"
  case cspLegacy = "csp-legacy"
  case enterpriseAgreement = "enterprise-agreement"
  case open
  case none
}

/// How the seller classes the customer (STATE-01 to STATE-03).
public enum Segment: String, Word {
  case standard, enterprise
}

/// Where the service is operated (STATE-26).
public enum Cloud: String, Word {
  case worldwide
  case china = "21vianet"
  case germany
}

/// The role in which an actor asks.
public enum Role: String, Word {
  case globalAdministrator = "global-administrator"
  case billingAdministrator = "billing-administrator"
  case userAdministrator = "user-administrator"
  case licenseAdministrator = "license-administrator"
  case domainAdministrator = "domain-administrator"
  case user
  case billingAccountOwner = "billing-account-owner"
  case billingAccountContributor = "billing-account-contributor"
  case billingAccountReader = "billing-account-reader"
  case billingProfileOwner = "billing-profile-owner"
  case billingProfileContributor = "billing-profile-contributor"
  case billingProfileReader = "billing-profile-reader"
  case invoiceManager = "invoice-manager"
  case partnerAdministrator = "partner-administrator"
  case supportAgent = "support-agent"
  case owner
  case familyMember = "family-member"
  /// Somebody who has not signed in (CON-08).
  case visitor
}

/// How a subscription came about.
public enum SubscriptionKind: String, Word {
  case paid, trial, domain, prepaid
}

/// Where a subscription stands in its life (STATE).
public enum SubscriptionState: String, Word {
  case scheduled, active, suspended, expired, disabled, deleted
}

/// How the subscription stands that another one is an add-on of (LIC-14). `none` means that it is
/// no add-on.
public enum BaseStanding: String, Word {
  case none
  /// Its paid period goes on.
  case active
  case ended
}

/// Through whom a subscription was bought.
public enum Channel: String, Word {
  case direct, representative, partner
  case appStore = "app-store"
  case googlePlay = "google-play"
  case reseller
  /// Bought by a user of the organisation for themselves (ELIG-23).
  case selfService = "self-service"
}

/// The state of the payment method that a subscription is charged to.
public enum PaymentMethod: String, Word {
  case onFile = "on-file"
  case needsUpdate = "needs-update"
  case none
}

/// The catalogue half a product belongs to: what organisations buy or what people buy.
public enum ProductLine: String, Word {
  case business, consumer
}

/// What kind of offer a product is, where rules tell that apart (STATE-07, ELIG-31).
public enum Offer: String, Word {
  case service
  /// A service under a volume agreement with thirty days of grace only.
  case shortGrace = "short-grace"
  case softwareSubscription = "software-subscription"
  case perpetualSoftware = "perpetual-software"
  case marketplace
}

/// What a price is charged for.
public enum PriceUnit: String, Word {
  case license, subscription
}

/// Why a paid period ended. `none` while it has not.
public enum EndingCause: String, Word {
  case none
  case termEnd = "term-end"
  case cancelled
  case suspended
  /// What was due stayed unpaid (DUE-01, DUE-02).
  case nonPayment = "non-payment"
}
