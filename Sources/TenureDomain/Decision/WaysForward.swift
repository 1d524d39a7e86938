/// Finds what can be done instead, when an act is not.
struct WayFinder {
  let act: Act
  let subject: Subject
  let now: Timestamp
  let edition: Edition

  /// The candidates of the rules, in table order and without repeats: first what makes the act
  /// possible, then turning recurring billing off, then waits, then contacts (design section 4).
  func ways(of judgement: Judgement) -> [WayForward] {
    var candidates: [WayCandidate] = []
    for rule in judgement.matched {
      for candidate in rule.conclusion.ways
      where !candidates.contains(where: { $0.way == candidate.way }) {
        candidates.append(candidate)
      }
    }
    let turnOff = Way.act(.turnOffRecurringBilling)
    if judgement.outcome == .refused, act.kind != .turnOffRecurringBilling,
      !candidates.contains(where: { $0.way == turnOff })
    {
      candidates.append(WayCandidate(turnOff))
    }
    var ways: [WayForward] = []
    for rank in 0...3 {
      for candidate in candidates where self.rank(candidate.way) == rank {
        if let way = consider(candidate) { ways.append(way) }
      }
    }
    return ways
  }

  private func rank(_ way: Way) -> Int {
    switch way {
    case .act(.turnOffRecurringBilling): 1
    case .act, .step: 0
    case .waitForExpiry: 2
    case .contact: 3
    }
  }

  private func consider(_ candidate: WayCandidate) -> WayForward? {
    switch candidate.way {
    case .act(let kind): return consider(kind, candidate)
    case .step(let step):
      return isMoot(step, to: candidate.to) ? nil : offer(candidate, .now)
    case .waitForExpiry:
      return endsByItself ? offer(candidate, .now, date: subject.subscription.term?.end) : nil
    case .contact: return offer(candidate, .now)
    }
  }

  /// Whether the subscription ends with its term, as far as that is known.
  private var endsByItself: Bool {
    guard let end = subject.subscription.term?.end else { return true }
    let at = subject.account.zone.startOfDay(end)
    let facts = edition.facts(of: subject, act: nil, at: at)
    guard case .rule(let rule) = edition.termEnd.first(facts) else { return true }
    return rule.conclusion == .expire
  }

  private func consider(_ kind: ActKind, _ candidate: WayCandidate) -> WayForward? {
    let request = request(for: kind, to: candidate.to)
    let facts = edition.facts(of: subject, act: request, at: now)
    let judgement = Judgement(edition.tables(for: kind), facts, of: subject)
    let to = request.licenses
    switch judgement.outcome {
    case .permitted: return offer(candidate, .now, to: to)
    case .unnecessary: return nil
    case .undetermined:
      return kind == .turnOffRecurringBilling
        ? nil : offer(candidate, .unknown(judgement.missing), to: to)
    case .refused, .elsewhere:
      // Turning it off is offered only while this actor may.
      if kind == .turnOffRecurringBilling { return nil }
      return offer(candidate, .after(firstSteps(judgement)), to: to)
    }
  }

  /// What must come before a candidate that is itself refused: for each of its rules the acts and
  /// steps that still have something to do, or whom to ask where there are none.
  private func firstSteps(_ judgement: Judgement) -> [Way] {
    var steps: [Way] = []
    for rule in judgement.matched {
      let helpful = rule.conclusion.ways.filter { candidate in
        switch candidate.way {
        case .act(let kind): kind != .turnOffRecurringBilling
        case .step(let step): !isMoot(step, to: candidate.to)
        case .waitForExpiry, .contact: false
        }
      }
      let contact = rule.conclusion.ways.filter { rank($0.way) == 3 }.prefix(1)
      for candidate in helpful.isEmpty ? Array(contact) : helpful
      where !steps.contains(candidate.way) {
        steps.append(candidate.way)
      }
    }
    return steps
  }

  /// The candidate act, with what was asked for where it names nothing of its own.
  private func request(for kind: ActKind, to: Int?) -> Act {
    switch kind.parameters {
    case .nothing: Act(kind)
    case .licenses: Act(kind, licenses: to ?? act.licenses ?? fewestLicenses)
    case .product: Act(kind, product: act.product)
    case .productAndUsers:
      Act(
        kind, product: act.product, users: act.users ?? subject.subscription.licenses.assigned)
    }
  }

  /// The fewest licenses that can be kept: those in use.
  private var fewestLicenses: Int? {
    subject.subscription.licenses.assigned.map { max($0, 1) }
  }

  /// Whether a step has nothing left to do.
  private func isMoot(_ step: OutsideStep, to: Int?) -> Bool {
    let subscription = subject.subscription
    switch step {
    case .unassignLicenses:
      guard let assigned = subscription.licenses.assigned else { return false }
      return (to ?? act.licenses).map { assigned <= $0 } ?? (assigned == 0)
    case .payBalance: return !subscription.pastDue
    case .updatePaymentMethod, .buyAgain, .freeLicenses: return false
    }
  }

  private func offer(
    _ candidate: WayCandidate, _ availability: WayForward.Availability, to: Int? = nil,
    date: CalendarDate? = nil
  ) -> WayForward {
    WayForward(
      way: candidate.way, to: to ?? candidate.to ?? stepTarget(candidate.way),
      availability: availability, date: date, isHouse: candidate.isHouse)
  }

  private func stepTarget(_ way: Way) -> Int? {
    way == .step(.unassignLicenses) ? act.licenses : nil
  }
}

extension Subject {
  /// The given facts that a fact needs and that nobody has told about this subject.
  public func absentInputs(of fact: Fact) -> [GivenFact] {
    let windowStart: GivenFact = subscription.renewed ? .term : .started
    let inputs: [GivenFact] =
      switch fact {
      case .sinceWindowStart: [windowStart]
      case .requestWithinRemovable: [.purchased, windowStart]
      default: FactCatalog.inputs(of: fact)
      }
    return inputs.filter(isAbsent)
  }

  private func isAbsent(_ given: GivenFact) -> Bool {
    switch given {
    case .accountKind: account.kind == nil
    case .agreement: account.agreement == nil
    case .program: account.program == nil
    case .country: account.country == nil
    case .storage: account.storage == nil
    case .role: actor.role == nil
    case .product: subscription.product == nil
    case .started: subscription.started == nil
    case .term: subscription.term == nil
    case .interval: subscription.interval == nil
    case .price: subscription.price == nil
    case .purchased: subscription.licenses.purchased == nil
    case .assigned: subscription.licenses.assigned == nil
    case .recurringBilling: subscription.recurringBilling == nil
    case .paymentMethod: subscription.paymentMethod == nil
    case .requestTo, .requestUsers: true
    default: false
    }
  }
}
