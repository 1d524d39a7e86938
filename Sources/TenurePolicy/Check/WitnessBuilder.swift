import TenureDomain

/// Makes a concrete case whose derived facts lie in a box of the fact space.
///
/// Most facts are given, so any value of the box will do. Three groups of facts are derived from
/// common sources and need solving: moments (``timing(in:)``), numbers of licenses
/// (``counts(in:)``) and products (``products(in:)``). A box for which one of them has no solution
/// holds no case at all.
struct WitnessBuilder {
  let products: ProductCatalog
  let licenseWindow: Int64
  let typical: TypicalCase

  init(edition: Edition) {
    products = edition.products
    licenseWindow = edition.house.licenseWindow
    typical = TypicalCase(of: edition)
  }

  /// A case in the box, nil if there is none.
  ///
  /// - Parameters:
  ///   - kind: the act to ask for, nil for none.
  ///   - total: the number of licenses that the request facts of the box speak of.
  func witness(
    in box: FactBox, asking kind: ActKind?, total: RequestedTotal = .asked
  ) -> Witness? {
    guard let timing = timing(in: box), let counts = counts(in: box, asking: total),
      let pair = products(in: box), let account = account(in: box)
    else { return nil }
    var subscription = Subscription(
      product: pair.current, kind: timing.kind,
      state: box.word(of: .state, near: .active) ?? .active,
      channel: word(.channel, in: box) ?? .direct, started: timing.started,
      term: timing.term, interval: timing.interval, renewed: timing.renewed,
      licenses: Licenses(purchased: Int(counts.purchased), assigned: Int(counts.assigned)),
      recurringBilling: box.truth(of: .recurringBilling, near: true),
      paymentMethod: box.word(of: .paymentMethod, near: .onFile),
      pastDue: box.truth(of: .pastDue, near: false))
    subscription.price = price(in: box, timing)
    subscription.renewsOnce = box.truth(of: .renewsOnce, near: false)
    subscription.scheduledBySeller = box.truth(of: .scheduledBySeller, near: false)
    subscription.base = box.word(of: .base, near: .none) ?? .none
    record(box, timing, counts, into: &subscription)
    let actor = Actor(
      role: word(.role, in: box), isPurchaser: box.truth(of: .purchaser, near: true))
    let subject = Subject(account: account, actor: actor, subscription: subscription)
    return Witness(
      subject: subject, act: act(kind, counts, pair, in: box), now: timing.now)
  }

  /// The facts of a case, none if there is no case.
  func facts(of witness: Witness?) -> FactSet {
    guard let witness else { return FactSet() }
    return FactSet(
      of: witness.subject, act: witness.act, at: witness.now, products: products,
      licenseWindow: licenseWindow)
  }

  private func word<W: Word>(_ fact: Fact, in box: FactBox) -> W? {
    box.value(of: fact, near: typical.facts[fact] ?? 0).flatMap { W(code: $0) }
  }

  private func account(in box: FactBox) -> Account? {
    guard let kind: AccountKind = word(.accountKind, in: box) else { return nil }
    let agreement: Agreement? = word(.agreement, in: box)
    let program: Program? = word(.program, in: box)
    return Account(
      kind: kind, agreement: agreement == Agreement.none ? nil : agreement,
      program: program == Program.none ? nil : program,
      segment: word(.segment, in: box) ?? .standard,
      country: box.value(of: .country, near: typical.facts[.country] ?? 0)
        .flatMap { Country(code: $0) },
      cloud: word(.cloud, in: box) ?? .worldwide,
      customDomains: Int(box.value(of: .customDomains, near: 0) ?? 0))
  }

  private func price(in box: FactBox, _ timing: Timing) -> Price? {
    guard let currency = Currency("USD") else { return nil }
    let wanted = BillingInterval.allCases.firstIndex(of: timing.interval ?? .month) ?? 0
    let cycle = box.value(of: .every, near: Int64(wanted)).map { BillingInterval.allCases[Int($0)] }
    return Price(
      amount: Money(minorUnits: 12_50, currency: currency),
      per: typical == .person ? .subscription : .license, every: cycle ?? .month)
  }

  /// What is on record rather than given: an ending, a wish to delete, an extension, additions.
  private func record(
    _ box: FactBox, _ timing: Timing, _ counts: Counts, into subscription: inout Subscription
  ) {
    let cause: EndingCause = box.word(of: .ending, near: EndingCause.none) ?? .none
    if cause != .none {
      let date = ZoneRules.utc.localDate(of: timing.now)
      subscription.ending = Ending(cause: cause, at: timing.now, date: date)
    }
    if box.truth(of: .deletionRequested, near: false) {
      subscription.deletionRequested = timing.now
    }
    subscription.trialExtended = box.truth(of: .trialExtended, near: false)
    if box.truth(of: .chargedBack, near: false) {
      subscription.arrears = Arrears(since: timing.now, isChargedBack: true)
    }
    let removed = counts.purchased - counts.to
    if box.narrows(.requestWithinRemovable), box.truth(of: .requestWithinRemovable, near: true),
      removed > 0, timing.sinceWindowStart >= licenseWindow
    {
      let at = Timestamp(microseconds: timing.now.microseconds - licenseWindow / 2)
      subscription.additions = [LicenseAddition(count: Int(removed), at: at)]
    }
  }

  private func act(
    _ kind: ActKind?, _ counts: Counts, _ pair: ProductPair, in box: FactBox
  ) -> Act? {
    guard let kind else { return nil }
    switch kind.parameters {
    case .nothing: return Act(kind)
    case .licenses:
      var act = Act(kind, licenses: Int(counts.to))
      act.atRenewal = box.truth(of: .requestAtRenewal, near: false)
      return act
    case .product:
      let rest = rest(in: box)
      var act = Act(kind, product: pair.target)
      if rest != 0 { act.licenses = Int(counts.purchased - rest) }
      act.atRenewal = box.truth(of: .requestAtRenewal, near: false)
      return act
    case .productAndUsers:
      let isBeyond = box.truth(of: .requestBeyondAssigned, near: false)
      let users = isBeyond ? counts.assigned + 1 : counts.assigned
      // A target that can take them is not written, for none need be named.
      let target: MoveTarget? = box.word(of: .requestTarget, near: .ready)
      let lacking = box.value(of: .requestLacking, near: 0) ?? 0
      return Act(
        kind, product: pair.target, users: Int(users), target: target == .ready ? nil : target,
        lacking: lacking == 0 ? nil : Int(lacking))
    }
  }
}
