import TenureDomain

extension Condition {
  /// What the condition asks for, as words that follow "with".
  var phrase: String {
    switch fact {
    case .purchased: counted("licenses in the subscription")
    case .assigned: counted("licenses assigned")
    case .customDomains: counted("own domains")
    case .requestTo: counted("licenses asked for")
    case .sinceWindowStart: span("since the start or the renewal")
    case .sinceFirstPurchase: span("since the first purchase")
    case .untilTermEnd: span("to the end of the term")
    case .agreement where values.contains(Agreement.mca.code) && isSingle: "a billing profile"
    case .agreement where values.contains(Agreement.mosa.code) && isSingle: "no billing profile"
    default: other
    }
  }

  private var isSingle: Bool {
    values.intersection(definition.type.domain).ranges.map(\.count).reduce(0, +) == 1
  }

  private var definition: FactDefinition { FactCatalog.definition(of: fact) }

  private func counted(_ things: String) -> String {
    ranges.map { range in
      switch (range.lowerBound, range.upperBound) {
      case (let low, let high) where low == high: "exactly \(low) \(things)"
      case (let low, let high) where high >= 1_000_000_000: "more than \(low - 1) \(things)"
      case (let low, let high) where low <= 0: "at most \(high) \(things)"
      case (let low, let high): "\(low) to \(high) \(things)"
      }
    }.joined(separator: " or ")
  }

  private func span(_ what: String) -> String {
    let longest = definition.type.domain.bounds.last ?? .max
    return ranges.map { range in
      let low = range.lowerBound <= -longest ? nil : Self.words(range.lowerBound)
      let high = range.upperBound >= longest ? nil : Self.words(range.upperBound + 1)
      return switch (low, high) {
      case (let low?, let high?): "\(low) to less than \(high) \(what)"
      case (let low?, nil): "\(low) or more \(what)"
      case (nil, let high?): "less than \(high) \(what)"
      case (nil, nil): "any time \(what)"
      }
    }.joined(separator: " or ")
  }

  private var ranges: [ClosedRange<Int64>] { values.intersection(definition.type.domain).ranges }

  private static func words(_ span: Int64) -> String {
    let hour: Int64 = 3_600_000_000
    guard span % hour == 0 else { return "\(span) microseconds" }
    let hours = span / hour
    return hours % 24 == 0 && hours != 24 ? "\(hours / 24) days" : "\(hours) hours"
  }

  private var other: String {
    let path = definition.path
    switch definition.type {
    case .boolean: return "\(truthPhrase)"
    case .word(let words):
      let listed = words.indices.filter { values.contains(Int64($0)) }.map { "`\(words[$0])`" }
      return "\(path) \(listed.joined(separator: " or "))"
    case .country:
      let all = Country.assigned.count
      let inside = Country.assigned.filter(values.contains).sorted()
      let isMost = inside.count > all / 2
      let listed = isMost ? Country.assigned.filter { !values.contains($0) }.sorted() : inside
      let names = listed.compactMap { Country(code: $0).map { "\($0)" } }
      return "\(path) \(isMost ? "other than " : "")\(names.joined(separator: ", "))"
    case .date:
      return ranges.map { range in
        "\(path) from \(CalendarDate(dayNumber: Int(range.lowerBound))) to "
          + "\(CalendarDate(dayNumber: Int(range.upperBound)))"
      }.joined(separator: " or ")
    case .integer, .duration: return "\(path) \(ranges.map { "\($0)" }.joined(separator: " or "))"
    }
  }

  private var truthPhrase: String {
    let holds = values.contains(1)
    return switch fact {
    case .recurringBilling: holds ? "recurring billing on" : "recurring billing off"
    case .pastDue: holds ? "a balance past due" : "no balance past due"
    case .renewed: holds ? "a term that began by renewal" : "a first term"
    case .overAssigned:
      holds ? "more licenses assigned than bought" : "no more licenses assigned than bought"
    default: "\(definition.path) \(holds)"
    }
  }
}
