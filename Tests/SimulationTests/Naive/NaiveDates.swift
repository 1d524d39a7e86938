import TenureDomain

/// The dated milestones, computed from nothing but the state and the tables of the rules.
extension NaiveSubscription {
  /// How many days each state lasts after the end, in order (STATE-01, STATE-10, STATE-12,
  /// STATE-13, STATE-19, TRI-04, D17); nil for ever.
  func stages(after cause: NaiveCause) -> [(state: NaiveState, days: Int?)] {
    if party.isPerson { return [(.expired, nil)] }
    if party == .partner {
      switch cause {
      case .cancelled: return []
      case .suspended: return [(.disabled, 120)]
      case .termEnd, .nonPayment: return [(.expired, 30), (.disabled, 90)]
      }
    }
    if cause == .cancelled || cause == .nonPayment { return [(.disabled, 90)] }
    if kind == .trial { return [(.expired, 30)] }
    return [(.expired, 30), (.disabled, 90)]
  }

  /// The day on which it is deleted of its own.
  func deletedOn(_ ended: CalendarDate, _ cause: NaiveCause) -> CalendarDate? {
    var date = ended
    for stage in stages(after: cause) {
      guard let days = stage.days else { return nil }
      date = date.adding(days: days)
    }
    return date
  }

  /// The first moment at which the data may go (DATA-02, DATA-03, DATA-09, STATE-13).
  func mayGo(_ ended: CalendarDate, _ cause: NaiveCause) -> CalendarDate? {
    if party.isPerson { return nil }
    if let deletionAsked { return day(of: deletionAsked) }
    if cause == .cancelled { return ended.adding(days: party == .partner ? 7 : 30) }
    return deletedOn(ended, cause)
  }

  /// Whether it will renew or begin to be paid for at the end of its term.
  var goesOn: Bool {
    kind == .trial ? renews && (method == "on-file" || party == .partner) : renews
  }

  /// Every date of the timeline, past ones included.
  func timeline(at now: Timestamp) -> [String: CalendarDate] {
    var dates: [String: CalendarDate] = [:]
    if cause != .cancelled { dates["termEnds"] = end }
    if let endedOn, let cause {
      follow(endedOn, cause, into: &dates)
    } else if state == .suspended {
      dates["reactivableUntil"] = end
      follow(end, .suspended, into: &dates)
    } else {
      dates["nextBilling"] = nextBilling(at: now)
      if assigned > purchased, let since = overSince ?? (renewed ? start : nil) {
        dates["licensesFreedBy"] = since.adding(days: 90)
      }
      if !goesOn { follow(end, .termEnd, into: &dates) }
    }
    return dates
  }

  private func nextBilling(at now: Timestamp) -> CalendarDate {
    if state == .scheduled { return start }
    if kind == .trial { return end }
    let today = max(day(of: now), start)
    if today >= end { return end }
    return min(period(holding: today, by: every).1, end)
  }

  private func follow(
    _ ended: CalendarDate, _ cause: NaiveCause, into dates: inout [String: CalendarDate]
  ) {
    var date: CalendarDate? = ended
    var accessEnds: CalendarDate?
    for stage in stages(after: cause) {
      guard let begins = date else { break }
      dates[stage.state.rawValue] = begins
      if accessEnds == nil, stage.state != .expired || party.isPerson { accessEnds = begins }
      date = stage.days.map { begins.adding(days: $0) }
    }
    dates["deleted"] = date
    if let deletionAsked {
      let gone = deletionAsked.adding(hours: 72)
      if date.map({ gone < midnight($0) }) ?? true { dates["deleted"] = day(of: gone) }
    }
    dates["accessEnds"] = accessEnds ?? date
    if party.isBusiness, kind == .paid || cause == .cancelled {
      dates["reactivableUntil"] = dates["deleted"]
    }
    dates["dataMayBeDeletedFrom"] = mayGo(ended, cause)
    if !party.isPerson { dates["dataDeletedBy"] = ended.adding(days: 180) }
  }

  /// What users and administrators can do.
  var access: String {
    switch state {
    case .scheduled: "none/full"
    case .active: "full/full"
    case .expired: party.isPerson ? "reduced/full" : "full/full"
    case .suspended, .disabled: party.isPerson ? "reduced/full" : "none/backup"
    case .deleted: "none/none"
    }
  }
}
