public import TenureDomain

extension Localizer {
  /// What a rule asks for, each test in words: `licenses bought: more than 25`.
  public func lines(_ conditions: [Condition]) -> [String] {
    conditions.map { condition in
      text(
        "conditions.test",
        ["fact": name(of: condition.fact), "values": values(condition)])
    }
  }

  /// The values that pass a test.
  private func values(_ condition: Condition) -> String {
    let type = FactCatalog.definition(of: condition.fact).type
    let set = condition.values.intersection(type.domain)
    switch type {
    case .boolean, .word, .country: return listed(set, type.domain, condition.fact)
    case .integer: return ranges(set, type.domain, by: "") { number(Int($0)) }
    case .duration: return ranges(set, type.domain, by: "") { span($0) }
    case .date:
      return ranges(set, type.domain, by: "Date") { date(CalendarDate(dayNumber: Int($0))) }
    }
  }

  /// Single values, or those that are left out where that is shorter.
  private func listed(_ set: ValueSet, _ domain: ValueSet, _ fact: Fact) -> String {
    let passed = members(set)
    let left = members(domain.intersection(set.complement))
    if left.count < passed.count, !left.isEmpty {
      let names = left.map { value($0, of: fact) }
      return text("conditions.not", ["values": alternatives(names)])
    }
    return alternatives(passed.map { value($0, of: fact) })
  }

  private func members(_ set: ValueSet) -> [Int64] { set.ranges.flatMap { Array($0) } }

  private func alternatives(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: text("formats.listSeparator"))
      + text("conditions.or") + last
  }

  private func ranges(
    _ set: ValueSet, _ domain: ValueSet, by suffix: String, _ words: (Int64) -> String
  ) -> String {
    let first = domain.ranges.first?.lowerBound ?? .min
    let last = domain.ranges.last?.upperBound ?? .max
    let phrases = set.ranges.map { range -> String in
      let (low, high) = (range.lowerBound, range.upperBound)
      if low == high { return words(low) }
      if low <= first, high >= last { return text("conditions.any") }
      if low <= first { return upTo(high, suffix, words) }
      if high >= last { return from(low, suffix, words) }
      if isLastBefore(high) {
        return list([from(low, suffix, words), upTo(high, suffix, words)])
      }
      return text("conditions.between\(suffix)", ["low": words(low), "high": words(high)])
    }
    return alternatives(phrases)
  }

  /// A bound from above: spans are told by the first value that does not pass.
  private func upTo(_ high: Int64, _ suffix: String, _ words: (Int64) -> String) -> String {
    isLastBefore(high)
      ? text("conditions.below", ["value": words(high + 1)])
      : text("conditions.upTo\(suffix)", ["value": words(high)])
  }

  private func from(_ low: Int64, _ suffix: String, _ words: (Int64) -> String) -> String {
    isLastBefore(low - 2)
      ? text("conditions.over", ["value": words(low - 1)])
      : text("conditions.from\(suffix)", ["value": words(low)])
  }

  /// Whether a value is one short of zero, or a microsecond short of a whole hour.
  private func isLastBefore(_ value: Int64) -> Bool {
    let hour: Int64 = 3_600_000_000
    return value == -1 || (value > hour / 2 && (value + 1).isMultiple(of: hour))
  }
}
