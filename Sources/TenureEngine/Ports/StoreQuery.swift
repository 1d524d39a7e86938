public import TenureDomain

/// A stretch of a list: what comes after a place, and how much of it.
public struct PageRequest<Place: Sendable & Hashable>: Sendable, Hashable {
  /// nil for the beginning.
  public let after: Place?
  /// At least 1.
  public let limit: Int

  public init(after: Place? = nil, limit: Int) {
    self.after = after
    self.limit = limit
  }
}

/// Which accounts a list shows; an empty search shows all.
public struct AccountSearch: Sendable, Hashable {
  /// The beginning of the name, in any case.
  public var name: String?
  /// A domain, in full.
  public var domain: String?
  /// The e-mail address of one of its people, in full.
  public var email: String?
  /// The beginning of a name or id of it, of a person's name or address, or of a subscription's id,
  /// in any case.
  public var text: String?

  public init(
    name: String? = nil, domain: String? = nil, email: String? = nil, text: String? = nil
  ) {
    self.name = name
    self.domain = domain
    self.email = email
    self.text = text
  }
}

/// Where a subscription stands in lists over all accounts.
public struct SubscriptionPlace: Sendable, Hashable {
  public let account: AccountID
  public let subscription: SubscriptionID

  public init(account: AccountID, subscription: SubscriptionID) {
    self.account = account
    self.subscription = subscription
  }
}

/// Which subscriptions a list shows; all conditions hold.
public struct SubscriptionFilter: Sendable, Hashable {
  /// nil for those of all accounts.
  public var account: AccountID?
  /// In this state as stored; those that are due by ``now`` are found as well, for time may have
  /// brought them into it, and the engine looks again.
  public var state: SubscriptionState?
  public var product: ProductID?
  public var channel: Channel?
  /// Something is due before this instant.
  public var dueBefore: Timestamp?
  public var now: Timestamp

  public init(
    account: AccountID? = nil, state: SubscriptionState? = nil, product: ProductID? = nil,
    channel: Channel? = nil, dueBefore: Timestamp? = nil, now: Timestamp
  ) {
    self.account = account
    self.state = state
    self.product = product
    self.channel = channel
    self.dueBefore = dueBefore
    self.now = now
  }
}
