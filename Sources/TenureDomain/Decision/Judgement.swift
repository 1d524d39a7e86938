/// What the four tables of an act say of some facts: the outcome and the rules behind it, before
/// ways forward and plans.
public struct Judgement: Sendable {
  public let outcome: Outcome
  /// The rules of the outcome's table that hold for certain; empty for `permitted`.
  public let matched: [Rule<Refusal>]
  /// The rule that permits, if it is certain which one.
  public let permit: Rule<Effect>?
  /// The facts on which the outcome depends, if it is undetermined.
  public let missing: [GivenFact]

  /// - Parameter absent: the given facts that a fact needs and that nobody has told.
  public init(
    _ tables: ActTables, _ facts: FactSet, absent: (Fact) -> [GivenFact] = FactCatalog.inputs
  ) {
    let refusing: [(Outcome, [Rule<Refusal>])] = [
      (.elsewhere, tables.elsewhere), (.unnecessary, tables.unnecessary),
      (.refused, tables.refusals),
    ]
    for (outcome, rules) in refusing {
      var matched: [Rule<Refusal>] = []
      var isOpen = false
      for rule in rules {
        switch rule.header.matches(facts) {
        case .yes: matched.append(rule)
        case .no: continue
        case .unknown: isOpen = true
        }
      }
      if !matched.isEmpty {
        self.init(outcome, matched, nil, [])
        return
      }
      if isOpen {
        self.init(resolving: tables, facts, absent)
        return
      }
    }
    if case .rule(let permit) = tables.permits.first(facts) {
      self.init(.permitted, [], permit, [])
    } else {
      self.init(resolving: tables, facts, absent)
    }
  }

  private init(
    _ outcome: Outcome, _ matched: [Rule<Refusal>], _ permit: Rule<Effect>?,
    _ missing: [GivenFact]
  ) {
    self.outcome = outcome
    self.matched = matched
    self.permit = permit
    self.missing = missing
  }

  /// The way through absent facts: the outcome that all completions share, or what is missing.
  private init(
    resolving tables: ActTables, _ facts: FactSet, _ absent: (Fact) -> [GivenFact]
  ) {
    let space = FactSpace(rules: tables.headers.map(\.conditions), known: facts)
    let layout = ActLayout(tables)
    var outcomes: Set<Outcome> = []
    for leaf in space.leaves() {
      if let outcome = layout.outcome(leaf.alive) { outcomes.insert(outcome) }
    }
    guard outcomes.count == 1, let outcome = outcomes.first else {
      self.init(.undetermined, [], nil, Self.missing(space, layout, absent))
      return
    }
    var matched: [Rule<Refusal>] = []
    var permit: Rule<Effect>?
    switch outcome {
    case .elsewhere: matched = tables.elsewhere.certain(facts)
    case .unnecessary: matched = tables.unnecessary.certain(facts)
    case .refused: matched = tables.refusals.certain(facts)
    default:
      if case .rule(let rule) = tables.permits.first(facts) { permit = rule }
    }
    self.init(outcome, matched, permit, [])
  }

  /// The absent facts that alone change the outcome; where none does, the smallest set that does.
  private static func missing(
    _ space: FactSpace, _ layout: ActLayout, _ absent: (Fact) -> [GivenFact]
  ) -> [GivenFact] {
    var groups: [GivenFact: Set<Fact>] = [:]
    for axis in space.axes {
      for given in absent(axis.fact) { groups[given, default: []].insert(axis.fact) }
    }
    let candidates = GivenFact.allCases.filter { groups[$0] != nil }
    let answer = { (alive: RuleBits) in layout.outcome(alive).map { Int($0.code) } ?? -1 }
    let alone = candidates.filter { space.differs(in: groups[$0] ?? [], answer: answer) }
    if !alone.isEmpty { return alone }
    var sets: [[Int]] = candidates.indices.map { [$0] }
    while !sets.isEmpty {
      sets = sets.flatMap { set in
        ((set.last ?? 0) + 1..<max(candidates.count, (set.last ?? 0) + 1)).map { set + [$0] }
      }
      for set in sets {
        let facts = set.reduce(into: Set<Fact>()) { $0.formUnion(groups[candidates[$1]] ?? []) }
        if space.differs(in: facts, answer: answer) { return set.map { candidates[$0] } }
      }
    }
    return candidates
  }
}

extension [Rule<Refusal>] {
  /// The rules that hold whatever the absent facts are.
  fileprivate func certain(_ facts: FactSet) -> [Rule<Refusal>] {
    filter { $0.header.matches(facts) == .yes }
  }
}

extension FactCatalog {
  /// The given facts that a fact stands on.
  public static func inputs(of fact: Fact) -> [GivenFact] { definition(of: fact).inputs }
}

/// Where the rules of an act's four tables stand in a space over all of them.
public struct ActLayout: Sendable {
  public let elsewhere: Range<Int>
  public let unnecessary: Range<Int>
  public let refusals: Range<Int>
  public let permits: Range<Int>

  /// - Parameter offset: where the first rule stands.
  public init(_ tables: ActTables, offset: Int = 0) {
    elsewhere = offset..<offset + tables.elsewhere.count
    unnecessary = elsewhere.upperBound..<elsewhere.upperBound + tables.unnecessary.count
    refusals = unnecessary.upperBound..<unnecessary.upperBound + tables.refusals.count
    permits = refusals.upperBound..<refusals.upperBound + tables.permits.rules.count
  }

  /// The outcome where these rules hold; nil where no table answers.
  public func outcome(_ alive: RuleBits) -> Outcome? {
    if alive.intersects(elsewhere) { return .elsewhere }
    if alive.intersects(unnecessary) { return .unnecessary }
    if alive.intersects(refusals) { return .refused }
    return alive.intersects(permits) ? .permitted : nil
  }
}
