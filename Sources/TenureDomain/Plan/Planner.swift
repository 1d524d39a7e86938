/// Makes the plan of a permitted act.
struct Planner {
  let subject: Subject
  let act: Act
  let now: Timestamp
  let edition: Edition
  /// The local date of the act.
  let today: CalendarDate

  var changes: [Change] = []
  var refund: Refund?
  var charge: Charge?
  var open: [OpenField] = []
  var rules: [RuleHeader] = []

  init(subject: Subject, act: Act, now: Timestamp, edition: Edition) {
    self.subject = subject
    self.act = act
    self.now = now
    self.edition = edition
    today = subject.account.zone.localDate(of: now)
    changes.reserveCapacity(4)
    rules.reserveCapacity(6)
  }

  var subscription: Subscription { subject.subscription }

  /// The plan and the timeline that follows from it.
  ///
  /// - Parameter permit: nil if it depends on absent facts which rule permits the act.
  mutating func plan(_ permit: Rule<Effect>?, _ facts: FactSet) -> (Plan, Timeline) {
    if let permit {
      rules.append(permit.header)
      make(permit.conclusion, facts)
    } else {
      let missing = openFacts(edition.tables(for: act.kind).permits.first(facts))
      open.append(OpenField(.effect, missing))
    }
    return finish(permit.map(effect(of:)) ?? .now, facts)
  }

  /// What a permit comes to: who leaves others behind takes nothing over yet.
  private func effect(of permit: Rule<Effect>) -> Effect {
    permit.conclusion == .takeOver && !takesOver(permit.conclusion) ? .now : permit.conclusion
  }

  /// The plan of the changes made so far.
  func finish(_ effect: Effect, _ facts: FactSet) -> (Plan, Timeline) {
    let result = subject.applying(changes)
    let after = facts.after(changing: subject, into: result, at: now, products: edition.products)
    let timeline = Timeline(of: result, facts: after, at: now, under: edition)
    let losses = Loss.all(
      of: act, before: subject, after: result, facts: after, timeline: timeline,
      under: edition)
    let plan = Plan(
      effect: effect, changes: changes, refund: refund, charge: charge,
      entries: entries(), messages: messages(facts), losses: losses,
      open: open, rules: rules, result: result)
    return (plan, timeline)
  }

  private mutating func make(_ effect: Effect, _ facts: FactSet) {
    switch act.kind {
    case .cancel: effect == .now ? endNow(facts) : stopRenewal()
    case .turnOffRecurringBilling: stopRenewal()
    case .turnOnRecurringBilling, .keep: changes = [.recurringBilling(true)]
    case .reactivate: reactivate(facts)
    case .delete: changes = [.deletionRequested(now)]
    case .addLicenses: addLicenses(effect)
    case .reduceLicenses: reduceLicenses(effect, facts)
    case .changePlan: changePlan(effect)
    case .moveUsers: moveUsers(effect, facts)
    case .extendTrial: extendTrial()
    case .suspend: suspend(facts)
    case .resume: changes = [.state(.active)]
    case .removeDomain: changes = [.customDomains(max(subject.account.customDomains - 1, 0))]
    case .removePaymentMethod: changes = [.paymentMethod(.none)]
    case .closeAccount: changes = [.accountClosed]
    }
  }

  private mutating func endNow(_ facts: FactSet) {
    end(Ending(cause: .cancelled, at: now, date: today), facts)
    changes.append(.recurringBilling(false))
    dropScheduled()
    // Nothing that is overdue is collected after it (CON-R8); what the bank took back stays owed.
    if subscription.pastDue, subscription.arrears?.isChargedBack != true {
      changes.append(.arrears(nil))
    }
    refundCycle(facts)
  }

  mutating func end(_ ending: Ending, _ facts: FactSet) {
    var ended = facts
    ended[.ending] = ending.cause.code
    guard let lifecycle = first(edition.lifecycle, ended, .dates) else { return }
    changes.append(.end(ending, lifecycle.firstState))
    // Its promise is read by the timeline; here it only joins the reasons.
    _ = first(edition.retention, ended, .dates)
  }

  /// Recurring billing off wipes what was scheduled for the renewal (REC-05).
  private mutating func stopRenewal() {
    changes = [.recurringBilling(false)]
    dropScheduled()
  }

