import TenureDomain
import Testing

struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2024-02-29", 19782),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1900-03-01", -25508),
  ])
  func `a date is a number of days since 1970`(iso: String, dayNumber: Int) throws {
    #expect(try CalendarDate.read(iso).dayNumber == dayNumber)
    #expect(CalendarDate(dayNumber: dayNumber).description == iso)
  }

  @Test func `every month from 1 to 9999 begins and ends where the calendar says`() {
    var number = -719_162
    var failures: [String] = []
    for year in 1...9999 {
      for month in 1...12 {
        let length = CalendarDate.daysInMonth(year: year, month: month)
        for (day, expected) in [(1, number), (length, number + length - 1)] {
          let date = CalendarDate(year: year, month: month, day: day)
          let isRight =
            date?.dayNumber == expected
            && CalendarDate(dayNumber: expected).components == (year, month, day)
          if !isRight { failures.append("\(year)-\(month)-\(day)") }
        }
        number += length
      }
    }
    #expect(failures.isEmpty)
    #expect(number == 2_932_897)
  }

  @Test func `every day of a leap century prints and reads back`() throws {
    let first = try CalendarDate.read("1999-12-31").dayNumber
    let unread = (first...(first + 3000)).filter { number in
      let date = CalendarDate(dayNumber: number)
      return CalendarDate(date.description) != date
    }
    #expect(unread.isEmpty)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-10",
    "2024-01-00", "2024-01-32", "0000-01-01", "2024-1-1", "24-01-01", "20240101", "2024/01/01",
    "2024-01-01 ", " 2024-01-01", "2024-01-01T00:00:00Z", "-2024-01-01", "+2024-01-01", "",
    "2024-01", "10000-01-01", "２０２４-01-01", "2024-0a-01",
  ])
  func `what is no date written as YYYY-MM-DD is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(arguments: [(2024, true), (2023, false), (1900, false), (2000, true), (2100, false)])
  func `leap years follow the Gregorian rule`(year: Int, isLeap: Bool) {
    #expect(CalendarDate.isLeap(year) == isLeap)
    #expect(CalendarDate.daysInMonth(year: year, month: 2) == (isLeap ? 29 : 28))
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-01-31", 2, "2026-03-31"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
    ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -13, "2024-12-15"), ("2026-12-31", 1, "2027-01-31"),
    ("2026-05-31", 0, "2026-05-31"),
  ])
  func `adding months clamps to the end of the month`(
    start: String, months: Int, end: String
  ) throws {
    #expect(try CalendarDate.read(start).adding(months: months) == .read(end))
  }

  @Test func `adding days and subtracting dates are each other's reverse`() throws {
    let (start, end) = (try CalendarDate.read("2024-02-28"), try CalendarDate.read("2024-03-01"))
    #expect(end - start == 2)
    #expect(start.adding(days: 2) == end)
    #expect(end.adding(days: -2) == start)
    #expect(start < end)
  }

  @Test(arguments: [Int.max, Int.min, Int.max - 5, 1 << 40])
  func `arithmetic far away stays at the limit and does not trap`(distance: Int) throws {
    let date = try CalendarDate.read("9999-12-31")
    for far in [date.adding(days: distance), date.adding(months: distance)] {
      #expect(abs(far.dayNumber) == 107_000_000)
      #expect(far.adding(days: distance) == far)
      #expect(!far.description.isEmpty)
    }
    #expect(date.adding(days: 1).description == "10000-01-01")
    #expect(CalendarDate(dayNumber: -719_529).description == "-0001-12-31")
  }
}
