/// Who subscribes, as far as the naive model tells customers apart.
enum NaiveParty: String, CaseIterable, Sendable {
  /// An organisation without a billing profile, under the edition of 10 September 2024.
  case mosa
  /// One with a billing profile, under the same edition.
  case mca
  /// The customer of a partner, new commerce.
  case partner
  /// A person in Denmark, where unused days always come back.
  case dane
  /// A person in the United States.
  case american

  var isPerson: Bool { self == .dane || self == .american }
  var isBusiness: Bool { self == .mosa || self == .mca }

  var zone: String {
    switch self {
    case .mosa: "Europe/Oslo"
    case .mca: "America/New_York"
    case .partner: "Pacific/Auckland"
    case .dane: "Europe/Copenhagen"
    case .american: "America/Los_Angeles"
    }
  }

  var family: String {
    if isPerson { return "microsoft-365-consumer" }
    return self == .partner ? "partner" : "microsoft-365-business"
  }

  /// Whoever may do what can be done.
  var goodRole: String {
    switch self {
    case .mosa: "global-administrator"
    case .mca: "billing-account-owner"
    case .partner: "partner-administrator"
    case .dane, .american: "owner"
    }
  }

  /// Somebody who may not.
  var badRole: String {
    switch self {
    case .mosa, .mca: "user"
    case .partner: "global-administrator"
    case .dane, .american: "family-member"
    }
  }

  /// The products from the one with the fewest services to the one with the most.
  var products: [String] {
    isPerson
      ? ["basic", "personal", "family"]
      : ["business-basic", "business-standard", "business-premium"]
  }

  /// What is charged for: a person pays for the subscription, an organisation for each license.
  var unit: String { isPerson ? "subscription" : "license" }

  /// A partner's customer pays the partner.
  var channel: String { self == .partner ? "partner" : "direct" }
}

/// The words of the naive model are those of the rules.
enum NaiveState: String, Sendable {
  case scheduled, active, suspended, expired, disabled, deleted
}

enum NaiveKind: String, Sendable {
  case paid, trial
}

enum NaiveCause: String, Sendable {
  case termEnd = "term-end"
  case nonPayment = "non-payment"
  case cancelled, suspended
}

enum NaiveOutcome: String, Sendable {
  case permitted, refused, unnecessary, elsewhere
}
