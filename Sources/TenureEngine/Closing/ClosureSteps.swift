import TenureDomain
import TenurePolicy

/// Says how to do what stands between an account and its closing: with acts that are permitted now,
/// calls, days to wait for, and people to ask.
struct ClosureSteps {
  let view: AccountInView
  let engine: Engine
  let say: Localizer

  private var path: String { "/v1/accounts/\(view.account.id)" }

  /// A user who is not the last administrator (CLO-03).
  func open(person: PersonRecord) -> ClosureOpenBody {
    ClosureOpenBody(
      person: person.id.text,
      steps: [step("erase-person", call("POST", "/people/\(person.id)/erasure"))])
  }

  /// A domain, after the people whose address is in it (DOM-02, DOM-03).
  func open(domain: String) -> ClosureOpenBody {
    let people = view.people(in: domain)
    let moves = people.map { person in
      step(
        "change-person",
        call("PATCH", "/people/\(person.id)", ["email": .null]), ["domain": domain])
    }
    let removal = step(
      "delete-domain", call("DELETE", "/domains/\(domain)"), ["domain": domain],
      after: people.isEmpty ? [] : ["change-person"])
    return ClosureOpenBody(
      domain: domain, people: people.map(\.id.text), steps: moves + [removal])
  }

  /// An export that runs: it is waited for (CLO-02).
  func open(export task: TaskRecord) -> ClosureOpenBody {
    ClosureOpenBody(task: task.id.text, steps: [step("wait-for-export", nil)])
  }

  /// What is owed (CLO-08).
  func open(payment: PaymentRecord) -> ClosureOpenBody {
    ClosureOpenBody(
      payment: payment.id.text, amount: MoneyBody(payment.amount),
      steps: [way(.step(.payBalance)), way(.contact(.support), isHouse: true)])
  }

  /// A subscription that is not yet at the end that its policy asks for.
  func open(_ subscription: SubscriptionInView, _ item: ClosureItem) -> ClosureOpenBody {
    var steps: [ClosureStepBody] = []
    func add(_ step: ClosureStepBody) {
      if !steps.contains(where: { $0.way == step.way }) { steps.append(step) }
    }
    // Domains and debts have items of their own.
    let ways = (subscription.decided.decision?.waysForward ?? []).filter { way in
      way.way.isContact || (way.way == .step(.payBalance)) == (item == .unpaid)
    }.filter { $0.way != .act(.removeDomain) }
    for way in ways where !way.way.isContact {
      add(step(way, on: subscription))
      if case .act(let kind) = way.way, way.availability != .now {
        // What the act itself needs first.
        for inner in self.ways(before: kind, on: subscription) {
          add(step(inner, on: subscription))
        }
      }
    }
    if item != .unpaid, let wait = wait(for: subscription, item) { add(wait) }
    for way in ways where way.way.isContact { add(step(way, on: subscription)) }
    return ClosureOpenBody(subscription: subscription.id.text, steps: steps)
  }

  /// What is left to do where a policy refuses for the sake of who asks.
  var ofRefusal: [ClosureStepBody] {
    view.decisions.filter { $0.outcome == .refused || $0.outcome == .elsewhere }
      .flatMap { $0.decision?.waysForward ?? [] }
      .filter(\.way.isContact)
      .map { way($0.way, isHouse: $0.isHouse) }
  }
}

// MARK: - Acts and waits

extension ClosureSteps {
  private func ways(before kind: ActKind, on subscription: SubscriptionInView) -> [WayForward] {
    let standing = subscription.decided.standing
    guard standing.missing.isEmpty else { return [] }
    let (_, decision) = standing.decide(Act(kind), as: view.party)
    return decision.waysForward.filter { !$0.way.isContact }
  }

  private func step(_ way: WayForward, on subscription: SubscriptionInView) -> ClosureStepBody {
    let body = WayBody(way, say)
    var request: ClosureRequestBody?
    // A policy does not see who still has an address in the domain (DOM-03).
    let isHeld =
      way.way == .act(.removeDomain) && view.domains.contains { !view.people(in: $0).isEmpty }
    if case .act(let kind) = way.way, way.availability == .now, !isHeld {
      request = act(kind, to: way.to, on: subscription)
    }
    return ClosureStepBody(
      way: body.way, text: body.text, availability: isHeld ? "after" : body.availability,
      after: isHeld ? ["change-person"] : body.after, date: body.date, request: request,
      house: body.house)
  }

