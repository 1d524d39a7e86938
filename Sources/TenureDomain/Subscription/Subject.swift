/// What a decision is about: an account, who asks, and one subscription, as far as it is known.
public struct Subject: Sendable, Hashable {
  public var account: Account
  public var actor: Actor
  public var subscription: Subscription

  public init(account: Account, actor: Actor, subscription: Subscription) {
    self.account = account
    self.actor = actor
    self.subscription = subscription
  }

  /// The grid on which terms begin and end: the local date of the first purchase, by term (D4), or
  /// the day to which the first term was aligned.
  public var termGrid: TermGrid? {
    guard let anchor, let interval = subscription.interval else { return nil }
    return TermGrid(anchor: anchor, interval: interval)
  }

  /// The grid on which charges fall: the same anchor, by the price's cycle (D3).
  public var chargeGrid: TermGrid? {
    guard let anchor, let price = subscription.price else { return nil }
    return TermGrid(anchor: anchor, interval: price.every)
  }

  private var anchor: CalendarDate? {
    guard let started = subscription.started else { return nil }
    return subscription.anchor ?? started.date(in: account.zone)
  }

  /// The first day that was paid of a cycle: its own, or that of the start if the first term was
  /// cut short (AMT-17).
  public func firstPaidDay(of cycle: Term) -> CalendarDate {
    guard let start = subscription.started?.date(in: account.zone), cycle.contains(start) else {
      return cycle.start
    }
    return start
  }

  /// How many units one charge covers; nil if that is unknown.
  public var chargedQuantity: Int? {
    switch subscription.price?.per {
    case .license: subscription.licenses.purchased
    case .subscription: 1
    case nil: nil
    }
  }

  /// The instant from which a cancellation window counts: the start, or the current term's start if
  /// it began by renewal (D1).
  public var windowStart: Timestamp? {
    if subscription.renewed {
      return subscription.term.map { account.zone.startOfDay($0.start) }
    }
    return subscription.started?.instant(in: account.zone)
  }
}
