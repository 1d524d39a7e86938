public import TenureDomain

/// The values of facts as the formats write them, whatever the language.
public enum FactText {
  public static func of(_ value: Int64, _ fact: Fact) -> String {
    switch FactCatalog.definition(of: fact).type {
    case .boolean: return value == 1 ? "true" : "false"
    case .word(let words):
      return words.indices.contains(Int(value)) ? words[Int(value)] : "\(value)"
    case .country: return Country(code: value).map { "\($0)" } ?? "\(value)"
    case .integer: return "\(value)"
    case .date: return "\(CalendarDate(dayNumber: Int(value)))"
    case .duration: return duration(value)
    }
  }

  /// A span as ISO 8601 writes it, in days and seconds: `P6DT2400S`, `-P1D`.
  private static func duration(_ microseconds: Int64) -> String {
    let seconds = microseconds.magnitude / 1_000_000
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let text = rest == 0 ? "P\(days)D" : "P\(days)DT\(rest)S"
    return microseconds < 0 ? "-" + text : text
  }
}

/// Instants on the wall clock of a zone, as RFC 3339 writes them.
public enum LocalTime {
  public static func text(_ instant: Timestamp, in zone: ZoneRules) -> String {
    let local = zone.localDateTime(of: instant)
    let offset = zone.offsetSeconds(at: instant)
    let minutes = abs(offset) / 60
    let clock = [local.secondOfDay / 3600, local.secondOfDay / 60 % 60, local.secondOfDay % 60]
    let sign = offset < 0 ? "-" : "+"
    return "\(local.date)T\(clock.map(two).joined(separator: ":"))\(sign)"
      + "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
