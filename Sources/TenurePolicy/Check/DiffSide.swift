import TenureDomain

/// One edition's part in a comparison.
struct DiffSide {
  /// What a rule tells a person.
  struct Saying: Hashable {
    let message: String
    /// Its ways by name and number: whether our documents name them is no difference.
    let ways: [String]
    /// What it is about.
    let matters: Set<Matter>
  }

  /// What a rule can be about, beside who asks about what.
  enum Matter: Hashable {
    case licenses, time, domains, payment, request
  }

  let tables: ActTables
  let layout: ActLayout
  /// The rules that say something, by what they say.
  let sayings: [Saying: RuleHeader]
  private let refusing: [Rule<Refusal>]
  private let sayingOf: [Saying]

  init(_ tables: ActTables, offset: Int) {
    self.tables = tables
    layout = ActLayout(tables, offset: offset)
    refusing = tables.elsewhere + tables.unnecessary + tables.refusals
    sayingOf = refusing.map(Saying.init)
    var sayings: [Saying: RuleHeader] = [:]
    for (rule, saying) in zip(refusing, sayingOf) { sayings[saying] = rule.header }
    self.sayings = sayings
  }

  func saying(_ alive: RuleBits) -> Set<Saying> {
    Set(deciding(alive).map(Saying.init))
  }

  /// What the refusals among some rules say.
  func refusals(_ rules: RuleBits) -> Set<Saying> {
    Set(layout.refusals.filter(rules.contains).map { sayingOf[$0 - layout.elsewhere.lowerBound] })
  }

  func effect(_ alive: RuleBits) -> Effect? { permit(alive)?.conclusion }

  /// What an act comes to and every reason; nil where no table answers.
  func side(_ alive: RuleBits) -> ActClaim.Side? {
    layout.outcome(alive).map {
      ActClaim.Side(outcome: $0, effect: effect(alive), told: saying(alive))
    }
  }

  /// What an act comes to, with the reasons that are told.
  func answer(_ alive: RuleBits, telling told: Set<Saying>) -> EditionAnswer {
    let rules = deciding(alive).filter { told.contains(Saying($0)) }
    var ways: [WayCandidate] = []
    for way in rules.flatMap(\.conclusion.ways) where !ways.contains(where: { $0.way == way.way }) {
      ways.append(way)
    }
    return EditionAnswer(
      outcome: layout.outcome(alive), effect: effect(alive), conclusion: nil, ways: ways,
      rules: rules.map(\.header))
  }

  private func deciding(_ alive: RuleBits) -> [Rule<Refusal>] {
    guard layout.outcome(alive) != .permitted else { return [] }
    return layout.deciding(alive).map { refusing[$0 - layout.elsewhere.lowerBound] }
  }

  private func permit(_ alive: RuleBits) -> Rule<Effect>? {
    guard layout.outcome(alive) == .permitted else { return nil }
    return alive.first(in: layout.permits).map {
      tables.permits.rules[$0 - layout.permits.lowerBound]
    }
  }
}

extension DiffSide.Saying {
  init(_ rule: Rule<Refusal>) {
    message = rule.header.message
    ways = rule.conclusion.ways.map { way in
      way.way.name + (way.to.map { " \($0)" } ?? "")
    }
    matters = Set(rule.header.conditions.compactMap { DiffSide.Matter($0.fact) })
  }
}

extension DiffSide.Matter {
  fileprivate init?(_ fact: Fact) {
    switch fact {
    case .purchased, .assigned, .overAssigned: self = .licenses
    case .sinceWindowStart, .sinceFirstPurchase, .untilTermEnd, .started, .renewed: self = .time
    case .customDomains: self = .domains
    case .paymentMethod, .pastDue, .chargedBack, .recurringBilling: self = .payment
    case .requestTo, .requestChange, .requestBelowAssigned, .requestWithinRemovable,
      .requestSameProduct, .requestOtherLine, .requestFewerServices, .requestBeyondAssigned,
      .requestTarget, .requestLacking, .requestAtRenewal, .requestRest:
      self = .request
    default: return nil
    }
  }
}
