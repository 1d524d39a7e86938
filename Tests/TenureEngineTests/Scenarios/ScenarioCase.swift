import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting

/// One scenario in a world of its own account.
struct ScenarioCase {
  let scenario: Scenario
  let world: World
  private let account: AccountID
  private let subscription = SubscriptionID(stored: "subject")
  /// Who asks, as far as it was told.
  private var actor: Actor
  /// How many steps were compared.
  private(set) var asked = 0
  /// Why others were not.
  private(set) var unasked: [String] = []

  init(_ scenario: Scenario, _ number: Int, _ world: World) {
    self.scenario = scenario
    self.world = world
    account = AccountID(stored: "scenario-\(number)")
    actor = scenario.subject.actor
  }

  private var engine: Engine { world.engine }

  /// Runs every step.
  ///
  /// - Returns: what did not come out as it must.
  mutating func faults() async throws -> [String] {
    guard let first = scenario.steps.first else { return [] }
    guard scenario.subject.account.kind != nil else {
      unasked.append("nobody knows what kind of account it is")
      return []
    }
    world.clock.move(to: first.at)
    try await tellOfIt(at: first.at)
    var faults: [String] = []
    for (index, step) in scenario.steps.enumerated() {
      world.clock.move(to: step.at)
      if step.act == nil || !step.facts.isEmpty { try await work() }
      if !step.facts.isEmpty { actor = try await tell(step.facts, at: step.at) }
      let found = try await carryOut(step)
      faults += found.map { "step \(index + 1): \($0)" }
    }
    try await forget()
    return faults
  }

  private mutating func carryOut(_ step: Scenario.Step) async throws -> [String] {
    var decision: DecisionBody?
    if let act = step.act {
      guard let role = actor.role else {
        unasked.append("nobody knows who asks")
        return []
      }
      guard act.kind != .closeAccount else {
        unasked.append("an account is not closed through its subscription")
        return []
      }
      decision = try await ask(act, role)
    }
    asked += 1
    let body = try await engine.subscription(subscription, of: account, by: World.program).body
    let standing = try await engine.timeline(of: subscription, in: account, by: World.program).body
    guard let expectation = step.expectation else { return [] }
    return ScenarioVerdict(
      expectation: expectation, decision: decision, subscription: body, standing: standing
    ).faults
  }

  /// A quote, and then the act, which must come to the same.
  private func ask(_ act: Act, _ role: Role) async throws -> DecisionBody {
    var request = ActRequest(
      act, named: .role(role), reason: act.kind == .cancel ? .notUsed : nil)
    if act.kind == .removeDomain {
      request.domain = try await engine.store.read { [account] in
        try $0.domains(of: account).first
      }
    }
    request.toSubscription = try await aim(of: act)
    let quote = try await engine.quote(
      request, on: subscription, of: account, by: World.program)
    request.quote = QuoteToken(quote.quote)
    let answer = try await engine.carryOut(
      request, on: subscription, of: account, by: World.program)
    let outcome = answer.act?.outcome.rawValue
    guard outcome == quote.decision.outcome else {
      throw Disagreement(quote: quote, answer: answer)
    }
    return quote.decision
  }

  /// The subscription that users move to, with as many free licenses as the step says: whoever
  /// takes something over names it. Nil where nothing is taken over.
  private func aim(of act: Act) async throws -> SubscriptionID? {
    guard let users = act.users, scenario.subject.subscription.channel == .selfService else {
      return nil
    }
    let id = SubscriptionID(stored: "target")
    try await engine.store.write { [account, subscription] tx in
      guard let source = try tx.subscription(subscription, of: account)?.record else { return }
      let stored = try tx.subscription(id, of: account)?.record
      var target =
        stored
        ?? SubscriptionRecord(
          account: account, id: id, edition: source.edition, isPinned: source.isPinned,
          subscription: source.subscription, created: source.created)
      target.subscription.channel = .direct
      target.subscription.product = act.product
      target.subscription.licenses = Licenses(
        purchased: 1_000, assigned: 1_000 - users + (act.lacking ?? 0))
      guard stored != nil else { return try tx.insert(target) }
      target.version += 1
      try tx.update(target)
    }
    return id
  }

  private struct Disagreement: Error {
    let quote: QuoteBody
    let answer: Answer
  }

