/// A combination of facts that cannot exist, with the reason in one sentence.
public struct Exclusion: Sendable, Hashable {
  public let conditions: [Condition]
  public let reason: String

  /// Whether the combination holds among the facts that are known.
  public func holds(in facts: FactSet) -> Bool {
    conditions.allSatisfy { condition in
      facts[condition.fact].map(condition.values.contains) ?? false
    }
  }
}

extension FactCatalog {
  /// The combinations that cannot exist. Input with one is refused, and proofs leave it out.
  public static let exclusions: [Exclusion] = [
    exclude(
      "a person has no business agreement",
      oneOf(.accountKind, AccountKind.consumer), noneOf(.agreement, Agreement.none)),
    exclude(
      "an organisation buys under an agreement",
      oneOf(.accountKind, AccountKind.business), oneOf(.agreement, Agreement.none)),
    exclude(
      "only organisations have administrators",
      oneOf(.accountKind, AccountKind.consumer),
      noneOf(.role, Role.owner, .familyMember, .visitor, .supportAgent)),
    exclude(
      "only people have an owner and family members",
      oneOf(.accountKind, AccountKind.business),
      oneOf(.role, Role.owner, .familyMember, .visitor)),
    exclude(
      "what renews once more has recurring billing on",
      Condition(.renewsOnce, yes), Condition(.recurringBilling, ValueSet(values: [0]))),
    exclude(
      "a programme `csp-…` belongs to the agreement `csp`",
      oneOf(.program, Program.cspNewCommerce, .cspLegacy), noneOf(.agreement, Agreement.csp)),
    exclude(
      "the programmes `enterprise-agreement` and `open` belong to the agreement `volume`",
      oneOf(.program, Program.enterpriseAgreement, .open), noneOf(.agreement, Agreement.volume)),
    exclude(
      "an agreement `csp` or `volume` has a programme",
      oneOf(.program, Program.none), oneOf(.agreement, Agreement.csp, .volume)),
    exclude(
      "only a partner can suspend, so `suspended` belongs to the agreement `csp`",
      oneOf(.state, SubscriptionState.suspended), noneOf(.agreement, Agreement.csp)),
    exclude(
      "a person's subscription is never suspended",
      oneOf(.accountKind, AccountKind.consumer), oneOf(.state, SubscriptionState.suspended)),
    exclude(
      "a trial has no renewal", oneOf(.kind, SubscriptionKind.trial), Condition(.renewed, yes)),
    exclude(
      "a trial's term has no interval",
      oneOf(.kind, SubscriptionKind.trial),
      Condition(.interval, ValueSet(values: [0, 1, 2]))),
    exclude(
      "all but trials have a term with an interval",
      noneOf(.kind, SubscriptionKind.trial), Condition(.interval, ValueSet(values: [3]))),
    exclude(
      "what has not begun cannot have renewed",
      oneOf(.state, SubscriptionState.scheduled), Condition(.renewed, yes)),
    exclude(
      "only what is disabled, or has been deleted since, was marked for deletion",
      Condition(.deletionRequested, yes),
      noneOf(.state, SubscriptionState.disabled, .deleted)),
    exclude(
      "what was charged back is overdue",
      Condition(.chargedBack, yes), Condition(.pastDue, ValueSet(values: [0]))),
    exclude(
      "only a trial can be extended",
      Condition(.trialExtended, yes), noneOf(.kind, SubscriptionKind.trial)),
  ]

  /// The combinations that contradict the order of time: nobody's window began before the first
  /// purchase, and without a renewal both are the same moment. `bounds` are the values at which
  /// rules tell spans apart, so that each combination is a box over them.
  static func orderExclusions(bounds: Set<Int64>) -> [Exclusion] {
    var exclusions: [Exclusion] = []
    let cuts = bounds.sorted()
    for (index, cut) in ([Int64.min] + cuts).enumerated() {
      let last = index < cuts.count ? cuts[index] - 1 : Int64.max
      let span = ValueSet([cut...last])
      if last < .max {
        exclusions.append(
          exclude(
            "the window cannot begin before the first purchase",
            Condition(.sinceFirstPurchase, span),
            Condition(.sinceWindowStart, ValueSet([last + 1...Int64.max]))))
      }
      exclusions.append(
        exclude(
          "without a renewal the window begins with the first purchase",
          Condition(.renewed, ValueSet(values: [0])), Condition(.sinceFirstPurchase, span),
          Condition(.sinceWindowStart, span.complement)))
    }
    return exclusions
  }

  private static let yes = ValueSet(values: [1])

  private static func exclude(_ reason: String, _ conditions: Condition...) -> Exclusion {
    Exclusion(conditions: conditions, reason: reason)
  }

  private static func oneOf<W: Word>(_ fact: Fact, _ words: W...) -> Condition {
    Condition(fact, ValueSet(values: words.map(\.code)))
  }

  private static func noneOf<W: Word>(_ fact: Fact, _ words: W...) -> Condition {
    Condition(fact, ValueSet(values: words.map(\.code)).complement)
  }
}

extension FactType {
  /// Every value a fact of the type can have.
  public var domain: ValueSet {
    switch self {
    case .boolean: ValueSet([0...1])
    case .word(let words): ValueSet([0...Int64(words.count - 1)])
    case .country: Self.countries
    case .integer(let range): ValueSet([range])
    case .date: ValueSet([-719_162...2_932_896])
    case .duration: ValueSet([-Self.longest...Self.longest])
    }
  }

  private static let countries = ValueSet(values: Country.assigned)

  /// A thousand years in microseconds: longer than any span that a rule tells apart.
  private static let longest: Int64 = 365_250 * 86_400_000_000
}
