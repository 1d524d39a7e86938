extension FactSet {
  /// The facts of a subject at an instant, for an act if one is asked for.
  ///
  /// - Parameters:
  ///   - licenseWindow: how long an added license can be removed again, in microseconds (LIC-03).
  public init(
    of subject: Subject, act: Act?, at now: Timestamp, products: ProductCatalog,
    licenseWindow: Int64
  ) {
    self.init()
    setAccount(subject.account)
    setActor(subject.actor)
    setSubscription(subject, products, isDated: true)
    setSpans(subject, now)
    if let act {
      setRequest(act, subject, now, products, licenseWindow)
    }
  }

  /// The facts after a subject changed at an instant; what was asked is no longer part of them.
  ///
  /// The spans are computed anew only if the dates behind them moved.
  func after(
    changing before: borrowing Subject, into subject: Subject, at now: Timestamp,
    products: ProductCatalog
  ) -> FactSet {
    var facts = FactSet()
    facts.setAccount(subject.account)
    facts.setActor(subject.actor)
    let old = before.subscription
    let new = subject.subscription
    if old.started == new.started, old.term == new.term, old.renewed == new.renewed {
      for fact in Self.dated { facts[fact] = self[fact] }
      facts.setSubscription(subject, products, isDated: false)
    } else {
      facts.setSubscription(subject, products, isDated: true)
      facts.setSpans(subject, now)
    }
    return facts
  }

  /// The facts that stand on dates.
  private static let dated: [Fact] = [
    .started, .sinceWindowStart, .sinceFirstPurchase, .untilTermEnd,
  ]

  private mutating func setAccount(_ account: Account) {
    set(.accountKind, account.kind)
    // A person has no agreement, and only some agreements have a programme.
    let agreement = account.kind == .consumer ? Agreement.none : account.agreement
    set(.agreement, agreement)
    switch agreement {
    case .csp, .volume, nil: set(.program, account.program)
    default: set(.program, Program.none)
    }
    set(.segment, account.segment)
    self[.country] = account.country?.code
    set(.cloud, account.cloud)
    self[.customDomains] = Int64(account.customDomains)
  }

  private mutating func setActor(_ actor: Actor) {
    set(.role, actor.role)
    set(.purchaser, actor.isPurchaser)
  }

  private mutating func setSubscription(
    _ subject: borrowing Subject, _ products: ProductCatalog, isDated: Bool
  ) {
    let subscription = subject.subscription
    if let product = subscription.product.flatMap({ products[$0] }) {
      set(.productLine, product.line)
      set(.productOffer, product.offer)
      set(.productEndOfSale, product.endOfSale)
    }
    set(.kind, subscription.kind)
    set(.state, subscription.state)
    set(.channel, subscription.channel)
    if isDated {
      let started = subscription.started?.date(in: subject.account.zone)
      self[.started] = started.map { Int64($0.dayNumber) }
    }
    set(.renewed, subscription.renewed)
    self[.interval] =
      subscription.kind == .trial
      ? BillingInterval.none : subscription.interval.map { $0.code }
    self[.every] = subscription.price?.every.code
    self[.purchased] = subscription.licenses.purchased.map(Int64.init)
    self[.assigned] = subscription.licenses.assigned.map(Int64.init)
    if let purchased = subscription.licenses.purchased,
      let assigned = subscription.licenses.assigned
    {
      set(.overAssigned, assigned > purchased)
    }
    set(.recurringBilling, subscription.recurringBilling)
    set(.renewsOnce, subscription.renewsOnce)
    set(.scheduledBySeller, subscription.scheduledBySeller)
    set(.base, subscription.base)
    set(.paymentMethod, subscription.paymentMethod)
    set(.pastDue, subscription.pastDue)
    set(.chargedBack, subscription.arrears?.isChargedBack ?? false)
    set(.deletionRequested, subscription.deletionRequested != nil)
    set(.trialExtended, subscription.trialExtended)
    set(.ending, subscription.ending?.cause ?? EndingCause.none)
  }

  private mutating func setSpans(_ subject: Subject, _ now: Timestamp) {
    let zone = subject.account.zone
    let purchased = subject.subscription.started?.instant(in: zone)
    self[.sinceFirstPurchase] = purchased.map { now - $0 }
    let windowStart = subject.subscription.renewed ? subject.windowStart : purchased
    self[.sinceWindowStart] = windowStart.map { now - $0 }
    self[.untilTermEnd] = subject.subscription.term.map { zone.startOfDay($0.end) - now }
  }

  private mutating func setRequest(
    _ act: Act, _ subject: Subject, _ now: Timestamp, _ products: ProductCatalog,
    _ licenseWindow: Int64
  ) {
    let licenses = subject.subscription.licenses
    set(.requestAtRenewal, act.atRenewal)
    if act.kind.parameters == .product {
      self[.requestRest] =
        act.licenses.map { count in licenses.purchased.map { Int64($0 - count) } } ?? 0
    } else if let to = act.licenses {
      self[.requestTo] = Int64(to)
      self[.requestChange] = licenses.purchased.map { Int64(to - $0) }
      set(.requestBelowAssigned, licenses.assigned.map { to < $0 })
      set(.requestWithinRemovable, subject.canRemove(downTo: to, at: now, within: licenseWindow))
    }
    if let to = act.product, let target = products[to] {
      let current = subject.subscription.product.flatMap { products[$0] }
      set(.requestSameProduct, current.map { $0.id == target.id })
      set(.requestOtherLine, current.map { $0.line != target.line })
      set(.requestFewerServices, current.map { target.rank < $0.rank })
    }
    if let users = act.users {
      set(.requestBeyondAssigned, licenses.assigned.map { users > $0 })
      set(.requestTarget, act.target ?? MoveTarget.ready)
      self[.requestLacking] = Int64(act.lacking ?? 0)
    }
  }
}

extension BillingInterval {
  /// The position in the catalog's list of lengths.
  var code: Int64 {
    switch self {
    case .month: 0
    case .year: 1
    case .threeYears: 2
    }
  }

  /// The code that stands for a trial, which has no length of its own.
  static let none: Int64 = 3
}

extension Subject {
  /// Whether each license above a new total is within a window of its own: all of them shortly
  /// after the start or a renewal, otherwise those of the latest additions (LIC-03, LIC-11).
  func canRemove(downTo total: Int, at now: Timestamp, within window: Int64) -> Bool? {
    guard let purchased = subscription.licenses.purchased else { return nil }
    guard let windowStart else { return nil }
    if now - windowStart < window { return true }
    var removable = 0
    for addition in subscription.additions where now - addition.at < window {
      removable += addition.count
    }
    return purchased - total <= removable
  }
}
