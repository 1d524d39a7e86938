import TenureDomain
import Testing

struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01.5Z", 1_500_000),
    ("1969-12-31T23:59:59.999999Z", -1), ("2024-02-29T12:00:00Z", 1_709_208_000_000_000),
    ("2024-02-29T12:00:00.000001+00:00", 1_709_208_000_000_001),
    ("2024-02-29T13:30:00+01:30", 1_709_208_000_000_000),
    ("2024-02-28T23:59:00-12:01", 1_709_208_000_000_000),
    ("2024-02-29t12:00:00z", 1_709_208_000_000_000),
    ("2024-02-29T12:00:00-00:00", 1_709_208_000_000_000),
  ])
  func `an instant is read to the microsecond`(text: String, microseconds: Int64) throws {
    #expect(try Timestamp.read(text).microseconds == microseconds)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999999Z"),
    (1_709_208_000_000_000, "2024-02-29T12:00:00Z"), (1_500_000, "1970-01-01T00:00:01.500000Z"),
    (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
    (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
  ])
  func `an instant is printed in UTC and read back`(microseconds: Int64, text: String) {
    let instant = Timestamp(microseconds: microseconds)
    #expect(instant.description == text)
    #expect(Timestamp(text) == instant)
  }

  @Test(arguments: [
    "2024-02-29 12:00:00Z", "2024-02-29T12:00Z", "2024-02-29T12:00:00", "2024-02-29T12:00:60Z",
    "2024-02-29T24:00:00Z", "2024-02-29T12:60:00Z", "2023-02-29T12:00:00Z", "2024-02-29",
    "2024-02-29T12:00:00.Z", "2024-02-29T12:00:00.1234567Z", "2024-02-29T12:00:00,5Z",
    "2024-02-29T12:00:00+1:00", "2024-02-29T12:00:00+0100", "2024-02-29T12:00:00+24:00",
    "2024-02-29T12:00:00+01:60", "2024-02-29T12:00:00ZZ", "2024-02-29T12:00:00Z ", "",
    "2024-02-29T12:00:00 Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    "2024-02-29T12:00:00−01:00", "2024-02-29T1:00:00Z",
  ])
  func `what is not RFC 3339 is refused`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `hours and days are spans of fixed length`() throws {
    let start = try Timestamp.read("2026-03-28T12:00:00Z")
    #expect(try start.adding(hours: 7 * 24) == .read("2026-04-04T12:00:00Z"))
    #expect(try start.adding(days: 7) == .read("2026-04-04T12:00:00Z"))
    #expect(try start.adding(hours: -13) == .read("2026-03-27T23:00:00Z"))
    #expect(start.adding(days: 1) - start == 86_400_000_000)
    #expect(start < start.adding(hours: 1))
    #expect(Timestamp(seconds: 3600) == Timestamp(microseconds: 3_600_000_000))
  }

  @Test func `arithmetic stays at the first and the last instant`() {
    let (first, last) = (Timestamp(microseconds: .min), Timestamp(microseconds: .max))
    #expect(last.adding(hours: 1) == last)
    #expect(first.adding(days: -1) == first)
    #expect(Timestamp(microseconds: 0).adding(hours: .max) == last)
    #expect(Timestamp(seconds: .min) == first)
    #expect(last - first == .max)
    #expect(first - last == .min)
    #expect(last.description == "294247-01-10T04:00:54.775807Z")
  }
}
