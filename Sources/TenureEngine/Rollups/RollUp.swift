public import TenureDomain

/// What counting days came to.
public struct RollUpReport: Sendable, Hashable {
  /// The days that were counted, oldest first.
  public var days: [CalendarDate] = []
  /// Whether days that are over still wait for work that was due on them, so that they are counted
  /// again.
  public var isWaiting = false
}

extension Engine {
  /// Counts today and every day before it that is not final, as far back as an overview looks: each
  /// in a transaction of its own, so that it can be repeated, and done by several servers at once.
  ///
  /// A day is final once it is over and everything that was due on it is done. Days on which no
  /// server ran are counted from the history; those before the first event stay uncounted.
  public func rollUp() async throws -> RollUpReport {
    let now = clock.now()
    let counted = try await store.read { tx in
      var counting = try RollUp(tx, at: now)
      return try counting.run()
    }
    var report = RollUpReport()
    for one in counted.reversed() {
      let isKept = try await store.write {
        try $0.keep(one.day, one.rows, deadlines: one.deadlines)
      }
      if isKept { report.days.append(one.day.day) }
      report.isWaiting = report.isWaiting || (!one.day.isFinal && one.deadlines == nil)
    }
    return report
  }
}

/// A day with its numbers.
private struct CountedDay: Sendable {
  let day: RollupDay
  let rows: [RollupRecord]
  /// What lies ahead; nil of a day that is over.
  var deadlines: [RollupRecord]?
}

/// Which days are to be counted.
private struct RollUp {
  private let now: Timestamp
  private let today: CalendarDate
  /// Those that are over and not final.
  private let open: Set<CalendarDate>
  /// The earliest instant that something waits since; nil if nothing does.
  private let oldest: Timestamp?
  private var count: DayCount

  /// How long after its end a day is counted for good: what was asked in its last second is on disk
  /// by then.
  private static let graceSeconds = 300

  init(_ tx: any StoreReader, at now: Timestamp) throws {
    self.now = now
    let today = ZoneRules.utc.localDate(of: now)
    self.today = today
    oldest = try tx.backlog().oldest
    count = try DayCount(tx, at: now)
    let first = try tx.firstEvent().map { ZoneRules.utc.localDate(of: $0) } ?? today
    let start = max(first, today.adding(days: 1 - OverviewNumbers.dayCount))
    guard start < today else {
      open = []
      return
    }
    let final = Set(try tx.rollupDays(start...today).filter(\.isFinal).map(\.day))
    open = Set((0..<(today - start)).map { start.adding(days: $0) }.filter { !final.contains($0) })
  }

  /// - Returns: the days that were counted, the newest first.
  mutating func run() throws -> [CountedDay] {
    var counted = [
      CountedDay(
        day: RollupDay(day: today, taken: now, isFinal: false), rows: try count.count(today),
        deadlines: try count.deadlines())
    ]
    guard let first = open.min() else { return counted }
    for back in 1...(today - first) {
      let day = today.adding(days: -back)
      let rows = try count.count(day)
      guard open.contains(day) else { continue }
      counted.append(
        CountedDay(day: RollupDay(day: day, taken: now, isFinal: isFinal(day)), rows: rows))
    }
    return counted
  }

  private func isFinal(_ day: CalendarDate) -> Bool {
    let end = DayCount.time(of: day).upperBound
    return now >= end.adding(seconds: Self.graceSeconds) && (oldest.map { $0 >= end } ?? true)
  }
}
