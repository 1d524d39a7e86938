/// The rule for the time after a zone's last known transition: a POSIX `TZ` value such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`, with the longer hours of RFC 9636.
struct PosixZone: Hashable, Sendable {
  /// The part of each year with another offset.
  struct Daylight: Hashable, Sendable {
    /// Seconds east of UTC while it lasts.
    let offset: Int

    /// When it begins, on clocks that show standard time.
    let start: PosixChange

    /// When it ends, on clocks that show daylight time.
    let end: PosixChange
  }

  /// Seconds east of UTC.
  let standardOffset: Int

  /// Nil where the clocks never change.
  let daylight: Daylight?

  /// The offset at an instant, in seconds since 1970, and the next change.
  ///
  /// A change may lie a week outside its year, so those of the neighbouring years are looked at
  /// too. If an end and a start coincide, daylight time goes on: some zones have it all year.
  func span(at seconds: Int64) -> ZoneSpan {
    guard let daylight else { return ZoneSpan(offset: standardOffset, end: .max) }
    let today = (Int(seconds) + standardOffset).flooredDivision(by: 86_400).quotient
    let year = CalendarDate(dayNumber: today).year
    var latest = Int64.min
    var next = Int64.max
    var isDaylight = false
    for year in (year - 1)...(year + 1) {
      let end = daylight.end.instant(in: year, offset: daylight.offset)
      if end > seconds {
        next = min(next, end)
      } else if end > latest {
        (latest, isDaylight) = (end, false)
      }
      let start = daylight.start.instant(in: year, offset: standardOffset)
      if start > seconds {
        next = min(next, start)
      } else if start >= latest {
        (latest, isDaylight) = (start, true)
      }
    }
    return ZoneSpan(offset: isDaylight ? daylight.offset : standardOffset, end: next)
  }
}

/// A day of every year and a time on it at which the clocks change.
struct PosixChange: Hashable, Sendable {
  /// How the day is found.
  enum Day: Hashable, Sendable {
    /// `Jn`: day 1...365, 29 February never being counted.
    case withoutLeapDay(Int)

    /// `n`: day 0...365, 29 February being counted.
    case zeroBased(Int)

    /// `Mm.w.d`: weekday 0 (Sunday)...6 in week 1...5 of a month, where 5 is the last one.
    case weekday(Int, week: Int, month: Int)
  }

  let day: Day

  /// Seconds after local 00:00 of that day, up to 167 hours either way.
  let time: Int

  /// The change's instant in seconds since 1970, where clocks show `offset` seconds east of UTC.
  func instant(in year: Int, offset: Int) -> Int64 {
    Int64(dayNumber(in: year)) * 86_400 + Int64(time - offset)
  }

  private func dayNumber(in year: Int) -> Int {
    switch day {
    case .withoutLeapDay(let day):
      let isAfterLeapDay = day >= 60 && CalendarDate.isLeap(year)
      return CalendarDate.dayNumber(year: year, month: 1, day: 1) + day - (isAfterLeapDay ? 0 : 1)
    case .zeroBased(let day):
      return CalendarDate.dayNumber(year: year, month: 1, day: 1) + day
    case .weekday(let weekday, let week, let month):
      let first = CalendarDate.dayNumber(year: year, month: month, day: 1)
      // Day 0, 1 January 1970, was a Thursday.
      let firstWeekday = (first + 4).flooredDivision(by: 7).remainder
      let inFirstWeek = (weekday - firstWeekday + 7) % 7
      let inWeek = inFirstWeek + 7 * (week - 1)
      let length = CalendarDate.daysInMonth(year: year, month: month)
      return first + (inWeek < length ? inWeek : inWeek - 7)
    }
  }
}
