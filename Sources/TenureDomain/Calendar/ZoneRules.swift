/// When the clocks of one time zone change, read from the system's tz database as data.
///
/// Instants before the first transition have the file's first offset; instants from the last
/// transition on follow the POSIX rule in the file's footer, or keep the last offset if there is
/// none. Looking something up allocates nothing.
public struct ZoneRules: Hashable, Sendable {
  /// What was read, shared by every copy: a subject carries its zone along wherever it goes.
  private let table: ZoneTable

  /// The name it was asked for by, such as `Europe/Oslo`.
  public var name: String { table.name }

  private var transitions: [ZoneTransition] { table.transitions }
  private var footer: PosixZone? { table.footer }
  private var initialOffset: Int { table.initialOffset }

  /// Coordinated universal time.
  public static let utc = ZoneRules(
    table: ZoneTable(name: "UTC", initialOffset: 0, transitions: [], footer: nil))

  private init(table: ZoneTable) {
    self.table = table
  }

  /// Reads a TZif file, versions 1 to 4 (RFC 9636).
  ///
  /// The bytes need not be trusted: whatever they are, the rules are read or an error is thrown.
  public init(name: String, tzif: [UInt8]) throws(ZoneRulesError) {
    let file = try TZifFile(bytes: tzif)
    // A footer that never changes says no more than an offset does.
    let fixed = file.transitions.isEmpty && file.footer?.daylight == nil ? file.footer : nil
    table = ZoneTable(
      name: name, initialOffset: fixed?.standardOffset ?? file.initialOffset,
      transitions: file.transitions, footer: fixed == nil ? file.footer : nil)
  }

  /// How far local clocks are ahead of UTC at `instant`, in seconds; negative west of Greenwich.
  public func offsetSeconds(at instant: Timestamp) -> Int {
    if transitions.isEmpty && footer == nil { return initialOffset }
    return span(at: instant.wholeSeconds).offset
  }

  /// The date on a calendar that hangs in this zone at `instant`.
  public func localDate(of instant: Timestamp) -> CalendarDate {
    localDateTime(of: instant).date
  }

  /// The local date and the whole seconds since its 00:00, 0..<86,400, as the clocks show them.
  public func localDateTime(of instant: Timestamp) -> (date: CalendarDate, secondOfDay: Int) {
    let local = Int(instant.wholeSeconds) + offsetSeconds(at: instant)
    let (days, secondOfDay) = local.flooredDivision(by: 86_400)
    return (CalendarDate(dayNumber: days), secondOfDay)
  }

  /// The first instant of a local day.
  ///
  /// It is 00:00 where that exists. Where the clocks skip it, it is the instant at which they move
  /// forward; where they show it twice, it is the first of the two.
  public func startOfDay(_ date: CalendarDate) -> Timestamp {
    let seconds = Int64(date.dayNumber) * 86_400
    switch resolve(localSeconds: seconds) {
    case .exists(let instant): return Timestamp(seconds: instant)
    case .skipped(let change, _): return Timestamp(seconds: change)
    }
  }

  /// The instant at which the local clocks show a date and a time.
  ///
  /// A time that the clocks skip moves forward by as much as they do (02:30 becomes 03:30); one
  /// that they show twice is the first of the two. Seconds outside 0..<86,400 count on into the
  /// neighbouring days.
  public func timestamp(of date: CalendarDate, secondOfDay: Int) -> Timestamp {
    let (days, second) = secondOfDay.flooredDivision(by: 86_400)
    let seconds = Int64(date.adding(days: days).dayNumber) * 86_400 + Int64(second)
    switch resolve(localSeconds: seconds) {
    case .exists(let instant): return Timestamp(seconds: instant)
    case .skipped(_, let moved): return Timestamp(seconds: moved)
    }
  }

  public static func == (one: ZoneRules, other: ZoneRules) -> Bool {
    one.table === other.table
      || (one.name == other.name && one.initialOffset == other.initialOffset
        && one.transitions == other.transitions && one.footer == other.footer)
  }

  /// Two zones are the same if they have the same name and rules; the name is enough to tell them
  /// apart in a set.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}

extension ZoneRules {
  /// What a local time stands for.
  private enum Resolution {
    /// The first instant at which the clocks show it.
    case exists(Int64)

    /// The clocks never show it: the instant at which they jump over it, and the instant that the
    /// offset before the jump would have given.
    case skipped(change: Int64, moved: Int64)
  }

  /// The offset at an instant and the instant up to which it holds.
  private func span(at seconds: Int64) -> ZoneSpan {
    let known = transitionCount(upTo: seconds)
    if known == transitions.count {
      if let footer { return footer.span(at: seconds) }
      return ZoneSpan(offset: transitions.last?.offset ?? initialOffset, end: .max)
    }
    let offset = known == 0 ? initialOffset : transitions[known - 1].offset
    return ZoneSpan(offset: offset, end: transitions[known].at)
  }

  /// How many transitions lie at or before an instant.
  private func transitionCount(upTo seconds: Int64) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= seconds {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Finds the instant of a local time, given as if its clock showed UTC.
  ///
  /// No offset reaches `ZoneSpan.offsetLimit`, so the search begins that much earlier and goes from
  /// one span of constant offset to the next.
  private func resolve(localSeconds: Int64) -> Resolution {
    if transitions.isEmpty && footer == nil { return .exists(localSeconds - Int64(initialOffset)) }
    var start = localSeconds - Int64(ZoneSpan.offsetLimit)
    var before: Int64?
    while true {
      let span = span(at: start)
      let instant = localSeconds - Int64(span.offset)
      if let before, instant < start {
        return .skipped(change: start, moved: localSeconds - before)
      }
      if instant < span.end { return .exists(instant) }
      before = Int64(span.offset)
      start = span.end
    }
  }
}

/// The rules of one zone.
private final class ZoneTable: Sendable {
  let name: String
  /// The offset before the first transition, in seconds east of UTC.
  let initialOffset: Int
  /// The known transitions, in strictly ascending order.
  let transitions: [ZoneTransition]
  /// What holds from the last transition on; nil where the last offset simply stays.
  let footer: PosixZone?

  init(name: String, initialOffset: Int, transitions: [ZoneTransition], footer: PosixZone?) {
    self.name = name
    self.initialOffset = initialOffset
    self.transitions = transitions
    self.footer = footer
  }
}
