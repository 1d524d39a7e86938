extension PosixZone {
  /// Reads a `TZ` value, or gives nil if it is malformed or leaves its rules to the system.
  init?(text: [UInt8]) {
    var scanner = ByteScanner(text)
    guard scanner.skipZoneName(), let west = scanner.clockTime(hours: 24) else { return nil }
    standardOffset = -west
    guard !scanner.isAtEnd else {
      daylight = nil
      return
    }
    guard scanner.skipZoneName() else { return nil }
    var offset = standardOffset + 3600
    if scanner.peek != UInt8(ascii: ",") {
      guard let west = scanner.clockTime(hours: 24) else { return nil }
      offset = -west
    }
    guard abs(offset) < ZoneSpan.offsetLimit,
      let start = scanner.change(), let end = scanner.change(), scanner.isAtEnd
    else { return nil }
    daylight = Daylight(offset: offset, start: start, end: end)
  }
}

extension ByteScanner {
  /// Moves behind a name of three or more letters, or of letters, digits and signs in `<>`.
  fileprivate mutating func skipZoneName() -> Bool {
    let isQuoted = skip("<")
    var length = 0
    while let byte = peek, Self.isNameByte(byte, isQuoted: isQuoted) {
      advance()
      length += 1
    }
    return length >= 3 && (!isQuoted || skip(">"))
  }

  /// Seconds written as `[±]h[:mm[:ss]]`, with at most `limit` hours.
  fileprivate mutating func clockTime(hours limit: Int) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(upTo: 3), hours <= limit else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(upTo: 2), minutes < 60 else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(upTo: 2), rest < 60 else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  /// A comma, a day and perhaps `/` and a time, which is 02:00 otherwise.
  fileprivate mutating func change() -> PosixChange? {
    guard skip(","), let day = day() else { return nil }
    guard skip("/") else { return PosixChange(day: day, time: 7200) }
    guard let time = clockTime(hours: 167) else { return nil }
    return PosixChange(day: day, time: time)
  }

  private mutating func day() -> PosixChange.Day? {
    if skip("J") {
      guard let day = number(upTo: 3), (1...365).contains(day) else { return nil }
      return .withoutLeapDay(day)
    }
    if skip("M") {
      guard let month = number(upTo: 2), (1...12).contains(month), skip("."),
        let week = number(upTo: 1), (1...5).contains(week), skip("."),
        let weekday = number(upTo: 1), (0...6).contains(weekday)
      else { return nil }
      return .weekday(weekday, week: week, month: month)
    }
    guard let day = number(upTo: 3), (0...365).contains(day) else { return nil }
    return .zeroBased(day)
  }

  private static func isNameByte(_ byte: UInt8, isQuoted: Bool) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z": true
    case "0"..."9", "+", "-": isQuoted
    default: false
    }
  }
}
