import TenureDomain
import TenureTesting

/// Facts drawn where rules are likely to turn: at bounds, just below and just above.
struct RandomFacts {
  var generator: SeededGenerator

  static let day: Int64 = 86_400_000_000
  static let spans: [Int64] = [0, 1, 2, 7, 10, 14, 15, 30, 90, 400].flatMap { days in
    [days * day - 1, days * day, days * day + 1]
  }
  static let counts: [Int64] = [0, 1, 5, 23, 24, 25, 26, 27, 300]
  static let countries = ["US", "NO", "DK", "DE", "FI", "CL", "FR", "GP", "CA", "LV"]
    .compactMap { Country($0)?.code }
  static let dates: [Int64] = ["2020-01-01", "2022-03-01", "2022-03-02", "2024-05-05"]
    .compactMap { CalendarDate($0).map { Int64($0.dayNumber) } }

  /// The values worth trying for a fact.
  static func values(of fact: Fact) -> [Int64] {
    switch FactCatalog.definition(of: fact).type {
    case .boolean: [0, 1]
    case .word(let words): (0..<words.count).map(Int64.init)
    case .country: countries
    case .integer(let range): range.lowerBound < 0 ? [-2, -1, 0, 1, 2] : counts
    case .date: dates
    case .duration: spans
    }
  }

  /// A value for every fact, such that they can be true together.
  mutating func complete() -> FactSet {
    while true {
      var facts = FactSet()
      for fact in Fact.allCases {
        facts[fact] = Self.values(of: fact).randomElement(using: &generator)
      }
      repair(&facts)
      if Possibility.isPossible(facts) { return facts }
    }
  }

  /// Draws the facts anew that would otherwise contradict each other nearly always.
  private mutating func repair(_ facts: inout FactSet) {
    if facts[.renewed] == 0 {
      facts[.sinceFirstPurchase] = facts[.sinceWindowStart]
    } else if let window = facts[.sinceWindowStart] {
      facts[.sinceFirstPurchase] = window + (Self.spans.randomElement(using: &generator) ?? 0) + 1
    }
    facts[.deletionRequested] = facts[.state] == SubscriptionState.disabled.code ? 1 : 0
    if facts[.pastDue] == 0 { facts[.chargedBack] = 0 }
    if facts[.kind] == SubscriptionKind.trial.code {
      facts[.interval] = 3
      facts[.renewed] = 0
      facts[.sinceFirstPurchase] = facts[.sinceWindowStart]
    } else {
      facts[.trialExtended] = 0
      if facts[.interval] == 3 { facts[.interval] = 0 }
    }
    if facts[.agreement] != Agreement.csp.code, facts[.agreement] != Agreement.volume.code {
      facts[.program] = Program.none.code
    }
  }
}

/// What cannot be true together, said again in plain code.
enum Possibility {
  static func isPossible(_ facts: FactSet) -> Bool {
    func word<W: Word>(_ fact: Fact, _ type: W.Type) -> W? { facts[fact].flatMap(W.init(code:)) }
    let kind = word(.accountKind, AccountKind.self)
    let agreement = word(.agreement, Agreement.self)
    let program = word(.program, Program.self)
    let role = word(.role, Role.self)
    let state = word(.state, SubscriptionState.self)
    let isTrial = word(.kind, SubscriptionKind.self) == .trial
    let people: [Role] = [.owner, .familyMember, .visitor]
    let renewed = facts[.renewed] == 1
    guard let role, let window = facts[.sinceWindowStart], let first = facts[.sinceFirstPurchase]
    else { return false }
    if kind == .consumer {
      if agreement != Agreement.none || !(people + [.supportAgent]).contains(role) { return false }
    } else if agreement == Agreement.none || people.contains(role) {
      return false
    }
    switch program {
    case .cspNewCommerce, .cspLegacy: if agreement != .csp { return false }
    case .enterpriseAgreement, .open: if agreement != .volume { return false }
    default: if agreement == .csp || agreement == .volume { return false }
    }
    if state == .suspended && agreement != .csp { return false }
    if renewed && (isTrial || state == .scheduled) { return false }
    if isTrial != (facts[.interval] == 3) { return false }
    if facts[.deletionRequested] == 1 && state != .disabled && state != .deleted { return false }
    if facts[.trialExtended] == 1 && !isTrial { return false }
    if facts[.chargedBack] == 1 && facts[.pastDue] == 0 { return false }
    if facts[.renewsOnce] == 1 && facts[.recurringBilling] == 0 { return false }
    return renewed ? window <= first : window == first
  }
}

extension FactSet {
  /// The facts as a person would write them.
  var naive: [String: NaiveValue] {
    var values: [String: NaiveValue] = [:]
    for fact in Fact.allCases {
      guard let value = self[fact] else { continue }
      values[FactCatalog.definition(of: fact).path] = NaiveValue(of: fact, value)
    }
    return values
  }
}

extension NaiveValue {
  /// A fact's value as it would be written.
  init(of fact: Fact, _ value: Int64) {
    self =
      switch FactCatalog.definition(of: fact).type {
      case .boolean: .word(value == 1 ? "true" : "false")
      case .word(let words): .word(words[Int(value)])
      case .country: .word(Country(code: value).map { "\($0)" } ?? "?")
      case .date: .word("\(CalendarDate(dayNumber: Int(value)))")
      case .integer, .duration: .number(value)
      }
  }
}
