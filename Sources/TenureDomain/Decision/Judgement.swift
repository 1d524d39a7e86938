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

  /// - Parameter subject: tells which given facts nobody has told; nil asks for all that an absent
  ///   fact stands on.
  public init(_ tables: ActTables, _ facts: FactSet, of subject: borrowing Subject? = nil) {
    var isOpen = false
    for outcome in Self.precedence {
      let matched = tables.matching(outcome, facts, isOpen: &isOpen)
      if !matched.isEmpty {
        self.init(outcome, matched, nil, [])
        return
      }
      if isOpen {
        self.init(resolving: tables, facts, copy subject)
        return
      }
    }
    if case .rule(let permit) = tables.permits.first(facts) {
      self.init(.permitted, [], permit, [])
    } else {
      self.init(resolving: tables, facts, copy subject)
    }
  }

  /// The order in which tables that say "no" are asked (design section 4).
  private static let precedence: [Outcome] = [.elsewhere, .unnecessary, .refused]

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
  private init(resolving tables: ActTables, _ facts: FactSet, _ subject: Subject?) {
    let space = FactSpace(rules: tables.headers.map(\.conditions), known: facts)
    let layout = ActLayout(tables)
    var outcomes: Set<Outcome> = []
    for leaf in space.leaves() {
      if let outcome = layout.outcome(leaf.alive) { outcomes.insert(outcome) }
    }
    guard outcomes.count == 1, let outcome = outcomes.first else {
      self.init(.undetermined, [], nil, Self.missing(space, layout, subject))
      return
    }
    var isOpen = false
    let matched = tables.matching(outcome, facts, isOpen: &isOpen)
    var permit: Rule<Effect>?
    if outcome == .permitted, case .rule(let rule) = tables.permits.first(facts) { permit = rule }
    self.init(outcome, matched, permit, [])
  }

  /// The absent facts that alone change the outcome; where none does, the smallest set that does.
  private static func missing(
    _ space: FactSpace, _ layout: ActLayout, _ subject: Subject?
  ) -> [GivenFact] {
    var groups: [GivenFact: Set<Fact>] = [:]
    for axis in space.axes {
      for given in subject?.absentInputs(of: axis.fact) ?? FactCatalog.inputs(of: axis.fact) {
        groups[given, default: []].insert(axis.fact)
      }
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
