import TenureDomain
import TenurePolicy

extension ClosureChecklist {
  /// What closing the account comes to, as one answer: that of all subscriptions together with what
  /// the account itself keeps open.
  func decision(_ items: [ClosureItemBody]) -> (outcome: Outcome, body: DecisionBody) {
    let outcome = outcome(items)
    let open = items.filter { $0.state == "open" }
    let own = outcome == .elsewhere ? [] : open.flatMap(ownReasons)
    var body = DecisionBody(carriedOut: ActKind.closeAccount.rawValue, say)
    body.outcome = outcome.rawValue
    body.text = say.name(of: outcome)
    body.reasons = own + policyReasons(outcome)
    body.missing = outcome == .undetermined ? missing : []
    body.blockers = open.map(\.item)
    body.waysForward = outcome == .permitted ? [] : waysForward(open)
    return (outcome, body)
  }

  private func outcome(_ items: [ClosureItemBody]) -> Outcome {
    if view.account.closed != nil { return .unnecessary }
    let outcomes = Set(view.decisions.map(\.outcome))
    if outcomes.contains(.elsewhere) { return .elsewhere }
    if outcomes.contains(.refused) || items.contains(where: { $0.state == "open" }) {
      return .refused
    }
    return outcomes.contains(.undetermined) ? .undetermined : .permitted
  }

  /// The rules behind the outcome over all subscriptions, each once, in the order of their table.
  private func policyReasons(_ outcome: Outcome) -> [ReasonBody] {
    var reasons: [ReasonBody] = []
    for decision in view.decisions.compactMap(\.decision) where decision.outcome == outcome {
      for reason in decision.reasons where !reasons.contains(where: { $0.rule == reason.rule.id }) {
        reasons.append(ReasonBody(reason, decision.facts, say))
      }
    }
    let order = view.edition?.tables(for: .closeAccount).headers.map(\.id) ?? []
    func place(_ reason: ReasonBody) -> Int {
      order.firstIndex(of: reason.rule) ?? order.count
    }
    // Of those that the newest edition does not know, the order of the subscriptions holds.
    return reasons.enumerated()
      .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
      .map(\.element)
  }

  /// The reason of an item that no policy knows.
  private func ownReasons(_ item: ClosureItemBody) -> [ReasonBody] {
    let source: String? =
      switch ClosureItem(name: item.item) {
      case .exports, .people: "CLO24"
      case .selfService: "ENT22"
      default: nil
      }
    guard let source else { return [] }
    let citation = view.edition?.sources.first { $0.key == source }
    return [ReasonBody(item, citation, say)]
  }

  private var missing: [FactBody] {
    var facts: [FactBody] = []
    for decided in view.decisions where decided.outcome == .undetermined {
      let given = decided.decision?.missing ?? decided.standing.missing
      for fact in given where !facts.contains(where: { $0.name == fact.path }) {
        facts.append(FactBody(name: fact.path, text: say.name(of: fact)))
      }
    }
    return facts
  }

  /// The ways of all items, in order and without repeats; the checklist says where each leads.
  private func waysForward(_ open: [ClosureItemBody]) -> [WayBody] {
    var ways: [WayBody] = []
    for step in open.flatMap(\.open).flatMap(\.steps) + steps.ofRefusal
    where !ways.contains(where: { $0.way == step.way }) {
      ways.append(WayBody(step))
    }
    return ways
  }
}

extension ReasonBody {
  /// The reason of an item that is open.
  fileprivate init(_ item: ClosureItemBody, _ citation: Citation?, _ say: Localizer) {
    rule = item.item
    implements = item.implements
    message = item.item
    source = citation.map(SourceBody.init)
    house = citation == nil
    facts = []
    text = say.text("closure.\(item.item)", ["count": say.number(item.open.count)])
  }
}

extension WayBody {
  fileprivate init(_ step: ClosureStepBody) {
    way = step.way
    availability = step.availability
    after = step.after
    missing = []
    date = step.date
    house = step.house
    text = step.text
  }
}
