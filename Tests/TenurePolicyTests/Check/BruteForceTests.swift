import TenureDomain
import TenurePolicy
import TenureTesting
import Testing

@Suite struct `The checker and brute force` {
  @Test func `agree on random policies`() {
    var counts: [Finding.Kind: Int] = [:]
    for seed in 0..<24 {
      var policy = RandomPolicy(seed: UInt64(seed))
      let edition = policy.edition()
      let findings = PolicyChecker().check(
        document: EditionDocument(file: "random.yaml", edition: edition))
      let truth = BruteForce(edition)
      for finding in findings { counts[finding.kind, default: 0] += 1 }
      let ids = Set(BruteForce.acts.flatMap { edition.acts[$0]?.headers.map(\.id) ?? [] })
      func found(_ kind: Finding.Kind) -> Set<String> {
        Set(findings.filter { $0.kind == kind }.compactMap(\.ruleID)).intersection(ids)
      }
      #expect(found(.shadowed) == ids.subtracting(truth.mattering), "seed \(seed)")
      #expect(found(.deadEnd) == truth.deadEnds, "seed \(seed)")
      let unanswered = BruteForce.acts.filter { kind in
        findings.contains {
          $0.kind == .unanswered && $0.problem.contains("`\(kind.rawValue)`")
        }
      }
      #expect(Set(unanswered) == truth.unanswered, "seed \(seed)")
      for finding in findings where finding.kind == .deadEnd || finding.kind == .unanswered {
        #expect(finding.counterexample != nil, "seed \(seed)")
      }
    }
    for kind in [Finding.Kind.shadowed, .unanswered, .deadEnd] {
      #expect(counts[kind, default: 0] > 15, "too few of \(kind.rawValue) to prove anything")
    }
  }
}

/// Every case of a grid that hits every class that ``RandomPolicy`` can tell apart.
private struct BruteForce {
  private(set) var mattering: Set<String> = []
  private(set) var unanswered: Set<ActKind> = []
  private(set) var deadEnds: Set<String> = []
  private let edition: Edition

  init(_ edition: Edition) {
    self.edition = edition
    for subject in Self.subjects { look(at: subject) }
  }

  private static let now = Timestamp("2025-03-15T12:00:00Z") ?? Timestamp(microseconds: 0)

  static let acts = [ActKind.cancel, .turnOffRecurringBilling, .reduceLicenses]

  private static let subjects: [Subject] = {
    var subjects: [Subject] = []
    let counts = [10, 11, 24, 25, 26, 27, 28]
    for state in [SubscriptionState.active, .disabled] {
      for isOn in [true, false] {
        for role in [Role.billingAdministrator, .user] {
          for purchased in counts {
            for assigned in counts {
              var subscription = Subscription(state: state, recurringBilling: isOn)
              subscription.licenses = Licenses(purchased: purchased, assigned: assigned)
              subjects.append(
                Subject(
                  account: Account(kind: .business, agreement: .mosa), actor: Actor(role: role),
                  subscription: subscription))
            }
          }
        }
      }
    }
    return subjects
  }()

  private mutating func look(at subject: Subject) {
    for kind in [ActKind.cancel, .turnOffRecurringBilling] { look(at: subject, Act(kind)) }
    for to in [10, 11, 25, 26, 27] {
      look(at: subject, Act(.reduceLicenses, licenses: to))
    }
  }

  private mutating func look(at subject: Subject, _ act: Act) {
    guard let tables = edition.acts[act.kind] else { return }
    let facts = edition.facts(of: subject, act: act, at: Self.now)
    func holding(_ rules: [Rule<Refusal>]) -> [Rule<Refusal>] {
      rules.filter { $0.header.matches(facts) == .yes }
    }
    for table in [tables.elsewhere, tables.unnecessary] where !holding(table).isEmpty {
      mattering.formUnion(holding(table).map(\.header.id))
      return
    }
    let refusals = holding(tables.refusals)
    guard refusals.isEmpty else {
      mattering.formUnion(refusals.map(\.header.id))
      lookForWays(from: refusals, subject, act)
      return
    }
    if let permit = tables.permits.rules.first(where: { $0.header.matches(facts) == .yes }) {
      mattering.insert(permit.header.id)
    } else {
      unanswered.insert(act.kind)
    }
  }

  private mutating func lookForWays(
    from refusals: [Rule<Refusal>], _ subject: Subject, _ act: Act
  ) {
    let hasContact = refusals.flatMap(\.conclusion.ways).contains {
      if case .contact = $0.way { true } else { false }
    }
    guard !hasContact else { return }
    for refusal in refusals {
      var isOpen =
        act.kind != .turnOffRecurringBilling
        && isPermitted(
          Act(.turnOffRecurringBilling), subject)
      for way in refusal.conclusion.ways {
        guard case .act(let kind) = way.way else { continue }
        let fewest = max(subject.subscription.licenses.assigned ?? 0, 1)
        let to = kind.parameters == .licenses ? way.to ?? act.licenses ?? fewest : nil
        isOpen = isOpen || isPermitted(Act(kind, licenses: to), subject)
      }
      if !isOpen { deadEnds.insert(refusal.header.id) }
    }
  }

