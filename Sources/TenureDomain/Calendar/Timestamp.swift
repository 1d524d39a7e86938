/// An instant, counted in microseconds of UTC without leap seconds, as PostgreSQL's `timestamptz`.
///
/// Arithmetic stays at the first or last instant instead of trapping.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z; negative before it.
  public let microseconds: Int64

  /// The instant `microseconds` after 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The instant `seconds` after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) {
    microseconds = seconds.multipliedSaturated(by: 1_000_000)
  }

  /// The instant written as in RFC 3339, or nil if `rfc3339` is anything else.
  ///
  /// Seconds and an offset (`Z` or `±hh:mm`) are mandatory, a fraction has one to six digits, the
  /// date and the time are joined by `T`, and second 60 does not exist. The instant must lie in the
  /// years 1...9999 of UTC, so that what was read can be written again.
  public init?(_ rfc3339: String) {
    var scanner = ByteScanner(rfc3339.utf8)
    guard let date = CalendarDate(scanning: &scanner) else { return nil }
    guard scanner.skip("T") || scanner.skip("t") else { return nil }
    guard let clock = Self.scanClock(&scanner), let offset = Self.scanOffset(&scanner),
      scanner.isAtEnd
    else { return nil }
    let seconds = Int64(date.dayNumber) * 86_400 + clock.seconds - offset
    guard (Self.firstSecond...Self.lastSecond).contains(seconds) else { return nil }
    microseconds = seconds * 1_000_000 + clock.microseconds
  }

  /// The instant as in RFC 3339, in UTC with `Z`; a fraction of six digits only if it is not zero.
  public var description: String {
    let (seconds, fraction) = microseconds.flooredDivision(by: 1_000_000)
    let (days, secondOfDay) = Int(seconds).flooredDivision(by: 86_400)
    var writer = ByteWriter(capacity: 27)
    writer.append(CalendarDate(dayNumber: days))
    writer.append("T")
    writer.append(UInt64(secondOfDay / 3600), width: 2)
    writer.append(":")
    writer.append(UInt64(secondOfDay / 60 % 60), width: 2)
    writer.append(":")
    writer.append(UInt64(secondOfDay % 60), width: 2)
    if fraction > 0 {
      writer.append(".")
      writer.append(UInt64(fraction), width: 6)
    }
    writer.append("Z")
    return writer.text
  }

  /// The instant `seconds` seconds later, or earlier if negative.
  public func adding(seconds: Int) -> Timestamp {
    let span = Int64(seconds).multipliedSaturated(by: 1_000_000)
    return Timestamp(microseconds: microseconds.addingSaturated(span))
  }

  /// The instant `hours` hours later, or earlier if negative.
  public func adding(hours: Int) -> Timestamp {
    let span = Int64(hours).multipliedSaturated(by: 3_600_000_000)
    return Timestamp(microseconds: microseconds.addingSaturated(span))
  }

  /// The instant `days` times 24 hours later, whatever the clocks on the wall do in between.
  public func adding(days: Int) -> Timestamp {
    let span = Int64(days).multipliedSaturated(by: 86_400_000_000)
    return Timestamp(microseconds: microseconds.addingSaturated(span))
  }

  public static func < (earlier: Timestamp, later: Timestamp) -> Bool {
    earlier.microseconds < later.microseconds
  }

  /// The microseconds from `start` to `end`; negative if `end` is earlier.
  public static func - (end: Timestamp, start: Timestamp) -> Int64 {
    end.microseconds.subtractingSaturated(start.microseconds)
  }

  /// The whole seconds since 1970-01-01T00:00:00Z, rounded down.
  var wholeSeconds: Int64 { microseconds.flooredDivision(by: 1_000_000).quotient }

  /// 0001-01-01T00:00:00Z.
  private static let firstSecond: Int64 = -62_135_596_800

  /// 9999-12-31T23:59:59Z.
  private static let lastSecond: Int64 = 253_402_300_799

  /// Reads `hh:mm:ss` and an optional fraction.
  private static func scanClock(
    _ scanner: inout ByteScanner<String.UTF8View>
  ) -> (seconds: Int64, microseconds: Int64)? {
    guard let hour = scanner.digits(2), hour < 24, scanner.skip(":"),
      let minute = scanner.digits(2), minute < 60, scanner.skip(":"),
      let second = scanner.digits(2), second < 60
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    guard scanner.skip(".") else { return (seconds, 0) }
    guard var fraction = scanner.digit() else { return nil }
    for _ in 1..<6 {
      fraction = fraction * 10 + (scanner.digit() ?? 0)
    }
    return (seconds, Int64(fraction))
  }

  /// Reads `Z` or `±hh:mm` as seconds east of UTC.
  private static func scanOffset(_ scanner: inout ByteScanner<String.UTF8View>) -> Int64? {
    if scanner.skip("Z") || scanner.skip("z") { return 0 }
    let isWest = scanner.skip("-")
    guard isWest || scanner.skip("+") else { return nil }
    guard let hour = scanner.digits(2), hour < 24, scanner.skip(":"),
      let minute = scanner.digits(2), minute < 60
    else { return nil }
    let offset = Int64(hour * 3600 + minute * 60)
    return isWest ? -offset : offset
  }
}
