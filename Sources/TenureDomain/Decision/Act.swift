/// What an actor can ask for.
public enum ActKind: String, Word {
  case cancel
  case turnOffRecurringBilling = "turn-off-recurring-billing"
  case turnOnRecurringBilling = "turn-on-recurring-billing"
  case keep
  case reactivate
  case delete
  case addLicenses = "add-licenses"
  case reduceLicenses = "reduce-licenses"
  case changePlan = "change-plan"
  case moveUsers = "move-users"
  case extendTrial = "extend-trial"
  case suspend
  case resume
  case removeDomain = "remove-domain"
  case removePaymentMethod = "remove-payment-method"
  case closeAccount = "close-account"

  /// Whether the act asks for a number of licenses, a product, a number of users.
  public var parameters: ActParameters {
    switch self {
    case .addLicenses, .reduceLicenses: .licenses
    case .changePlan: .product
    case .moveUsers: .productAndUsers
    default: .nothing
    }
  }
}

/// What must be told with an act.
public enum ActParameters: Sendable, Hashable {
  case nothing, licenses, product, productAndUsers
}

/// Whether a subscription is one that users can move to (MOV-05).
public enum MoveTarget: String, Word {
  case ready
  case notActive = "not-active"
}

/// One thing an actor asks for, with its parameters.
public struct Act: Sendable, Hashable {
  public var kind: ActKind
  /// The new total of licenses, not the difference (LIC-02). For a change of plan, how many of them
  /// change; nil for all of them (MOV-06).
  public var licenses: Int?
  /// Whether it is to take effect when the term is renewed (LIC-05, MOV-06).
  public var atRenewal = false
  /// The product to change to or to move users to.
  public var product: ProductID?
  /// How many users to move.
  public var users: Int?
  /// How the subscription stands that users move to; nil if none is named.
  public var target: MoveTarget?
  /// How many free licenses that subscription lacks to take all of them, 0 if it has enough; nil if
  /// none is named (MOV-05, MOV-11).
  public var lacking: Int?

  public init(
    _ kind: ActKind, licenses: Int? = nil, product: ProductID? = nil, users: Int? = nil,
    target: MoveTarget? = nil, lacking: Int? = nil
  ) {
    self.kind = kind
    self.licenses = licenses
    self.product = product
    self.users = users
    self.target = target
    self.lacking = lacking
  }
}