  private func isPermitted(_ act: Act, _ subject: Subject) -> Bool {
    guard let tables = edition.acts[act.kind] else { return false }
    let facts = edition.facts(of: subject, act: act, at: Self.now)
    let before = tables.elsewhere + tables.unnecessary + tables.refusals
    return !before.contains { $0.header.matches(facts) == .yes }
      && tables.permits.rules.contains { $0.header.matches(facts) == .yes }
  }
}

/// A small policy with random rules for three acts; the others are simply permitted.
private struct RandomPolicy {
  private var random: SeededGenerator
  private var line = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func edition() -> Edition {
    var acts: [ActKind: ActTables] = [:]
    for kind in ActKind.allCases {
      acts[kind] = ActTables(
        elsewhere: [], unnecessary: [], refusals: [],
        permits: Table([Rule(header(kind.rawValue, "done", []), .now)]))
    }
    for kind in [ActKind.cancel, .turnOffRecurringBilling, .reduceLicenses] {
      acts[kind] = tables(kind)
    }
    func table<C>(_ name: String, _ conclusion: C) -> Table<C> {
      Table([Rule(header(name, "all", []), conclusion)])
    }
    return Edition(
      id: EditionID(family: "random", date: CalendarDate(dayNumber: 20_000)),
      effectiveFrom: CalendarDate(dayNumber: 20_000), sources: [], house: HouseValues(),
      products: ProductCatalog([]), acts: acts, termEnd: table("termEnd", .expire),
      reactivation: table("reactivation", Reactivation(.same)), refund: table("refund", .none),
      lifecycle: table("lifecycle", LifecycleRule(stages: [], reactivable: .never)),
      retention: table("retention", RetentionRule(mayBeDeleted: .never, deletedByDays: nil)),
      storage: Table([]), access: table("access", Access(users: .full, admins: .full)),
      notices: table("notices", NoticeRule(recipients: [])))
  }

  private mutating func tables(_ kind: ActKind) -> ActTables {
    var tables: [[Rule<Refusal>]] = []
    for (name, count) in [("e", 1), ("u", 2), ("r", 4)] {
      tables.append(
        (0..<Int.random(in: 0...count, using: &random)).map { number in
          Rule(
            header(kind.rawValue, "\(name)\(number)", conditions(for: kind, atLeast: 1)),
            Refusal(ways: ways()))
        })
    }
    var permits = (0..<2).map { number in
      Rule(
        header(kind.rawValue, "p\(number)", conditions(for: kind, atLeast: 1)), Effect.now)
    }
    if Bool.random(using: &random) { permits.append(Rule(header(kind.rawValue, "p", []), .now)) }
    return ActTables(
      elsewhere: tables[0], unnecessary: tables[1], refusals: tables[2], permits: Table(permits))
  }

  private mutating func ways() -> [WayCandidate] {
    let all = [
      WayCandidate(.act(.reduceLicenses), to: 25), WayCandidate(.act(.reduceLicenses)),
      WayCandidate(.act(.cancel)), WayCandidate(.step(.payBalance)),
      WayCandidate(.contact(.support)),
    ]
    return Array(all.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)))
  }

  private mutating func conditions(for kind: ActKind, atLeast least: Int) -> [Condition] {
    var all: [Condition] = [
      Condition(.state, ValueSet(values: [SubscriptionState.active.code])),
      Condition(.recurringBilling, ValueSet(values: [Int64.random(in: 0...1, using: &random)])),
      Condition(.role, ValueSet(values: [Role.user.code])), count(.purchased), count(.assigned),
      Condition(.overAssigned, ValueSet(values: [Int64.random(in: 0...1, using: &random)])),
    ]
    if kind == .reduceLicenses {
      let sign = [ValueSet(values: [0]), ValueSet([1...Int64.max]), ValueSet([Int64.min ... -1])]
      all += [
        Condition(.requestChange, sign.randomElement(using: &random) ?? .all),
        Condition(
          .requestBelowAssigned, ValueSet(values: [Int64.random(in: 0...1, using: &random)])),
      ]
    }
    let number = Int.random(in: least...2, using: &random)
    return Array(all.shuffled(using: &random).prefix(number))
  }

  private mutating func count(_ fact: Fact) -> Condition {
    let sets = [ValueSet([26...Int64.max]), ValueSet([Int64.min...24]), ValueSet(values: [25])]
    return Condition(fact, sets.randomElement(using: &random) ?? .all)
  }

  private mutating func header(
    _ scope: String, _ id: String, _ conditions: [Condition]
  ) -> RuleHeader {
    line += 1
    return RuleHeader(
      id: "\(scope)/\(id)", implements: [], conditions: conditions, citation: nil, isHouse: true,
      message: id, line: line)
  }
}
