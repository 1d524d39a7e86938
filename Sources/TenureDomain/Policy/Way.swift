/// What may lead on from a "no": an act, a step outside the system, a wait, or somebody to ask.
public enum Way: Sendable, Hashable {
  case act(ActKind)
  case step(OutsideStep)
  case waitForExpiry
  case contact(Contact)

  /// The word of the formats.
  public var name: String {
    switch self {
    case .act(let kind): kind.rawValue
    case .step(let step): step.rawValue
    case .waitForExpiry: "wait-for-expiry"
    case .contact(let contact): contact.rawValue
    }
  }

  /// The way with a name, nil if there is none.
  public init?(_ name: String) {
    if let kind = ActKind(rawValue: name) {
      self = .act(kind)
    } else if let step = OutsideStep(rawValue: name) {
      self = .step(step)
    } else if let contact = Contact(rawValue: name) {
      self = .contact(contact)
    } else if name == "wait-for-expiry" {
      self = .waitForExpiry
    } else {
      return nil
    }
  }

  /// Every name, in the order of the vocabulary.
  public static let names: [String] =
    ActKind.words + OutsideStep.words + ["wait-for-expiry"] + Contact.words
}

/// A step that a person takes outside the system.
public enum OutsideStep: String, Word {
  case unassignLicenses = "unassign-licenses"
  case updatePaymentMethod = "update-payment-method"
  case payBalance = "pay-balance"
  case buyAgain = "buy-again"
  /// Free licenses in the subscription that users are to move to, or buy more of them.
  case freeLicenses = "free-licenses"
}

/// Somebody who can help.
public enum Contact: String, Word {
  case support = "contact-support"
  case seller = "contact-seller"
  case administrator = "ask-administrator"
  case owner = "ask-owner"
}

/// A way that a rule lists.
public struct WayCandidate: Sendable, Hashable {
  public let way: Way
  /// The number of licenses it speaks of; nil takes over what was asked for.
  public let to: Int?
  /// Whether the rule's source does not name it, but we do, so that nobody is left without a way.
  public let isHouse: Bool

  public init(_ way: Way, to: Int? = nil, isHouse: Bool = false) {
    self.way = way
    self.to = to
    self.isHouse = isHouse
  }
}

/// What a rule that says "no" concludes.
public struct Refusal: Sendable, Hashable {
  /// In the order in which they help.
  public let ways: [WayCandidate]
  /// The checklist item it stands for, where the act has a checklist (CLO).
  public let item: String?

  public init(ways: [WayCandidate], item: String? = nil) {
    self.ways = ways
    self.item = item
  }
}
