public import TenureDomain

extension Localizer {
  /// A whole number with its groups: `12 345`.
  public func number(_ number: Int) -> String {
    (number < 0 ? "-" : "") + grouped(String(number.magnitude))
  }

  /// An amount with its currency, as the language writes it.
  public func money(_ money: Money) -> String {
    text("formats.money", ["amount": amount(money.amountText), "currency": money.currency.code])
  }

  /// Minor units and what a division leaves of them, as a decimal number that ends in `…` where it
  /// does not come out even.
  public func exactMoney(_ fraction: Fraction, in currency: Currency) -> String {
    let whole = Money(minorUnits: fraction.whole, currency: currency)
    guard !fraction.isWhole else { return money(whole) }
    var digits = ""
    var rest = fraction.remainder.magnitude
    for _ in 0..<4 where rest > 0 {
      let (digit, next) = (rest * 10).quotientAndRemainder(
        dividingBy: fraction.denominator.magnitude)
      digits += String(digit)
      rest = next
    }
    let separator = currency.exponent == 0 ? "." : ""
    let text = whole.amountText + separator + digits
    return self.text(
      "formats.money", ["amount": amount(text) + (rest > 0 ? "…" : ""), "currency": currency.code])
  }

  /// Digits with a point, in the language's separators.
  private func amount(_ text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    let whole = (isNegative ? "-" : "") + grouped(String(parts.first ?? "0"))
    return parts.count > 1 ? whole + self.text("formats.decimal") + parts[1] : whole
  }

  private func grouped(_ digits: String) -> String {
    let separator = text("formats.group")
    let fewest = Int(text("formats.groupFromDigits")) ?? 4
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, digits.count >= fewest, (digits.count - index).isMultiple(of: 3) {
        text += separator
      }
      text.append(digit)
    }
    return text
  }

  /// A day with its month's name.
  public func date(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    return text(
      "formats.date",
      [
        "year": String(year), "month": text("formats.months.\(month)"), "day": String(day),
        "dd": twoDigits(day), "mm": twoDigits(month),
      ])
  }

  /// A day with its weekday.
  public func longDate(_ date: CalendarDate) -> String {
    let weekday = (date.dayNumber % 7 + 7 + 3) % 7 + 1  // 1 January 1970 was a Thursday, 4 of 7
    return text(
      "formats.longDate",
      ["weekday": text("formats.weekdays.\(weekday)"), "date": self.date(date)])
  }

  /// An instant on the wall clock of a zone: `29 May 2025, 09:15`.
  public func dateTime(_ instant: Timestamp, in zone: ZoneRules) -> String {
    let local = zone.localDateTime(of: instant)
    return text("formats.dateTime", ["date": date(local.date), "time": time(local.secondOfDay)])
  }

  /// A time of day, with seconds only where there are any.
  private func time(_ secondOfDay: Int) -> String {
    let parts = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
    let shown = parts[2] == 0 ? parts.dropLast() : parts[...]
    return shown.map(twoDigits).joined(separator: text("formats.time"))
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// A size such as `40 GB` (1 GB = 10^9 bytes).
  public func bytes(_ bytes: Int64) -> String {
    for (unit, size) in [
      ("TB", Int64(1_000_000_000_000)), ("GB", 1_000_000_000), ("MB", 1_000_000),
    ] where bytes >= size && bytes.isMultiple(of: size / 10) {
      let (whole, part) = (bytes / (size / 10)).quotientAndRemainder(dividingBy: 10)
      let tenth = part == 0 ? "" : text("formats.decimal") + String(part)
      return number(Int(whole)) + tenth + "\u{A0}" + unit
    }
    return number(Int(bytes)) + "\u{A0}B"
  }

  /// A span of time in microseconds, in days, hours and minutes: `6 days and 40 minutes`.
  public func span(_ microseconds: Int64) -> String {
    let minutes = Int(microseconds.magnitude / 60_000_000)
    let parts = [
      ("formats.days", minutes / 1440), ("formats.hours", minutes / 60 % 24),
      ("formats.minutes", minutes % 60),
    ].filter { $0.1 > 0 }.map { count($0.0, $0.1) }
    let length = parts.isEmpty ? count("formats.minutes", 0) : list(parts)
    return microseconds < 0 ? text("formats.ago", ["span": length]) : length
  }

  /// The value of a fact, as people read it.
  public func value(_ value: Int64, of fact: Fact) -> String {
    switch FactCatalog.definition(of: fact).type {
    case .boolean: return text(value == 1 ? "words.yes" : "words.no")
    case .word(let words):
      return words.indices.contains(Int(value)) ? word(words[Int(value)], of: fact) : "?"
    case .country: return Country(code: value).map { name(of: $0) } ?? "?"
    case .integer: return number(Int(value))
    case .date: return date(CalendarDate(dayNumber: Int(value)))
    case .duration: return span(value)
    }
  }

  /// A word of a closed list.
  public func word(_ word: String, of fact: Fact) -> String {
    switch fact {
    case .role: text("roles.\(word)")
    case .state: text("states.\(word)")
    default: text("words.\(Self.lastPart(of: fact))-\(word)")
    }
  }

  /// The last part of a fact's path, as the words of its values begin.
  private static func lastPart(of fact: Fact) -> Substring {
    FactCatalog.definition(of: fact).path.split(separator: ".").last ?? ""
  }

  /// The name of a fact.
  public func name(of fact: Fact) -> String {
    text("facts.\(FactCatalog.definition(of: fact).path)")
  }

  /// The name of a fact that can be told.
  public func name(of fact: GivenFact) -> String { text("facts.\(fact.path)") }
}
