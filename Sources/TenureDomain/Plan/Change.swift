/// One thing that changes about a subject. Plans and milestones consist of them.
public enum Change: Sendable, Hashable {
  /// The paid period ends, and the subscription enters this state.
  case end(Ending, SubscriptionState)
  case state(SubscriptionState)
  case recurringBilling(Bool)
  case licenses(Int)
  case addition(LicenseAddition)
  case licensesAtRenewal(Int?)
  case productAtRenewal(ProductID?)
  /// Licenses leave for a subscription of their own, which has another product (MOV-06, MOV-09).
  case split(Split)
  case assigned(Int)
  case overAssignedSince(CalendarDate?)
  /// A term begins, by renewal or because the dates moved.
  case term(Term, renewed: Bool)
  /// A subscription begins anew at this instant, with terms of this length (REA-05, D15).
  case begin(Timestamp, Term, BillingInterval)
  case kind(SubscriptionKind)
  case product(ProductID)
  case deletionRequested(Timestamp?)
  case trialExtended
  case refunded(Money?)
  /// What is past due and since when; nil once it is paid.
  case arrears(Arrears?)
  case customDomains(Int)
  case paymentMethod(PaymentMethod)
  case accountClosed
}

/// Licenses that leave a subscription for one of their own, with the users who have them.
public struct Split: Sendable, Hashable {
  public var product: ProductID
  /// More than 0, and fewer than were bought.
  public var licenses: Int
  /// Those for whom no license of the present plan is left.
  public var assigned: Int
}

extension Subject {
  /// The subject after changes, in order.
  public func applying(_ changes: [Change]) -> Subject {
    var account = account
    var subscription = subscription
    for change in changes { change.apply(to: &account, &subscription) }
    return Subject(account: account, actor: actor, subscription: subscription)
  }

  /// The subject after a change.
  public mutating func apply(_ change: Change) {
    self = applying([change])
  }
}

extension Change {
  fileprivate func apply(to account: inout Account, _ subscription: inout Subscription) {
    switch self {
    case .end(let ending, let state):
      subscription.ending = ending
      subscription.state = state
    case .state(let state):
      subscription.state = state
      if state == .active { subscription.ending = nil }
    case .recurringBilling(let isOn):
      subscription.recurringBilling = isOn
      if !isOn { subscription.renewsOnce = false }
    case .licenses(let total):
      subscription.takeAway((subscription.licenses.purchased ?? total) - total)
      subscription.licenses.purchased = total
      subscription.forgetOverAssignment()
    case .addition(let addition): subscription.additions.append(addition)
    case .licensesAtRenewal(let total): subscription.licensesAtRenewal = total
    case .productAtRenewal(let product): subscription.productAtRenewal = product
    // The other subscription is made beside this one.
    case .split: break
    case .assigned(let count):
      subscription.licenses.assigned = count
      subscription.forgetOverAssignment()
    case .overAssignedSince(let date): subscription.overAssignedSince = date
    case .term(let term, let renewed):
      subscription.term = term
      subscription.renewed = renewed
      if renewed { subscription.additions = [] }
    case .begin(let instant, let term, let interval):
      subscription.started = .instant(instant)
      subscription.anchor = nil
      subscription.term = term
      subscription.interval = interval
      subscription.renewed = false
      subscription.additions = []
    case .kind(let kind):
      subscription.kind = kind
      subscription.trialExtended = false
    case .product(let product): subscription.product = product
    case .deletionRequested(let instant): subscription.deletionRequested = instant
    case .trialExtended: subscription.trialExtended = true
    case .refunded(let amount): subscription.refunded = amount
    case .arrears(let arrears):
      subscription.arrears = arrears
      subscription.pastDue = arrears != nil
    case .customDomains(let count): account.customDomains = count
    case .paymentMethod(let method): subscription.paymentMethod = method
    case .accountClosed: subscription.accountClosed = true
    }
  }
}

extension Subscription {
  /// Ends an over-assignment once the licenses suffice: a later one is counted anew (STATE-24).
  public mutating func forgetOverAssignment() {
    guard let purchased = licenses.purchased, let assigned = licenses.assigned,
      assigned <= purchased
    else { return }
    overAssignedSince = nil
  }

  /// Takes licenses away, those that were added last first: their windows close last (LIC-03).
  fileprivate mutating func takeAway(_ count: Int) {
    var rest = count
    while rest > 0, let last = additions.popLast() {
      if last.count > rest {
        additions.append(LicenseAddition(count: last.count - rest, at: last.at))
      }
      rest -= last.count
    }
  }
}