  /// The call of an act, with everything that it asks for.
  private func act(
    _ kind: ActKind, to licenses: Int?, on subscription: SubscriptionInView
  ) -> ClosureRequestBody {
    if kind == .removeDomain, let domain = view.domains.first {
      return call("DELETE", "/domains/\(domain)")
    }
    var body: [String: RawJSON] = ["act": .text(kind.rawValue)]
    if let licenses { body["licenses"] = .integer(Int64(licenses)) }
    if subscription.decided.asksReason(kind) {
      body["reason"] = .text(LeavingReason.organisationChanges.rawValue)
    }
    switch view.named {
    case .person(let person): body["actor"] = .object(["person": .text(person.text)])
    case .role(let role): body["actor"] = .object(["role": .text(role.rawValue)])
    case nil: break
    }
    return call("POST", "/subscriptions/\(subscription.id)/acts", body)
  }

  /// The day on which a subscription leaves an item behind if nobody does more than turn its
  /// recurring billing off; nil if that day is not known.
  private func wait(
    for subscription: SubscriptionInView, _ item: ClosureItem
  ) -> ClosureStepBody? {
    let standing = subscription.decided.standing
    guard standing.missing.isEmpty else { return nil }
    if let date = end(of: item, standing.subject, under: standing.edition) {
      return waiting(until: date, after: [])
    }
    var subject = standing.subject
    let turnOff = standing.decide(Act(.turnOffRecurringBilling), as: view.party).decision
    guard turnOff.outcome == .permitted, let plan = turnOff.plan else { return nil }
    subject = plan.result
    return end(of: item, subject, under: standing.edition).map {
      waiting(until: $0, after: [ActKind.turnOffRecurringBilling.rawValue])
    }
  }

  private func end(
    of item: ClosureItem, _ subject: Subject, under edition: Edition
  ) -> CalendarDate? {
    let name = item == .selfService ? nil : item.name
    for entry in Forecast(of: subject, after: view.at, under: edition).entries {
      guard let state = entry.state else { continue }
      var later = subject
      later.actor = Actor(role: view.party.roles[0])
      later.subscription.state = state
      let facts = edition.facts(of: later, act: Act(.closeAccount), at: entry.at)
      let items = Judgement(edition.tables(for: .closeAccount), facts, of: later).matched
        .compactMap(\.conclusion.item)
      let isOver = name.map { !items.contains($0) } ?? (state == .deleted)
      if isOver { return entry.date }
    }
    return nil
  }

  private func waiting(until date: CalendarDate, after: [String]) -> ClosureStepBody {
    ClosureStepBody(
      way: "wait", text: say.text("closure.wait", ["date": say.date(date)]),
      availability: after.isEmpty ? "now" : "after", after: after, date: "\(date)", request: nil,
      house: false)
  }
}

// MARK: - Texts and calls

extension ClosureSteps {
  private func step(
    _ way: String, _ request: ClosureRequestBody?, _ values: [String: String] = [:],
    after: [String] = []
  ) -> ClosureStepBody {
    ClosureStepBody(
      way: way, text: say.text("closure.\(way)", values),
      availability: after.isEmpty ? "now" : "after", after: after, date: nil, request: request,
      house: false)
  }

  private func way(_ way: Way, isHouse: Bool = false) -> ClosureStepBody {
    ClosureStepBody(
      way: way.name, text: say.name(of: way), availability: "now", after: [], date: nil,
      request: nil, house: isHouse)
  }

  private func call(
    _ method: String, _ rest: String, _ body: [String: RawJSON]? = nil
  ) -> ClosureRequestBody {
    ClosureRequestBody(method: method, path: path + rest, body: body.map(RawJSON.object))
  }
}

extension Way {
  fileprivate var isContact: Bool {
    if case .contact = self { true } else { false }
  }
}
