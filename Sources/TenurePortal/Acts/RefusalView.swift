import TenureDomain
import TenureEngine

/// Why an act cannot be done now, and what can be done instead: the partial `refusal` shows it.
struct RefusalView: Sendable {
  let title: String
  let reasons: [ReasonView]
  let missing: [String]
  let hasMissing: Bool
  let ways: [WayLink]
  let hasWays: Bool
  /// Where the receipt of what happened before is.
  let receipt: String?

  /// - Parameters:
  ///   - edition: the one that was asked; nil where that is not told.
  ///   - texts: the page whose texts name the outcomes, such as `cancel`.
  init(
    _ decision: DecisionBody, by edition: String?, on holding: Holding?, texts: String,
    _ visit: Visit
  ) {
    title = visit.text("\(texts).why.\(decision.outcome)")
    reasons = decision.reasons.map { ReasonView($0, of: edition, visit) }
    missing = decision.missing.map { visit.text(of: $0.name).withCapital }
    hasMissing = !missing.isEmpty
    let owner = visit.account.flatMap { AccountID($0.id) }
    let id = holding.flatMap { SubscriptionID($0.body.id) }
    ways =
      owner.map {
        visit.ways(
          decision.waysForward, on: id, of: $0, seller: holding.map { visit.seller(of: $0.body) })
      } ?? []
    hasWays = !ways.isEmpty
    guard decision.outcome == Outcome.unnecessary.rawValue, let owner,
      let last = holding?.body.lastReceipt.flatMap({ ReceiptID($0) })
    else {
      receipt = nil
      return
    }
    receipt = Place.receipt(owner, last).path
  }
}
