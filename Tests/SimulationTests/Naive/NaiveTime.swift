import TenureDomain

/// What time does, one day after the other.
extension NaiveSubscription {
  /// Days between the warning that data is about to go and the first day on which it may.
  static let notice = 14

  /// Keeps the book up to a moment: looks at every morning and at every hour that matters.
  mutating func pass(to now: Timestamp) {
    // Told while the clock was put back, an end may fall on a morning that was looked at before.
    if state == .active, let last = endsUnpaidOn, midnight(last) <= min(settled, now) {
      finish(.nonPayment, on: last)
    }
    guard settled <= now else { return }
    look(at: settled, now)
    var date = day(of: settled)
    while true {
      date = date.adding(days: 1)
      let morning = midnight(date)
      if let asked = deletionAsked?.adding(hours: 72), asked > settled, asked < morning,
        asked <= now
      {
        settled = asked
        look(at: asked, now)
      }
      guard morning <= now else { break }
      settled = morning
      turnOver(date)
      if state == .active, isOurs { chargeCycle(beginningOn: date) }
      remind(on: date, now)
      look(at: morning, now)
    }
    settled = now
  }

  /// A copy that was kept up to a moment.
  func passed(to now: Timestamp) -> NaiveSubscription {
    var copy = self
    copy.pass(to: now)
    return copy
  }

  /// What does not wait for a morning: an explicit deletion, the warning before one, the deletion
  /// of the data.
  private mutating func look(at moment: Timestamp, _ now: Timestamp) {
    if state == .disabled, let deletionAsked, deletionAsked.adding(hours: 72) <= moment {
      enter(.deleted, at: deletionAsked.adding(hours: 72))
    }
    guard let endedOn, let endedAt, let cause, begun == nil,
      let may = mayGo(endedOn, cause)
    else { return }
    if let deletionAsked {
      if deletionAsked <= moment { begin(at: now, moment) }
      return
    }
    if warned == nil, let last = goes(endedOn, cause, may),
      max(midnight(last.adding(days: -Self.notice)), endedAt) <= moment
    {
      warned = now
      note("deletion.warned \(moment) \(goes(endedOn, cause, may) ?? may)")
    }
    if warned != nil, let first = goes(endedOn, cause, may), midnight(first) <= moment {
      begin(at: now, moment)
    }
  }

  /// The day on which the data goes: what can still be brought back stays until then (REA-02), a
  /// late warning moves it, and after half a year it is gone; nil if nothing is to go.
  private func goes(
    _ ended: CalendarDate, _ cause: NaiveCause, _ may: CalendarDate
  ) -> CalendarDate? {
    var day = may
    if party.isBusiness, kind == .paid || cause == .cancelled, let kept = deletedOn(ended, cause) {
      day = max(day, kept)
    }
    if let warned { day = max(day, self.day(of: warned).adding(days: Self.notice)) }
    return min(day, ended.adding(days: 180))
  }

  /// The day that people are told of as the one from which data may go.
  var announcedDeletion: CalendarDate? {
    guard let endedOn, let cause, let may = mayGo(endedOn, cause) else { return nil }
    return begun != nil || deletionAsked != nil ? may : goes(endedOn, cause, may)
  }

  private mutating func begin(at now: Timestamp, _ moment: Timestamp) {
    begun = now
    note("deletion.begun \(moment)")
  }

  /// What a morning changes.
  private mutating func turnOver(_ date: CalendarDate) {
    if state == .scheduled, date >= start {
      state = .active
      note("time.passed \(midnight(start)) state=active")
      if isOurs { charge(from: start) }
    }
    if state == .active, date >= end { endTerm() }
    if state == .active, let last = endsUnpaidOn, date >= last { finish(.nonPayment, on: last) }
    if state == .suspended, date >= end { finish(.suspended, on: end) }
    moveOn(date)
  }

  private mutating func endTerm() {
    guard goesOn else { return finish(.termEnd, on: end) }
    let at = midnight(end)
    if kind == .trial {
      let length = party == .partner ? 12 : every
      let last = end.adding(months: length)
      note("time.passed \(at) kind=paid begin=\(at) \(end)/\(last)")
      (kind, started, anchor, months) = (.paid, at, end, length)
      (start, end, renewed, extended, additions) = (end, last, false, false, [])
    } else {
      let next = period(holding: end, by: months)
      var line = "time.passed \(at) renewal \(next.0)/\(next.1)"
      (start, end, renewed, additions) = (next.0, next.1, true, [])
      if let total = atRenewal {
        purchased = total
        atRenewal = nil
        line += " licenses=\(total) licenses-at-renewal=none"
      }
      if assigned > purchased {
        overSince = overSince ?? start
        line += " over-assigned-since=\(overSince ?? start)"
      }
      note(line)
      countUsers()
    }
    if isOurs { charge(from: start) }
  }

  private mutating func finish(_ how: NaiveCause, on date: CalendarDate) {
    (cause, endedAt, endedOn, renews) = (how, midnight(date), date, false)
    state = stages(after: how).first?.state ?? .deleted
    note("time.passed \(midnight(date)) end=\(state.rawValue) recurring-billing=off")
  }

  /// The end of a grace state.
  private mutating func moveOn(_ date: CalendarDate) {
    guard let endedOn, let cause, state == .expired || state == .disabled else { return }
    var begins = endedOn
    let stages = stages(after: cause)
    for (index, stage) in stages.enumerated() {
      guard let days = stage.days else { return }
      begins = begins.adding(days: days)
      let next = index + 1 < stages.count ? stages[index + 1].state : .deleted
      if stage.state == state, date >= begins { enter(next, at: midnight(begins)) }
    }
  }

  private mutating func enter(_ next: NaiveState, at moment: Timestamp) {
    state = next
    note("time.passed \(moment) state=\(next.rawValue)")
  }

  // MARK: Charges

  private mutating func chargeCycle(beginningOn date: CalendarDate) {
    guard date > start, date < end, period(holding: date, by: every).0 == date else { return }
    charge(from: date)
  }

  private mutating func charge(from date: CalendarDate) {
    let amount = price * Int64(units)
    guard amount > 0 else { return }
    note("charge.due \(midnight(date)) \(amount) from \(date)")
    owe(amount, at: midnight(date))
  }
}
