public import TenureDomain

/// What lies ahead as a calendar that people can subscribe to (RFC 5545).
public struct CalendarText: Sendable {
  /// The text, with CRLF at the end of each line.
  public let text: String

  /// - Parameters:
  ///   - name: what identifies the subscription; it makes the ids of the events stable.
  ///   - stamp: when the answer was given, the same for the same question.
  public init(
    _ forecast: Forecast, name: String, title: String, stamp: Timestamp, account: Account,
    say: Localizer
  ) {
    self.init(
      forecast.entries, name: name, title: title, stamp: stamp, account: account, say: say)
  }

  init(
    _ entries: [Forecast.Entry], name: String, title: String, stamp: Timestamp, account: Account,
    say: Localizer
  ) {
    var writer = CalendarWriter(stamp: CalendarWriter.stamp(stamp), name: name, say: say)
    writer.line("BEGIN:VCALENDAR")
    writer.line("VERSION:2.0")
    writer.line("PRODID:-//Tenure//Tenure//\(say.language.uppercased())")
    writer.line("CALSCALE:GREGORIAN")
    writer.line("METHOD:PUBLISH")
    if !title.isEmpty { writer.line("X-WR-CALNAME:\(CalendarWriter.escape(title))") }
    for entry in entries { writer.add(entry, account) }
    writer.line("END:VCALENDAR")
    text = writer.text
  }
}

private struct CalendarWriter {
  let stamp: String
  let name: String
  let say: Localizer
  var text = ""
  /// How many events there are of a kind.
  private var kinds: [String: Int] = [:]

  init(stamp: String, name: String, say: Localizer) {
    (self.stamp, self.name, self.say) = (stamp, name, say)
  }

  mutating func add(_ entry: Forecast.Entry, _ account: Account) {
    var details = entry.changes.compactMap { say.sentence($0, in: account.zone) }
    if let access = entry.access { details += say.lines(access, of: account.kind) }
    for milestone in entry.milestones {
      var bound: [String] = []
      if milestone.kind.bound != .on {
        bound = [say.name(of: milestone.kind.bound) + " " + say.date(milestone.date)]
      }
      event(
        milestone.kind.rawValue, say.name(of: milestone.kind), bound + details, on: entry.date)
    }
    if entry.milestones.isEmpty, let summary = details.first {
      let kind = entry.state.map { "change-\($0.rawValue)" } ?? "change"
      event(kind, summary, Array(details.dropFirst()), on: entry.date)
    }
  }

  private mutating func event(
    _ kind: String, _ summary: String, _ details: [String], on date: CalendarDate
  ) {
    kinds[kind, default: 0] += 1
    let repeated = kinds[kind].flatMap { $0 > 1 ? "-\($0)" : nil } ?? ""
    line("BEGIN:VEVENT")
    line("UID:\(Self.escape(name)).\(kind)\(repeated)@tenure.invalid")
    line("DTSTAMP:\(stamp)")
    line("DTSTART;VALUE=DATE:\(Self.digits(date))")
    line("DTEND;VALUE=DATE:\(Self.digits(date.adding(days: 1)))")
    line("SUMMARY:\(Self.escape(summary))")
    if !details.isEmpty { line("DESCRIPTION:\(Self.escape(details.joined(separator: "\n")))") }
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

  static func stamp(_ instant: Timestamp) -> String {
    String("\(instant)".prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
  }
}
