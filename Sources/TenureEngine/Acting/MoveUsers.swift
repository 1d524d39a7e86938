import TenureDomain

/// Where users move to.
struct Aim {
  /// The request with what the other subscription says of itself.
  let request: ActRequest
  /// The other subscription as it stands.
  let context: SubscriptionInContext
}

extension Engine {
  /// Looks at the subscription that users are to move to (MOV-05); nil if the act names none.
  ///
  /// - Throws: `EngineError.invalid` if it cannot be one to move to.
  func aim(
    of request: ActRequest, from source: SubscriptionInContext, at now: Timestamp,
    _ tx: any StoreReader
  ) throws -> Aim? {
    guard let id = request.toSubscription else { return nil }
    guard id != source.record.id, let target = try tx.subscription(id, of: source.account.id) else {
      throw fault("`\(id)` is no other subscription of this account", "name the one to move to")
    }
    let subscription = try standing(of: target, at: now).subject.subscription
    guard let product = subscription.product, let purchased = subscription.licenses.purchased,
      let assigned = subscription.licenses.assigned
    else {
      throw fault(
        "it is not known how many licenses of `\(id)` are free",
        "tell its licenses first, bought and in use")
    }
    if let named = request.act.product, named != product {
      throw fault("`\(id)` is not of the product `\(named.text)`", "leave `product` out")
    }
    var request = request
    request.act.product = product
    request.act.target = subscription.state == .active ? .ready : .notActive
    request.act.lacking = max((request.act.users ?? 0) - (purchased - assigned), 0)
    return Aim(request: request, context: target)
  }

  private func fault(_ problem: String, _ remedy: String) -> EngineError {
    .invalid([FieldFault(field: "toSubscription", problem: problem, remedy: remedy)])
  }

  /// Gives the users who left one subscription the licenses of the other, in the same transaction.
  func receiveUsers(
    at aim: Aim, with commit: inout ActCommit, _ request: ActRequest, _ decided: ActDecision,
    _ source: SubscriptionInContext, _ tx: any StoreReader
  ) throws {
    guard decided.plan != nil, let receipt = commit.receipt, let users = request.act.users else {
      return
    }
    var alteration = try Alteration(of: aim.context, at: receipt.at, self, tx)
    let present = alteration.subject.subscription.licenses.assigned ?? 0
    let change = Change.assigned(present + users)
    alteration.apply([change])
    let say = shelf.localizer(for: source.account.language)
    try alteration.append(
      EventType.usersReceived,
      UsersReceivedBody(
        from: source.record.id.text, users: users,
        change: ChangeBody(change, decided.standing.zone, say), receipt: receipt.id.text,
        version: alteration.record.version))
    commit.companions.append(alteration.commit(answering: commit.answer))
  }
}

extension EventType {
  /// Users came from another subscription.
  public static let usersReceived = "users.received"
}

/// What the event of the subscription tells that users moved to.
private struct UsersReceivedBody: Encodable {
  let from: String
  let users: Int
  let change: ChangeBody
  /// The receipt of the move.
  let receipt: String
  let version: Int64
}

extension Alteration {
  /// The same as a part of an act's commit.
  func commit(answering answer: Answer) -> ActCommit {
    let (record, milestones) = rows
    var commit = ActCommit(
      accountVersion: account.version, subscriptionVersion: record.version - 1, answer: answer)
    commit.record = record
    commit.milestones = milestones
    commit.events = events
    commit.effects = effects
    return commit
  }
}
