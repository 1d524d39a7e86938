import TenureDomain
import TenureEngine
import TenurePolicy

/// What can be done with a subscription now, and what cannot.
struct ActChoices: Sendable {
  /// Something that can be done, or whose page asks for more.
  struct Choice: Sendable {
    let name: String
    let path: String
    let text: String
  }

  /// Acts that are refused for the same reasons, with the same ways forward.
  struct Refused: Sendable {
    let acts: String
    let outcome: String
    let reasons: [ReasonView]
    let ways: [WayLink]
    let hasWays: Bool
  }

  let choices: [Choice]
  let hasChoices: Bool
  let refused: [Refused]
  let hasRefused: Bool

  /// - Parameter edition: the one that was asked.
  init(_ decisions: [DecisionBody], by edition: String, _ words: SubscriptionWords) {
    let visit = words.visit
    var choices: [Choice] = []
    var refused: [(decision: DecisionBody, names: [String])] = []
    for decision in decisions {
      guard let act = ActKind(rawValue: decision.act.name), act != .keep else { continue }
      let name = visit.say.name(of: act)
      let link = visit.say.name(of: .act(act))
      let path = visit.path(of: act, on: words.id, of: words.account)
      switch Outcome(rawValue: decision.outcome) {
      case .permitted where act.parameters == .nothing:
        choices.append(Choice(name: link, path: path, text: decision.reasons.first?.text ?? ""))
      case .permitted,
        .undetermined where act.parameters != .nothing:
        choices.append(
          Choice(name: link, path: path, text: visit.text("subscription.asks.\(act.rawValue)")))
      default:
        if act == .cancel, words.isActive {
          choices.append(Choice(name: link, path: path, text: cancelling(decision, visit)))
        }
        if let index = refused.firstIndex(where: { $0.decision.saysSame(as: decision) }) {
          refused[index].names.append(name)
        } else {
          refused.append((decision, [name]))
        }
      }
    }
    self.choices = visit.mayAct ? choices : []
    hasChoices = !self.choices.isEmpty
    self.refused = refused.map { decision, names in
      Refused(
        acts: visit.say.list(names),
        outcome: visit.text("subscription.outcomes.\(decision.outcome)"),
        reasons: decision.reasons.map { reason in
          // The product was ours to try: what it lacks answers nothing that somebody asked.
          let isOfTrial = reason.facts.contains { $0.name.hasPrefix("request.") }
          return ReasonView(
            reason, of: edition, saying: isOfTrial ? trial(decision.act.name, visit) : nil, visit)
        },
        ways: visit.ways(
          decision.waysForward, on: words.id, of: words.account,
          seller: visit.seller(of: words.body)),
        hasWays: !decision.waysForward.isEmpty)
    }
    hasRefused = !refused.isEmpty
  }
}

/// What is said where every product that could be chosen is refused.
private func trial(_ act: String, _ visit: Visit) -> String? {
  act == ActKind.changePlan.rawValue ? visit.text("subscription.no-other-plan") : nil
}

/// What is said of cancelling where it is not possible or not needed: the way to it is never
/// hidden.
private func cancelling(_ decision: DecisionBody, _ visit: Visit) -> String {
  guard decision.outcome == Outcome.unnecessary.rawValue, let reason = decision.reasons.first
  else { return visit.text("subscription.asks.cancel") }
  return reason.text
}

extension DecisionBody {
  /// Whether another act is answered in the same words.
  fileprivate func saysSame(as other: DecisionBody) -> Bool {
    outcome == other.outcome && reasons.map(\.text) == other.reasons.map(\.text)
      && waysForward == other.waysForward && !reasons.isEmpty
  }
}
