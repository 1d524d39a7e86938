import TenureDomain
import TenureEngine

extension SQLTransaction {
  func rollupDays(_ days: ClosedRange<CalendarDate>) throws -> [RollupDay] {
    try records(
      RollupRow.days, [.date(days.lowerBound), .date(days.upperBound)], of: "rollup_days"
    ) {
      RollupDay(day: try $0.date(), taken: try $0.instant(), isFinal: try $0.flag())
    }
  }

  func rollups(
    _ measure: RollupMeasure, _ days: ClosedRange<CalendarDate>
  ) throws -> [RollupRecord] {
    try records(
      RollupRow.list, [.word(measure), .date(days.lowerBound), .date(days.upperBound)],
      of: "rollups"
    ) {
      RollupRecord(
        measure, on: try $0.date(), try $0.text(), try $0.text(), value: try $0.integer())
    }
  }

  func standingCounts() throws -> [StandingCount] {
    try records(RollupRow.standings, [], of: "subscriptions") {
      StandingCount(
        family: try $0.text(), state: try $0.word(SubscriptionState.self),
        count: Int(try $0.integer()))
    }
  }

  func refundsPromised(in time: Range<Timestamp>) throws -> [Money] {
    try records(
      RollupRow.refunds, [.instant(time.lowerBound), .instant(time.upperBound)], of: "entries"
    ) { try $0.money() }
  }

  func milestoneCounts(in time: Range<Timestamp>) throws -> [MilestoneCount] {
    let instants = try records(
      RollupRow.milestones, [.instant(time.lowerBound), .instant(time.upperBound)],
      of: "milestones"
    ) { row in
      (day: try row.date(), counts: try MilestoneKind.allCases.map { _ in try row.integer() })
    }
    var days: [CalendarDate: [Int64]] = [:]
    for (day, counts) in instants {
      days[day] = days[day].map { zip($0, counts).map(+) } ?? counts
    }
    return days.sorted { $0.key < $1.key }.flatMap { day, counts in
      zip(MilestoneKind.allCases, counts).compactMap { kind, count in
        count > 0 ? MilestoneCount(kind: kind, day: day, count: Int(count)) : nil
      }
    }
  }

  func keep(
    _ day: RollupDay, _ rows: [RollupRecord], deadlines: [RollupRecord]?
  ) throws -> Bool {
    // The row of the day is held until the end of the transaction, so that others wait and see.
    let kept = try session.rows(
      RollupRow.keepDay, [.date(day.day), .instant(day.taken), .flag(day.isFinal)])
    guard !kept.isEmpty else { return false }
    for measure in RollupMeasure.allCases where measure != .deadlines {
      try session.run(RollupRow.forget, [.word(measure), .date(day.day)], expecting: nil)
    }
    if deadlines != nil {
      try session.run(
        RollupRow.forgetAll, [.word(RollupMeasure.deadlines)], expecting: nil)
    }
    for row in rows + (deadlines ?? []) {
      try run(
        RollupRow.insert,
        [
          .word(row.measure), .date(row.day), .text(row.label), .text(row.detail),
          .integer(row.value),
        ])
    }
    return true
  }
}

/// The statements about roll-ups, and about what they are counted from.
enum RollupRow {
  static let days = Statement(
    "SELECT day, taken, final FROM rollup_days WHERE day >= ?1 AND day <= ?2 ORDER BY day")

  static let list = Statement(
    """
    SELECT day, label, detail, value FROM rollups
    WHERE measure = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day, label, detail
    """)

  static let keepDay = Statement(
    """
    INSERT INTO rollup_days (day, taken, final) VALUES (?1, ?2, ?3)
    ON CONFLICT (day) DO UPDATE SET taken = excluded.taken, final = excluded.final
      WHERE rollup_days.final = 0 AND rollup_days.taken <= excluded.taken
    RETURNING day
    """)

  static let forget = Statement("DELETE FROM rollups WHERE measure = ?1 AND day = ?2")

  static let forgetAll = Statement("DELETE FROM rollups WHERE measure = ?1")

  static let insert = Statement(
    """
    INSERT INTO rollups (measure, day, label, detail, value) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (measure, day, label, detail) DO UPDATE SET value = excluded.value
    """)

  /// Goes through the index of states alone, and meets each account once for each state.
  static let standings = Statement(
    """
    SELECT a.family, s.state, CAST(sum(s.number) AS BIGINT)
    FROM (SELECT state, account, count(*) AS number FROM subscriptions GROUP BY state, account) s
    JOIN accounts a ON a.id = s.account
    GROUP BY a.family, s.state
    """)

  /// What is owed to customers after the refunds of a time.
  static let refunds = Statement(
    """
    SELECT CAST(sum(p.amount) AS BIGINT), p.currency FROM entries e
    JOIN postings p ON p.account = e.account AND p.entry = e.id
    WHERE e.kind = 'refund' AND e.at >= ?1 AND e.at < ?2
      AND p.destination IN ('customer:credit', 'customer:payable')
    GROUP BY p.currency ORDER BY p.currency
    """)

  private static let eachKind = MilestoneKind.words.map {
    "count(*) FILTER (WHERE kind = '\($0)')"
  }

  /// How many of each kind, for each instant: in the order of the index, so that however many
  /// there are, none is kept to be sorted. A day has 86 400 000 000 microseconds.
  static let milestones = Statement(
    """
    SELECT at / 86400000000, \(eachKind.joined(separator: ", "))
    FROM milestones WHERE at >= ?1 AND at < ?2 GROUP BY at
    """)
}
