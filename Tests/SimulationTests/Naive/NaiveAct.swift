import TenureDomain

/// An act as a person of the simulation asks for it.
struct NaiveAct: Sendable, Hashable {
  /// The word of the act.
  var name: String
  /// The new number of licenses.
  var to: Int?
  /// The product to change to.
  var product: String?
  /// Whether somebody asks who may.
  var isAllowed = true

  var text: String {
    [name, to.map { "to \($0)" }, product, isAllowed ? nil : "by somebody who may not"]
      .compactMap { $0 }.joined(separator: " ")
  }
}

extension NaiveSubscription {
  /// The answer to an act, straight from the tables of the rules.
  func answer(to act: NaiveAct, at now: Timestamp) -> NaiveOutcome {
    if party.isPerson { return answerPerson(act, now) }
    if party == .partner { return answerPartner(act, now) }
    return answerBusiness(act, now)
  }

  /// Carries out what is permitted.
  mutating func carryOut(_ act: NaiveAct, at now: Timestamp) {
    note("act.carried-out \(act.name)")
    switch act.name {
    case "cancel": cancel(now)
    case "turn-off-recurring-billing": stopRenewing()
    case "turn-on-recurring-billing", "keep": renews = true
    case "reactivate": reactivate(now)
    case "delete": deletionAsked = now
    case "add-licenses": add(act.to ?? 0, now)
    case "reduce-licenses": reduce(to: act.to ?? 0, now)
    case "change-plan": change(to: act.product ?? "", now)
    case "extend-trial":
      end = end.adding(days: 30)
      extended = true
    case "suspend": (state, renews, atRenewal) = (.suspended, false, nil)
    case "resume": state = .active
    case "remove-payment-method": method = "none"
    default: break
    }
    countUsers()
  }

  // MARK: What the answers look at

  var hasEnded: Bool { state == .expired || state == .disabled || state == .deleted }

  /// Microseconds since the window opened: at the start, or with a renewal (D1).
  func sinceWindow(_ now: Timestamp) -> Int64 { now - (renewed ? midnight(start) : started) }

  static let oneDay: Int64 = 86_400_000_000

  func isInWindow(_ now: Timestamp) -> Bool { sinceWindow(now) < 7 * Self.oneDay }

  /// Whether all licenses above a number can still be taken back (LIC-03).
  func canTakeBack(downTo total: Int, _ now: Timestamp) -> Bool {
    if isInWindow(now) { return true }
    let young = additions.filter { now - $0.at < 7 * Self.oneDay }
    return purchased - total <= young.reduce(0) { $0 + $1.count }
  }

  /// How many services a product has, by its place in the list.
  func rank(_ product: String) -> Int { party.products.firstIndex(of: product) ?? 0 }

  // MARK: What the acts do

  private mutating func stopRenewing() {
    renews = false
    atRenewal = nil
  }

  private mutating func cancel(_ now: Timestamp) {
    let today = day(of: now)
    let isOverdue = party.isPerson && overdue != nil
    if kind == .trial || (party.isPerson && !paysBack(now) && !isOverdue) { return stopRenewing() }
    let back = isOverdue ? nil : refund(of: units, now)
    (cause, endedAt, endedOn, renews, atRenewal) = (.cancelled, now, today, false, nil)
    state = stages(after: .cancelled).first?.state ?? .deleted
    if let back {
      refunded = true
      if back > 0 { ledger.append("refund \(back)") }
    }
    giveUp(settingOff: back ?? 0)
  }

  /// Whether a person gets anything back (CON-R2, CON-R3).
  func paysBack(_ now: Timestamp) -> Bool {
    party == .dane || (!renewed && now - started < 30 * Self.oneDay)
  }

  /// What comes back for a number of units; nil if nothing does.
  private func refund(of count: Int, _ now: Timestamp) -> Int64? {
    let whole = price * Int64(count)
    if party.isPerson {
      if !renewed, now - started < 30 * Self.oneDay { return whole }
      return party == .dane ? share(of: count, from: day(of: now)) : nil
    }
    if party == .partner, sinceWindow(now) < Self.oneDay { return whole }
    return share(of: count, from: day(of: now))
  }

  private mutating func reactivate(_ now: Timestamp) {
    let today = day(of: now)
    let wasRefunded = refunded
    if cause != nil { beginGraceAnew(at: now) }
    if party.isPerson || party == .mca {
      (started, anchor) = (now, today)
      (start, end) = period(holding: today, by: months)
      (renewed, additions) = (false, [])
      owe(price * Int64(units), at: now)
      if party.isPerson { renews = true }
    } else if now < midnight(end) {
      if wasRefunded { owe(share(of: units, from: today), at: now) }
    } else {
      (start, end) = period(holding: today, by: months)
      (renewed, additions) = (true, [])
      owe(price * Int64(units), at: now)
    }
    if begun != nil { note("task.withdrawn") }
    (state, cause, endedAt, endedOn) = (.active, nil, nil, nil)
    (deletionAsked, refunded, warned, begun) = (nil, false, nil, nil)
  }

  private mutating func add(_ total: Int, _ now: Timestamp) {
    owe(share(of: total - purchased, from: day(of: now)), at: now)
    additions.append((total - purchased, now))
    purchased = total
    forgetScheduled()
  }

  private mutating func reduce(to total: Int, _ now: Timestamp) {
    if party != .mosa, !canTakeBack(downTo: total, now) {
      atRenewal = total
      return
    }
    if let back = refund(of: purchased - total, now), back > 0 { ledger.append("refund \(back)") }
    var rest = purchased - total
    purchased = total
    forgetScheduled()
    while rest > 0, let last = additions.popLast() {
      if last.count > rest { additions.append((last.count - rest, last.at)) }
      rest -= last.count
    }
  }

  /// A partner's change of quantity or plan deletes what was scheduled (REC-16).
  private mutating func forgetScheduled() {
    if party == .partner { atRenewal = nil }
  }

  private mutating func change(to product: String, _ now: Timestamp) {
    self.product = product
    forgetScheduled()
    if party.isPerson { return }
    let back = share(of: units, from: day(of: now))
    if back > 0 { ledger.append("refund \(back)") }
  }
}
