/// What a decision is about: an account, who asks, and one subscription, as far as it is known.
///
/// A value like any other. Its parts lie in one shared, unchanging object, because a decision hands
/// its subject on many times and changes it once.
public struct Subject: Sendable {
  private var parts: Parts

  public var account: Account {
    get { parts.account }
    set { parts = Parts(newValue, parts.actor, parts.subscription) }
  }

  public var actor: Actor {
    get { parts.actor }
    set { parts = Parts(parts.account, newValue, parts.subscription) }
  }

  public var subscription: Subscription {
    get { parts.subscription }
    set { parts = Parts(parts.account, parts.actor, newValue) }
  }

  public init(account: Account, actor: Actor, subscription: Subscription) {
    parts = Parts(account, actor, subscription)
  }

  private final class Parts: Sendable {
    let account: Account
    let actor: Actor
    let subscription: Subscription

    init(_ account: Account, _ actor: Actor, _ subscription: Subscription) {
      self.account = account
      self.actor = actor
      self.subscription = subscription
    }
  }
}

extension Subject: Hashable {
  public static func == (one: Subject, other: Subject) -> Bool {
    one.parts === other.parts
      || (one.account == other.account && one.actor == other.actor
        && one.subscription == other.subscription)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(account)
    hasher.combine(actor)
    hasher.combine(subscription)
  }
}

extension Subject {
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
