/// A day of the proleptic Gregorian calendar, without a time and without a zone.
///
/// Text in and out has the years 1...9999. Arithmetic goes further, to 107,000,000 days either side
/// of 1970, and stays at that limit instead of trapping, so that no input can stop the process.
/// The algorithms are Howard Hinnant's (`days_from_civil`, `civil_from_days`).
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01, which is 0; negative before it.
  public let dayNumber: Int

  /// The day that is `dayNumber` days after 1970-01-01, or the limit if it is further away.
  public init(dayNumber: Int) {
    self.dayNumber = min(max(dayNumber, -Self.limit), Self.limit)
  }

  /// The day with these numbers, or nil if there is none or its year is not in 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Self.daysInMonth(year: year, month: month) else { return nil }
    self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
  }

  /// The day written as `YYYY-MM-DD`, or nil if `iso` is anything else, however close.
  public init?(_ iso: String) {
    var scanner = ByteScanner(iso.utf8)
    guard let date = Self(scanning: &scanner), scanner.isAtEnd else { return nil }
    self = date
  }

  /// The day whose `YYYY-MM-DD` comes next in `scanner`.
  init?<Bytes>(scanning scanner: inout ByteScanner<Bytes>) {
    guard let year = scanner.digits(4), scanner.skip("-") else { return nil }
    guard let month = scanner.digits(2), scanner.skip("-") else { return nil }
    guard let day = scanner.digits(2) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The year, 1...9999 for every date that was read from text.
  public var year: Int { components.year }

  /// The month, 1...12.
  public var month: Int { components.month }

  /// The day of the month, 1...31.
  public var day: Int { components.day }

  /// Year, month and day at once, which costs no more than one of them.
  public var components: (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (dayNumber + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The date as `YYYY-MM-DD`; a year outside 0...9999 is as long as it needs to be.
  public var description: String {
    var writer = ByteWriter(capacity: 10)
    writer.append(self)
    return writer.text
  }

  /// The date `days` days later, or earlier if negative.
  public func adding(days: Int) -> CalendarDate {
    CalendarDate(dayNumber: dayNumber.addingSaturated(days))
  }

  /// The same day of the month `months` months later, or the last day of that month if it is
  /// shorter.
  ///
  /// 31 January plus one month is 28 or 29 February. Adding one month twice is not adding two, so
  /// terms are computed from their anchor; see ``TermGrid``.
  public func adding(months: Int) -> CalendarDate {
    let (year, month, day) = components
    let bounded = min(max(months, -Self.monthLimit), Self.monthLimit)
    let target = (year * 12 + month - 1 + bounded).flooredDivision(by: 12)
    let length = Self.daysInMonth(year: target.quotient, month: target.remainder + 1)
    let number = Self.dayNumber(
      year: target.quotient, month: target.remainder + 1, day: min(day, length))
    return CalendarDate(dayNumber: number)
  }

  public static func < (earlier: CalendarDate, later: CalendarDate) -> Bool {
    earlier.dayNumber < later.dayNumber
  }

  /// The number of days from `start` to `end`; negative if `end` is earlier.
  public static func - (end: CalendarDate, start: CalendarDate) -> Int {
    end.dayNumber - start.dayNumber
  }

  /// The length of a month, 28...31 days. `month` must be in 1...12.
  public static func daysInMonth(year: Int, month: Int) -> Int {
    precondition((1...12).contains(month), "a month is 1 to 12")
    if month == 2 { return isLeap(year) ? 29 : 28 }
    return 30 + ((month + (month >> 3)) & 1)
  }

  /// Whether the year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// The day number of a date that is known to exist.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredDivision(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The furthest day, a little beyond the last ``Timestamp``, so that each of those has a date.
  private static let limit = 107_000_000

  /// More months than lie between the two furthest days.
  private static let monthLimit = 10_000_000
}
