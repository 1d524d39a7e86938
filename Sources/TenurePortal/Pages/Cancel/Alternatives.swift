import TenureDomain
import TenureEngine
import TenurePolicy

extension CancelPage {
  /// What else can be done, as a plain fact: no offer, and none more than the others.
  struct Alternative: Sendable {
    let name: String
    let path: String
    let text: String

    /// The acts among them.
    static let acts: [ActKind] = [.turnOffRecurringBilling, .reduceLicenses, .changePlan]

    static func all(_ parts: Parts, _ visit: Visit) -> [Alternative] {
      [
        runOut(parts, visit), fewer(parts, visit), otherPlan(parts, visit), asItIs(parts, visit),
      ].compactMap { $0 }
    }

    /// Only where cancelling is something else than turning recurring billing off.
    private static func runOut(_ parts: Parts, _ visit: Visit) -> Alternative? {
      guard isPossible(.turnOffRecurringBilling, parts), endsNow(parts),
        let end = accessEnd(of: .turnOffRecurringBilling, parts)
      else { return nil }
      return make(.turnOffRecurringBilling, "run-out", ["date": visit.date(end)], parts, visit)
    }

    /// When access ends after an act; the end of the term if nothing is lost with it.
    private static func accessEnd(of act: ActKind, _ parts: Parts) -> String? {
      let losses = parts.options.first { $0.act.name == act.rawValue }?.plan?.losses
      let loss = losses?.first { $0.loss == "user-access" || $0.loss == "apps" }
      return loss?.date ?? parts.holding.body.term?.end
    }

    private static func fewer(_ parts: Parts, _ visit: Visit) -> Alternative? {
      guard isPossible(.reduceLicenses, parts),
        let licenses = parts.holding.body.licenses.purchased, licenses > 1
      else { return nil }
      return make(
        .reduceLicenses, "fewer", ["licenses": visit.say.count("formats.licenses", licenses)],
        parts, visit)
    }

    private static func otherPlan(_ parts: Parts, _ visit: Visit) -> Alternative? {
      guard isPossible(.changePlan, parts) else { return nil }
      return make(.changePlan, "other-plan", [:], parts, visit)
    }

    private static func asItIs(_ parts: Parts, _ visit: Visit) -> Alternative? {
      let body = parts.holding.body
      guard let date = body.outlook?.date ?? body.term?.end else { return nil }
      let key = body.outlook?.outlook ?? "term"
      return Alternative(
        name: visit.text("cancel.alternatives.keep"),
        path: Place.subscription(parts.owner, parts.id).path,
        text: visit.text("cancel.alternatives.keep-\(key)", ["date": visit.date(date)]))
    }

    private static func make(
      _ act: ActKind, _ key: String, _ values: [String: String], _ parts: Parts, _ visit: Visit
    ) -> Alternative {
      Alternative(
        name: visit.text("cancel.alternatives.\(key)"),
        path: Place.page(of: act, on: parts.id, of: parts.owner).path,
        text: visit.text("cancel.alternatives.\(key)-text", values))
    }

    private static func endsNow(_ parts: Parts) -> Bool {
      parts.decision.plan?.changes.contains { $0.change == "end" } ?? false
    }

    private static func isPossible(_ act: ActKind, _ parts: Parts) -> Bool {
      parts.options.contains {
        $0.act.name == act.rawValue && $0.outcome == Outcome.permitted.rawValue
      }
    }
  }
}
