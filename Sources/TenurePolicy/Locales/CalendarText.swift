import TenureDomain

/// Dates as a calendar that people can subscribe to (RFC 5545): all-day events without times, so
/// that they mean the account's own days wherever they are read, and without alarms, which are
/// everybody's own business.
public struct CalendarText: Sendable {
  /// The text, with CRLF at the end of each line.
  public let text: String

  /// - Parameters:
  ///   - title: what programs call the calendar; empty for none.
  ///   - refresh: hours after which programs should read it again; nil for a calendar that is read
  ///     once.
  public init(
    _ events: [CalendarEvent], title: String, refresh: Int? = nil, say: Localizer
  ) {
    var writer = CalendarWriter()
    writer.line("BEGIN:VCALENDAR")
    writer.line("VERSION:2.0")
    writer.line("PRODID:-//Tenure//Tenure//\(say.language.uppercased())")
    writer.line("CALSCALE:GREGORIAN")
    writer.line("METHOD:PUBLISH")
    // The name as RFC 7986 has it, and as programs knew it before.
    for name in title.isEmpty ? [] : ["NAME", "X-WR-CALNAME"] {
      writer.line("\(name):\(CalendarWriter.escape(title))")
    }
    if let refresh {
      writer.line("REFRESH-INTERVAL;VALUE=DURATION:PT\(refresh)H")
      writer.line("X-PUBLISHED-TTL:PT\(refresh)H")
    }
    for event in events { writer.add(event) }
    writer.line("END:VCALENDAR")
    text = writer.text
  }
}

private struct CalendarWriter {
  private(set) var text = ""

  mutating func add(_ event: CalendarEvent) {
    line("BEGIN:VEVENT")
    line("UID:\(Self.escape(event.uid))")
    line("DTSTAMP:\(Self.stamp(event.stamp))")
    line("DTSTART;VALUE=DATE:\(Self.digits(event.date))")
    line("DTEND;VALUE=DATE:\(Self.digits(event.date.adding(days: 1)))")
    line("SEQUENCE:\(event.sequence)")
    line("STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")")
    line("SUMMARY:\(Self.escape(event.summary))")
    if !event.details.isEmpty {
      line("DESCRIPTION:\(Self.escape(event.details.joined(separator: "\n")))")
    }
    line("TRANSP:TRANSPARENT")
    line("END:VEVENT")
  }

  /// A content line, folded so that no line has more than 75 octets.
  mutating func line(_ content: String) {
    var octets = 0
    for scalar in content.unicodeScalars {
      let size = UTF8.width(scalar)
      if octets + size > 75 {
        text += "\r\n "
        octets = 1
      }
      text.unicodeScalars.append(scalar)
      octets += size
    }
    text += "\r\n"
  }

  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      default:
        if scalar.value >= 0x20 && scalar.value != 0x7F { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  private static func digits(_ date: CalendarDate) -> String {
    String("\(date)".filter { $0 != "-" })
  }

  private static func stamp(_ instant: Timestamp) -> String {
    String("\(instant)".prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
  }
}
