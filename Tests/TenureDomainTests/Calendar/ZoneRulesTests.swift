import Foundation
import TenureDomain
import Testing

struct ZoneRulesTests {
  /// One line of ``ZoneTruth``.
  struct Year: Sendable, CustomTestStringConvertible {
    let zone: String
    let changes: [(at: Int64, offset: Int)]
    var testDescription: String {
      "\(zone) from \(Timestamp(seconds: changes.first?.at ?? 0))"
    }

    static let all: [Year] = ZoneTruth.text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      let changes = words.dropFirst().compactMap { word -> (Int64, Int)? in
        let parts = word.split(separator: ">")
        guard let at = Int64(parts[0]), let offset = Int(parts[1]) else { return nil }
        return (at, offset)
      }
      return Year(zone: String(words[0]), changes: changes)
    }
  }

  @Test(arguments: Year.all)
  func `offsets agree with another reader to the second`(year: Year) throws {
    let zone = try ZoneRules.read(year.zone)
    expect(zone, agreesWith: year)
  }

  @Test(arguments: Year.all)
  func `local times go back to their first instant, skipped ones forward`(year: Year) throws {
    let zone = try ZoneRules.read(year.zone)
    for (earlier, later) in zip(year.changes, year.changes.dropFirst()) {
      // Half an hour into the change: skipped if the clocks go forward, shown twice if back. Either
      // way the offset before the change applies.
      let span = Int64(abs(later.offset - earlier.offset))
      for second in [-1, 0, span / 2, span - 1] {
        let local = later.at + Int64(min(earlier.offset, later.offset)) + second
        let isBefore = later.offset < earlier.offset || second < 0
        let expected = isBefore || second < span ? local - Int64(earlier.offset) : 0
        #expect(instant(of: local, in: zone) == expected)
      }
      let after = later.at + Int64(max(earlier.offset, later.offset))
      #expect(instant(of: after, in: zone) == after - Int64(later.offset))
    }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Oslo")),
    arguments: Year.all.filter { ($0.changes.last?.at ?? 0) < 1_735_689_600 })
  func `the system's own files agree on the past`(year: Year) throws {
    let data = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(year.zone)"))
    expect(try ZoneRules(name: year.zone, tzif: [UInt8](data)), agreesWith: year)
  }

  @Test(arguments: [
    // The clocks go from 00:00 to 01:00.
    ("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z"),
    ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"),
    ("Africa/Cairo", "2050-04-29", "2050-04-28T22:00:00Z"),
    ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
    ("America/Asuncion", "2023-10-01", "2023-10-01T04:00:00Z"),
    // From 23:30 to 00:30: the day begins at 00:30.
    ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
    // Back from 01:00 to 00:00: the first of two midnights.
    ("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"),
    // Back from 00:00 to 23:00: midnight comes once, an hour later.
    ("Africa/Cairo", "2024-11-01", "2024-10-31T22:00:00Z"),
    ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),
    // Samoa had no 30 December 2011.
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
    ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z"),
  ])
  func `a day starts at its first instant`(name: String, day: String, instant: String) throws {
    let zone = try ZoneRules.read(name)
    #expect(try zone.startOfDay(.read(day)).description == instant)
  }

  @Test(arguments: ZoneFiles.base64.keys.sorted())
  func `days follow one another in every zone`(name: String) throws {
    let zone = try ZoneRules.read(name)
    var date = try CalendarDate.read("2009-01-01")
    var start = zone.startOfDay(date)
    while date.year < 2042 {
      let skipped = name == "Pacific/Apia" && date.description == "2011-12-30"
      let next = zone.startOfDay(date.adding(days: 1))
      if !skipped {
        let isRight =
          start < next && zone.localDate(of: start) == date
          && zone.localDate(of: Timestamp(microseconds: next.microseconds - 1)) == date
        #expect(isRight, "\(date)")
      }
      (date, start) = (date.adding(days: 1), next)
    }
  }

  @Test func `a month is counted in local days, not in seconds`() throws {
    let zone = try ZoneRules.read("Europe/Paris")
    // 31 x 24 h + 1 h and 31 x 24 h - 1 h.
    for (from, to) in [
      ("2023-09-30T22:00:00Z", "2023-10-31T22:59:59Z"),
      ("2023-02-28T23:00:00Z", "2023-03-31T21:59:59Z"),
    ] {
      let first = zone.localDate(of: try .read(from))
      let last = zone.localDate(of: try .read(to))
      #expect(last - first + 1 == 31)
      #expect(first.day == 1)
    }
  }

  @Test func `the local date decides, not that of UTC`() throws {
    let zone = try ZoneRules.read("America/New_York")
    let created = zone.localDateTime(of: try .read("2023-03-01T03:47:56Z"))
    #expect(created.date.description == "2023-02-28")
    #expect(created.secondOfDay == 22 * 3600 + 47 * 60 + 56)
  }

  @Test func `a time that is skipped moves forward by the length of the gap`() throws {
    let zone = try ZoneRules.read("Europe/Oslo")
    let instant = zone.timestamp(of: try .read("2026-03-29"), secondOfDay: 2 * 3600 + 1800)
    #expect(instant.description == "2026-03-29T01:30:00Z")
    #expect(zone.localDateTime(of: instant).secondOfDay == 3 * 3600 + 1800)
  }

  @Test func `seconds outside the day count on into its neighbours`() throws {
    let day = try CalendarDate.read("2026-06-01")
    #expect(
      ZoneRules.utc.timestamp(of: day, secondOfDay: 86_400)
        == ZoneRules.utc.startOfDay(day.adding(days: 1)))
    #expect(
      ZoneRules.utc.timestamp(of: day, secondOfDay: -1).description == "2026-05-31T23:59:59Z")
  }

  @Test func `UTC needs no file`() throws {
    let instant = try Timestamp.read("2026-06-01T23:59:59.999999Z")
    #expect(ZoneRules.utc.offsetSeconds(at: instant) == 0)
    #expect(ZoneRules.utc.localDate(of: instant).description == "2026-06-01")
    #expect(ZoneRules.utc.name == "UTC")
    #expect(try ZoneRules.utc.startOfDay(.read("2026-06-01")) == .read("2026-06-01T00:00:00Z"))
  }

  @Test func `instants and dates at the limits do not trap`() throws {
    for name in ZoneFiles.base64.keys {
      let zone = try ZoneRules.read(name)
      for microseconds in [Int64.min, .min + 1, .max - 1, .max] {
        _ = zone.localDateTime(of: Timestamp(microseconds: microseconds))
      }
      for days in [Int.min, Int.max] {
        _ = zone.startOfDay(CalendarDate(dayNumber: days))
        _ = zone.timestamp(of: CalendarDate(dayNumber: days), secondOfDay: days)
      }
    }
  }

  private func expect(_ zone: ZoneRules, agreesWith year: Year) {
    for (index, change) in year.changes.enumerated() {
      #expect(zone.offsetSeconds(at: Timestamp(seconds: change.at)) == change.offset)
      guard index > 0 else { continue }
      let before = Timestamp(microseconds: change.at * 1_000_000 - 1)
      #expect(zone.offsetSeconds(at: before) == year.changes[index - 1].offset)
    }
  }

  /// The instant in seconds of a local time, both counted from 1970.
  private func instant(of local: Int64, in zone: ZoneRules) -> Int64 {
    zone.timestamp(of: CalendarDate(dayNumber: 0), secondOfDay: Int(local)).microseconds / 1_000_000
  }
}
