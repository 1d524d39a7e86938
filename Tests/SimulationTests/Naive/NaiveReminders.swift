import TenureDomain

/// Which dates people are told of beforehand, and how many days.
extension NaiveSubscription {
  /// In the order of the timeline, the farthest day first. What is not named is not announced.
  private var announced: [(milestone: String, days: [Int])] {
    if party.isPerson { return [("termEnds", [7]), ("expired", [30, 1])] }
    let first = [("termEnds", [7]), ("expired", [30, 1]), ("disabled", [7, 1])]
    if party == .partner {
      return first + [
        ("reactivableUntil", [30, 7, 1]), ("dataMayBeDeletedFrom", [1]), ("deleted", [30, 7, 1]),
      ]
    }
    return first + [
      ("dataMayBeDeletedFrom", [7, 1]), ("deleted", [30, 7, 1]), ("licensesFreedBy", [30, 7, 1]),
    ]
  }

  mutating func remind(on date: CalendarDate, _ now: Timestamp) {
    var dates = timeline(at: midnight(date))
    if let moved = announcedDeletion { dates["dataMayBeDeletedFrom"] = moved }
    for (milestone, days) in announced {
      guard let due = dates[milestone] else { continue }
      for (index, before) in days.enumerated() where due.adding(days: -before) == date {
        // Told late, only the nearest reminder says anything, and none of a date that has passed.
        let isNearest = index + 1 == days.count
        let overtaken =
          isNearest ? moment(of: milestone, due) : midnight(due.adding(days: -days[index + 1]))
        if now < overtaken, now < moment(of: milestone, due) {
          note("reminder.sent \(midnight(date)) \(milestone) \(due) \(before)")
        }
      }
    }
  }

  /// Midnight of a milestone's day, but for the end of the three days after an explicit deletion.
  private func moment(of milestone: String, _ date: CalendarDate) -> Timestamp {
    guard milestone == "deleted", let gone = deletionAsked?.adding(hours: 72), day(of: gone) == date
    else { return midnight(date) }
    return gone
  }
}
