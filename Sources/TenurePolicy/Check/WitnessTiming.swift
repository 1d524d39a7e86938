import TenureDomain

/// When a case began, where its term lies, and when the act is received.
struct Timing {
  let started: Moment
  let term: Term
  /// nil for a trial.
  let interval: BillingInterval?
  let renewed: Bool
  let kind: SubscriptionKind
  let now: Timestamp
  let sinceWindowStart: Int64
}

extension WitnessBuilder {
  /// Moments whose spans lie in the box: terms on the grid of the first purchase (D4), the present
  /// one its first or, if renewed, a later one.
  func timing(in box: FactBox) -> Timing? {
    for kind in Self.kinds {
      for interval in intervals(in: box, kind) {
        for renewed in [false, true]
        where box.contains(renewed ? 1 : 0, for: .renewed) && !(renewed && interval == nil) {
          for number in renewed ? Self.renewals : [0] {
            for anchor in anchors(in: box, back: number, interval) {
              if let timing = timing(
                in: box, Frame(kind: kind, interval: interval, number: number, anchor: anchor))
              {
                return timing
              }
            }
          }
        }
      }
    }
    return nil
  }

  private struct Frame {
    let kind: SubscriptionKind
    let interval: BillingInterval?
    /// How many times it has renewed.
    let number: Int
    /// The day of the first purchase.
    let anchor: CalendarDate
  }

  private func timing(in box: FactBox, _ frame: Frame) -> Timing? {
    guard let (start, ends) = term(of: frame) else { return nil }
    let offset = Int64(start - frame.anchor) * TypicalCase.day
    for end in ends {
      let length = Int64(end - start) * TypicalCase.day
      var ages = box[.sinceWindowStart]
        .intersection(box[.sinceFirstPurchase].shifted(by: -offset))
        .intersection(box[.untilTermEnd].subtracted(from: length))
      if box.narrows(.requestWithinRemovable), !box.contains(1, for: .requestWithinRemovable) {
        ages = ages.intersection(ValueSet([licenseWindow...Int64.max]))
      }
      guard let age = pleasant(ages, in: box), let term = Term(start: start, end: end) else {
        continue
      }
      let window = ZoneRules.utc.startOfDay(start)
      return Timing(
        started: .date(frame.anchor), term: term, interval: frame.interval,
        renewed: frame.number > 0, kind: frame.kind,
        now: Timestamp(microseconds: window.microseconds + age), sinceWindowStart: age)
    }
    return nil
  }

  /// The term's first day and the days it may end before: a trial's length is free.
  private func term(of frame: Frame) -> (start: CalendarDate, ends: [CalendarDate])? {
    guard let interval = frame.interval else {
      return (frame.anchor, Self.trialLengths.map { frame.anchor.adding(days: $0) })
    }
    let grid = TermGrid(anchor: frame.anchor, interval: interval)
    return (grid.boundary(frame.number), [grid.boundary(frame.number + 1)])
  }

  /// A time since the window's start that reads well: the usual one, else a bound, to the minute.
  private func pleasant(_ ages: ValueSet, in box: FactBox) -> Int64? {
    let hasNotBegun =
      !box.contains(SubscriptionState.active.code, for: .state)
      && box.value(of: .state, near: 0) == SubscriptionState.scheduled.code
    let wanted = hasNotBegun ? -5 * TypicalCase.day + TypicalCase.day / 2 : TypicalCase.age
    guard let age = ages.nearest(to: wanted) else { return nil }
    let minute: Int64 = 60_000_000
    let below = age - ((age % minute) + minute) % minute
    return ages.contains(below) ? below : age
  }

  private func intervals(in box: FactBox, _ kind: SubscriptionKind) -> [BillingInterval?] {
    guard box.contains(kind.code, for: .kind) else { return [] }
    guard kind != .trial else {
      return box.contains(Int64(BillingInterval.allCases.count), for: .interval) ? [nil] : []
    }
    return BillingInterval.allCases.enumerated()
      .filter { box.contains(Int64($0.offset), for: .interval) }.map(\.element)
  }

  /// Days of the first purchase to try: such that the present term begins on a first of a month, or
  /// at the bounds of what rules say about the day itself.
  private func anchors(
    in box: FactBox, back number: Int, _ interval: BillingInterval?
  ) -> [CalendarDate] {
    let months = number * (interval?.months ?? 0)
    let usual = Self.termStarts.map { $0.adding(months: -months) }
    guard box.narrows(.started) else { return usual }
    // Bounds near our time come first.
    let today = usual.first?.dayNumber ?? 0
    let bounds = box[.started].bounds.map { CalendarDate(dayNumber: Int($0)) }
      .sorted { abs($0.dayNumber - today) < abs($1.dayNumber - today) }
    return (usual + bounds).filter { box.contains(Int64($0.dayNumber), for: .started) }
  }

  /// The usual kind first.
  private static let kinds: [SubscriptionKind] = [.paid, .trial, .domain, .prepaid]

  /// Months of 31, 28, 30 and 29 days begin with them.
  private static let termStarts: [CalendarDate] = [
    CalendarDate(year: 2025, month: 3, day: 1), CalendarDate(year: 2025, month: 2, day: 1),
    CalendarDate(year: 2025, month: 4, day: 1), CalendarDate(year: 2024, month: 2, day: 1),
  ].compactMap { $0 }

  private static let renewals = [1, 2, 3, 6, 12, 24, 60, 120, 600]
  private static let trialLengths = [30, 31, 1, 2, 7, 14, 15, 16, 45, 60, 90, 180, 365, 3_650]
}
