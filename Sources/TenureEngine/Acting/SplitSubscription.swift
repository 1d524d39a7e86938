import TenureDomain

// Licenses that leave for a subscription of their own, because only a part of them changes its plan
// (MOV-06, MOV-09).

extension Engine {
  /// The request with the id of the subscription that it makes, so that the receipt names it.
  func naming(_ request: ActRequest, _ decided: ActDecision, at now: Timestamp) -> ActRequest {
    guard decided.plan?.split != nil else { return request }
    var request = request
    request.newSubscription = ids.make(Named.Subscription.self, at: now)
    return request
  }

  /// Makes the subscription that licenses leave for, in the same transaction: with the term, the
  /// price and the windows of the one they leave, for an upgrade opens none (ELIG-28).
  func splitOff(
    with commit: inout ActCommit, _ request: ActRequest, _ decided: ActDecision,
    _ context: SubscriptionInContext
  ) throws {
    guard let plan = decided.plan, let split = plan.split, let id = request.newSubscription,
      let rest = commit.record, let receipt = commit.receipt
    else { return }
    var subject = plan.result
    subject.subscription.product = split.product
    subject.subscription.licenses = Licenses(purchased: split.licenses, assigned: split.assigned)
    subject.subscription.additions = []
    subject.subscription.licensesAtRenewal = nil
    subject.subscription.overAssignedSince = nil
    let at = decided.standing.at
    var record = SubscriptionRecord(
      account: rest.account, id: id, edition: rest.edition, isPinned: rest.isPinned,
      subscription: subject.subscription, created: receipt.at, lastReceipt: receipt.id)
    record.base = rest.base
    record.purchaser = rest.purchaser
    record.method = rest.method
    record.mark.settled = at
    record.due = due(
      of: subject, after: record.mark, at: at, under: decided.editionAfter, in: context.account)
    var made = ActCommit(
      accountVersion: commit.accountVersion, subscriptionVersion: 0, answer: commit.answer)
    made.record = record
    made.isNew = true
    made.milestones = Timeline(of: subject, at: at, under: decided.editionAfter)
      .records(ahead: at, of: record)
    let body = SplitBody(
      from: rest.id.text, licenses: split.licenses, assigned: split.assigned,
      product: split.product.text, receipt: receipt.id.text, version: record.version)
    made.events = [
      EventDraft(
        at: receipt.at, subscription: id, type: EventType.splitOff,
        body: try JSONText.bytes(body))
    ]
    commit.companions.append(made)
  }
}

extension Plan {
  /// The licenses that leave; nil if none does.
  fileprivate var split: Split? {
    for case .split(let split) in changes { return split }
    return nil
  }
}

extension EventType {
  /// A subscription was made of licenses that left another.
  public static let splitOff = "subscription.split-off"
}

private struct SplitBody: Encodable {
  let from: String
  let licenses: Int
  let assigned: Int
  let product: String
  /// The receipt of the change of plan.
  let receipt: String
  let version: Int64
}