  /// Some terms wipe what was scheduled when something else is changed at once (REC-16).
  mutating func supersedeScheduled() {
    if edition.house.changesWipeScheduled { dropScheduled() }
  }

  mutating func dropScheduled() {
    if subscription.licensesAtRenewal != nil { changes.append(.licensesAtRenewal(nil)) }
    if subscription.productAtRenewal != nil { changes.append(.productAtRenewal(nil)) }
  }

  private mutating func suspend(_ facts: FactSet) {
    var suspended = facts
    suspended[.ending] = EndingCause.suspended.code
    if let lifecycle = first(edition.lifecycle, suspended, .dates),
      lifecycle.firstState == .suspended
    {
      // Where the suspension itself runs out, it counts from now (STATE-14).
      changes.append(.end(Ending(cause: .suspended, at: now, date: today), .suspended))
    } else {
      changes.append(.state(.suspended))
    }
    changes.append(.recurringBilling(false))
    dropScheduled()
  }

  private mutating func moveUsers(_ effect: Effect, _ facts: FactSet) {
    guard let assigned = subscription.licenses.assigned, let users = act.users else { return }
    changes = [.assigned(assigned - users)]
    guard takesOver(effect) else { return }
    // What comes back is decided as for what ends, for cancelling may no longer be possible.
    var ended = facts
    ended[.ending] = EndingCause.cancelled.code
    endNow(ended)
  }

  /// Whether the last user leaves what is taken over (MOV-11).
  private func takesOver(_ effect: Effect) -> Bool {
    effect == .takeOver && act.users == subscription.licenses.assigned
  }

  private mutating func changePlan(_ effect: Effect) {
    guard effect == .now else {
      if let product = act.product { changes = [.productAtRenewal(product)] }
      return
    }
    if let product = act.product { changes = split(into: product) ?? [.product(product)] }
    if edition.house.changesWipeScheduled {
      dropScheduled()
    } else if subscription.productAtRenewal != nil {
      changes.append(.productAtRenewal(nil))
    }
    if subject.account.kind == .business { creditOldPlan() }
    open.append(OpenField(.charge, [.price]))
  }

  /// The changes if only a part of the licenses leaves. Users for whom no license is left go with
  /// it, so that nobody is without one; nil if all leave.
  private func split(into product: ProductID) -> [Change]? {
    let licenses = subscription.licenses
    guard let count = act.licenses, let purchased = licenses.purchased, count < purchased else {
      return nil
    }
    let rest = purchased - count
    let moved = max((licenses.assigned ?? 0) - rest, 0)
    var changes: [Change] = [.licenses(rest)]
    if moved > 0 { changes.append(.assigned(rest)) }
    return changes + [.split(Split(product: product, licenses: count, assigned: moved))]
  }

  private mutating func extendTrial() {
    guard let term = subscription.term,
      let longer = Term(
        start: term.start, end: term.end.adding(days: edition.house.trialExtensionDays))
    else { return }
    changes = [.term(longer, renewed: false), .trialExtended]
  }

  /// The first rule of a table that holds; its header joins the plan's rules. If absent facts
  /// decide, the field stays open and names them.
  mutating func first<Conclusion>(
    _ table: Table<Conclusion>, _ facts: FactSet, _ field: OpenField.Field
  ) -> Conclusion? {
    let finding = table.first(facts)
    guard case .rule(let rule) = finding else {
      let missing = openFacts(finding)
      if !missing.isEmpty { open.append(OpenField(field, missing)) }
      return nil
    }
    rules.append(rule.header)
    return rule.conclusion
  }

  private func openFacts(_ finding: Table<some Sendable>.Finding) -> [GivenFact] {
    guard case .open(let facts) = finding else { return [] }
    var missing: [GivenFact] = []
    for given in facts.flatMap(subject.absentInputs) where !missing.contains(given) {
      missing.append(given)
    }
    return missing
  }

  private func messages(_ facts: FactSet) -> [Message] {
    guard case .rule(let rule) = edition.notices.first(facts),
      !rule.conclusion.recipients.isEmpty
    else { return [] }
    return [Message(subject: act.kind, recipients: rule.conclusion.recipients)]
  }
}
