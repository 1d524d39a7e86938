import TenureDomain
import TenurePolicy

// What users bought for themselves, once somebody else ends it (MOV-11).

extension Engine {
  /// What it takes to end what somebody else bought, besides what every act takes.
  ///
  /// - Throws: `EngineError.invalid` if nobody was shown what cancelling comes to, which is the
  ///   second confirmation, or if nobody knows where the users went.
  func checkTakeOver(_ request: ActRequest, _ decided: ActDecision) throws {
    guard let plan = decided.plan, decided.endsWhatAnotherBought else { return }
    if request.act.kind == .cancel, request.quote == nil, decided.role != .supportAgent {
      throw EngineError.invalid([
        FieldFault(
          field: "quote",
          problem: "somebody bought this for themselves, so ending it is confirmed twice",
          remedy: "ask for a quote, look at what is lost, and send its `quote` with the act")
      ])
    }
    if plan.effect == .takeOver, request.toSubscription == nil {
      throw EngineError.invalid([
        FieldFault(
          field: "toSubscription",
          problem: "the last user leaves, and the subscription ends with it",
          remedy: "name the subscription of the account that they move to")
      ])
    }
  }

  /// Tells whoever bought a subscription for themselves that somebody else ended it, in their own
  /// language if it is known.
  func tellPurchaser(
    with commit: inout ActCommit, _ request: ActRequest, _ decided: ActDecision,
    _ context: SubscriptionInContext, _ tx: any StoreReader
  ) throws {
    guard let plan = decided.plan, let receipt = commit.receipt, decided.endsWhatAnotherBought,
      let id = context.record.purchaser,
      let purchaser = try tx.person(id, of: context.account.id), purchaser.erased == nil
    else { return }
    let say = shelf.localizer(for: purchaser.language ?? context.account.language)
    let isMove = request.act.kind == .moveUsers
    var notice = Notice(
      kind: isMove ? .takenOver : .cancelledByAnother,
      values: ["date": say.date(decided.standing.zone.localDate(of: receipt.at))])
    notice.values["target"] = request.act.product.map { say.product($0) }
    if let refund = plan.refund, !refund.amount.isZero {
      notice.lines = [
        say.text(
          "notices.lines.refund",
          ["amount": say.money(refund.amount), "to": say.name(of: refund.to)])
      ]
    }
    commit.effects.messages.append(
      rendered(
        notice, NoticeRecipient(.user, id), of: context.account, about: context.record,
        receipt: receipt.id, at: receipt.at, say))
  }
}

extension ActDecision {
  /// Whether the act ends at once what a user bought for themselves, and somebody else asked for
  /// it.
  fileprivate var endsWhatAnotherBought: Bool {
    let before = standing.subject.subscription
    guard let after = plan?.result.subscription, before.channel == .selfService,
      before.ending == nil, after.ending?.cause == .cancelled
    else { return false }
    let purchaser = standing.record.purchaser
    return role != .user && !(purchaser.map(party.isPerson) ?? false)
  }
}