  private func work() async throws {
    let worker = Worker(engine: engine, name: "corpus")
    while try await worker.round().isFull {}
  }
}

extension ScenarioCase {
  /// Puts the facts given into the store. They may be too few for a request, as facts that come
  /// from elsewhere are.
  private func tellOfIt(at now: Timestamp) async throws {
    let given = scenario.subject
    var owner = AccountRecord(
      id: account, name: scenario.id, kind: given.account.kind ?? .business,
      family: scenario.policy.family, created: now)
    owner.take(given.account)
    let start = given.subscription.term?.start ?? given.account.zone.localDate(of: now)
    let pinned = scenario.policy.date.map {
      EditionID(family: scenario.policy.family, date: $0)
    }
    let edition = pinned ?? engine.shelf.edition(of: scenario.policy.family, on: start)?.id
    guard let edition else { throw EngineError.notReady("\(scenario.policy)") }
    var record = SubscriptionRecord(
      account: account, id: subscription, edition: edition, isPinned: pinned != nil,
      subscription: given.subscription, created: now, due: now)
    let base = baseRecord(given.subscription, edition, at: now)
    record.base = base?.id
    record.purchaser = Self.purchaser(where: given.actor)
    let domains = ScenarioCase.domains(given.account.customDomains)
    try await engine.store.write { [owner, record] tx in
      try tx.insert(owner)
      if let base { try tx.insert(base) }
      for domain in domains { try tx.insert(domain: domain, of: owner.id) }
      try tx.insert(record)
    }
  }

  /// Facts that others know better, as a step tells them.
  ///
  /// - Returns: whoever asks from now on.
  /// What an add-on was added to: the same, without an end or ended with its term.
  private func baseRecord(
    _ addOn: Subscription, _ edition: EditionID, at now: Timestamp
  ) -> SubscriptionRecord? {
    guard addOn.base != .none else { return nil }
    var base = addOn
    base.base = .none
    return SubscriptionRecord(
      account: account, id: SubscriptionID(stored: "base"), edition: edition, subscription: base,
      created: now)
  }

  private func tell(_ facts: [SubjectPatch], at now: Timestamp) async throws -> Actor {
    let (account, id, actor) = (account, subscription, actor)
    let zones = engine.zones
    return try await engine.store.write { tx in
      guard
        var (owner, record) = try tx.subscription(id, of: account).map({
          ($0.account, $0.record)
        }), let zone = zones.zone(owner.timeZone)
      else { throw EngineError.notFound("subscription") }
      var subject = Subject(
        account: owner.facts(in: zone), actor: actor, subscription: record.subscription)
      for patch in facts { patch.apply(&subject) }
      for domain in try tx.domains(of: account) { _ = try tx.remove(domain: domain, of: account) }
      for domain in ScenarioCase.domains(subject.account.customDomains) {
        try tx.insert(domain: domain, of: account)
      }
      owner.take(subject.account)
      owner.version += 1
      try tx.update(owner)
      record.subscription = subject.subscription
      record.version += 1
      record.due = now
      record.purchaser = Self.purchaser(where: subject.actor)
      try tx.update(record)
      return subject.actor
    }
  }

  /// Who bought it for themselves, if it is known that it was not whoever asks.
  private static func purchaser(where actor: Actor) -> PersonID? {
    actor.isPurchaser ? nil : PersonID(stored: "somebody-else")
  }

  /// Takes it out of the worker's sight: the next scenario may play years before.
  private func forget() async throws {
    let (account, id) = (account, subscription)
    try await engine.store.write { tx in
      guard var record = try tx.subscription(id, of: account)?.record else { return }
      record.version += 1
      record.due = nil
      try tx.update(record)
    }
  }

  private static func domains(_ count: Int) -> [String] {
    (0..<count).map { "domain\($0).example" }
  }
}

extension AccountRecord {
  fileprivate mutating func take(_ account: Account) {
    agreement = account.agreement
    program = account.program
    segment = account.segment
    country = account.country
    cloud = account.cloud
    timeZone = account.zone.name
    storage = account.storage
    customDomains = account.customDomains
  }

  fileprivate func facts(in zone: ZoneRules) -> Account {
    Account(
      kind: kind, agreement: agreement, program: program, segment: segment, country: country,
      cloud: cloud, zone: zone, customDomains: customDomains, storage: storage)
  }
}
