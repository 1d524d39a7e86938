import TenureDomain

extension Condition {
  /// What the condition asks for, as words that follow "with".
  var phrase: String {
    switch fact {
    case .purchased: counted("licenses in the subscription")
    case .assigned: counted("licenses assigned")
    case .customDomains: values.contains(0) ? counted("own domains") : "own domains"
    case .requestTo: counted("licenses asked for")
    case .sinceWindowStart: span("since the start or the renewal")
    case .sinceFirstPurchase: span("since the first purchase")
    case .untilTermEnd where ranges.last?.upperBound == 0: "the term over"
    case .untilTermEnd where ranges.first?.lowerBound == 1: "the term still running"
    case .untilTermEnd: span("to the end of the term")
    case .kind where isSingle: "a subscription that is \(wordsListed)"
    case .role: "the role \(wordsListed)"
    case .state: "the state \(wordsListed)"
    case .paymentMethod: "the payment method \(wordsListed)"
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
      var bounds: [String] = []
      if range.lowerBound > -longest {
        let isWhole = range.lowerBound % Self.hour == 0
        bounds.append(
          isWhole
            ? "at least \(Self.words(range.lowerBound))"
            : "more than \(Self.words(range.lowerBound - 1))")
      }
      if range.upperBound < longest {
        let isWhole = range.upperBound % Self.hour == 0
        bounds.append(
          isWhole
            ? "at most \(Self.words(range.upperBound))"
            : "less than \(Self.words(range.upperBound + 1))")
      }
      return (bounds.isEmpty ? "any time" : bounds.joined(separator: " and ")) + " \(what)"
    }.joined(separator: " or ")
  }

  private static let hour: Int64 = 3_600_000_000

  private var ranges: [ClosedRange<Int64>] { values.intersection(definition.type.domain).ranges }

  private static func words(_ span: Int64) -> String {
    guard span % hour == 0 else { return "\(span) microseconds" }
    let hours = span / hour
    return hours % 24 == 0 && hours != 24 ? "\(hours / 24) days" : "\(hours) hours"
  }

  private var other: String {
    let path = definition.path
    switch definition.type {
    case .boolean: return "\(truthPhrase)"
    case .word: return "\(path) \(wordsListed)"
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

  private var wordsListed: String {
    guard case .word(let words) = definition.type else { return "" }
    let inside = words.indices.filter { values.contains(Int64($0)) }
    let outside = words.indices.filter { !values.contains(Int64($0)) }
    let isMost = inside.count > 4 && outside.count < inside.count
    let listed = (isMost ? outside : inside).map { "`\(words[$0])`" }.joined(separator: " or ")
    return isMost ? "other than \(listed)" : listed
  }

  private var truthPhrase: String {
    let holds = values.contains(1)
    return switch fact {
    case .recurringBilling: holds ? "recurring billing on" : "recurring billing off"
    case .renewsOnce: holds ? "one renewal left" : "no last renewal"
    case .scheduledBySeller: holds ? "changes the seller scheduled" : "no changes scheduled"
    case .productEndOfSale: holds ? "a product no longer sold" : "a product on sale"
    case .pastDue: holds ? "a balance past due" : "no balance past due"
    case .renewed: holds ? "a term that began by renewal" : "a first term"
    case .overAssigned:
      holds ? "more licenses assigned than bought" : "no more licenses assigned than bought"
    case .requestWithinRemovable:
      holds ? "licenses that can still be removed" : "licenses beyond their own window"
    case .requestBelowAssigned: holds ? "fewer than are in use" : "no fewer than are in use"
    case .requestFewerServices: holds ? "a plan of fewer services" : "a plan of no fewer services"
    case .requestSameProduct: holds ? "the same product" : "another product"
    case .requestOtherLine: holds ? "a product of the other line" : "a product of the same line"
    case .requestBeyondAssigned: holds ? "more users than are assigned" : "users who are assigned"
    case .deletionRequested: holds ? "a deletion under way" : "no deletion under way"
    case .trialExtended: holds ? "a trial that was extended" : "a trial that was not extended"
    default: "\(definition.path) \(holds)"
    }
  }
}
