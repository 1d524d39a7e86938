import TenureDomain
import TenurePolicy

/// What an account's own clock can say.
enum AccountClock {
  /// Years that a clock can stand in: far enough for any term, and near enough that the instants of
  /// every date that follows can be written.
  static let years = 1970...2199

  /// Whether a clock of an account's own may say so.
  static func isWithinYears(_ instant: Timestamp) -> Bool {
    years.contains(ZoneRules.utc.localDate(of: instant).year)
  }

  /// Reads an instant and notes one that no clock can say.
  static func read(_ node: DocumentNode, _ request: RequestReader) -> Timestamp? {
    guard let text = request.reader.text(node) else { return nil }
    if let instant = Timestamp(text), isWithinYears(instant) { return instant }
    request.note(
      node, "`\(text.prefix(80))` is not an instant that a clock can say",
      "write one of the years \(years.lowerBound) to \(years.upperBound), such as "
        + "`2026-03-01T09:00:00Z`")
    return nil
  }
}
