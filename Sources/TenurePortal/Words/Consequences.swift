import TenureDomain
import TenureEngine
import TenurePolicy

/// What carrying out an act comes to, as its page and its receipt show it.
struct Consequences: Sendable {
  /// What changes; what other parts of the page already say is left out.
  let changes: [String]
  let hasChanges: Bool
  let losses: [LossView]
  let hasLosses: Bool
  let refund: RefundView?
  /// Why nothing comes back; nil if something does or nobody would expect it.
  let nothingBack: String?
  let hasMoneyBack: Bool
  let charge: SumView?
  /// What stays open, and on what it depends.
  let open: [String]
  let hasOpen: Bool

  /// - Parameters:
  ///   - reasons: the rules behind the plan.
  ///   - end: when what was paid for is used up.
  init(
    _ plan: PlanBody, of act: String, reasons: [ReasonBody], _ holding: Holding?,
    until end: String?, _ visit: Visit
  ) {
    changes = plan.changes.compactMap { visit.said($0) }
    hasChanges = !changes.isEmpty
    losses = LossView.all(plan.losses, from: holding, visit)
    hasLosses = !losses.isEmpty
    refund = plan.refund.map { RefundView($0, visit) }
    charge = plan.charge.map { SumView($0.amount, $0.proration, isCharge: true, visit) }
    nothingBack =
      plan.refund == nil
      ? Self.nothingBack(plan, of: act, reasons, until: end, visit) : nil
    hasMoneyBack = refund != nil || nothingBack != nil
    open = plan.open.map { visit.said($0) }
    hasOpen = !open.isEmpty
  }

  private static func nothingBack(
    _ plan: PlanBody, of act: String, _ reasons: [ReasonBody], until end: String?, _ visit: Visit
  ) -> String? {
    if plan.open.contains(where: { $0.field == OpenField.Field.refund.rawValue }) { return nil }
    if let reason = reasons.first(where: { $0.rule.hasPrefix("refund/") }) {
      return visit.said(reason)
    }
    guard act == ActKind.cancel.rawValue || act == ActKind.turnOffRecurringBilling.rawValue else {
      return nil
    }
    let isOver = plan.changes.contains { $0.change == "end" }
    guard let end, !isOver else { return visit.text("outcome.nothing-back") }
    return visit.text("outcome.used-up", ["date": visit.date(end)])
  }
}

extension Visit {
  /// The sentence of a rule in the language of whoever reads: a receipt holds it in the language of
  /// the account.
  func said(_ reason: ReasonBody) -> String {
    let values = Dictionary(
      reason.facts.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    return say.messages.text("reasons.\(reason.message)") { values[$0] } ?? reason.text
  }

  /// The rules of these tables, each sentence once.
  func because(
    _ reasons: [ReasonBody], of tables: [String], by edition: String?
  ) -> [ReasonView] {
    var seen: Set<String> = []
    return reasons.filter { reason in
      tables.contains { reason.rule.hasPrefix("\($0)/") } && seen.insert(reason.text).inserted
    }.map { ReasonView($0, of: edition, self) }
  }
}
