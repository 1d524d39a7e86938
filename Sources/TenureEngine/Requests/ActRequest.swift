public import TenureDomain

/// An act as it is asked for.
public struct ActRequest: Sendable, Hashable {
  /// Whom a program speaks for.
  public enum Named: Sendable, Hashable {
    case person(PersonID)
    case role(Role)
  }

  public var act: Act
  /// The domain that `remove-domain` removes.
  public var domain: String?
  /// The subscription that `move-users` moves users to; nil if it is none of this server.
  public var toSubscription: SubscriptionID?
  /// The subscription that licenses leave for, once it is known.
  var newSubscription: SubscriptionID?
  /// The quote it was shown.
  public var quote: QuoteToken?
  public var named: Named?
  /// Why, as one of the reasons for leaving (D9).
  public var reason: LeavingReason?
  /// In the person's own words; personal data.
  public var feedback: String?
  /// The person of the account whom a support agent acts for.
  public var onBehalfOf: PersonID?
  /// Why a support agent acts, in 1 to 500 characters; personal data.
  public var supportReason: String?

  public init(
    _ act: Act, domain: String? = nil, quote: QuoteToken? = nil, named: Named? = nil,
    reason: LeavingReason? = nil, feedback: String? = nil,
    onBehalfOf: PersonID? = nil, supportReason: String? = nil
  ) {
    self.act = act
    self.domain = domain
    self.quote = quote
    self.named = named
    self.reason = reason
    self.feedback = feedback
    self.onBehalfOf = onBehalfOf
    self.supportReason = supportReason
  }

  /// What else the act is about.
  var object: String? { domain ?? (toSubscription ?? newSubscription)?.text }
}
