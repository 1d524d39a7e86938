import TenureDomain
import TenurePolicy

/// Everything that one act writes, made before anything is written.
struct ActCommit: Sendable {
  /// The versions it was made from; with others it must be made again.
  let accountVersion: Int64
  let subscriptionVersion: Int64
  /// The subscription afterwards; nil if it stays as it is.
  var record: SubscriptionRecord?
  /// Whether the subscription is made by the act.
  var isNew = false
  /// The account afterwards; nil if it stays as it is.
  var account: AccountRecord?
  /// The domain that goes.
  var removedDomain: String?
  var milestones: [MilestoneRecord] = []
  var events: [EventDraft] = []
  var effects = Effects()
  /// What becomes of what was begun before; nil if nothing does.
  var aftermath: Aftermath?
  /// What the act does to other subscriptions of the account, each with its own receipt.
  var companions: [ActCommit] = []
  /// nil if the act is answered with an earlier act's receipt.
  var receipt: ReceiptRecord?
  var answer: Answer

  enum Aftermath: Sendable {
    /// Nothing more is collected; what the act promises back is set off against what was never
    /// paid.
    case cancelled(refund: Refund?)
    /// Nothing is deleted, and no export goes on.
    case cameBack
  }

  /// What touches others may have seen them as they are no more, so it is always made again.
  func wasMade(from opening: Opening) -> Bool {
    opening.account?.version == accountVersion
      && opening.subscription?.version == subscriptionVersion && companions.isEmpty
  }
}

/// An event that is not yet part of a history.
struct EventDraft: Sendable {
  let at: Timestamp
  let subscription: SubscriptionID?
  let type: String
  let body: [UInt8]
  var personal: EventRecord.PersonalPart?

  /// The event as the next link of a history, and moves its head.
  func record(in account: AccountID, after head: inout ChainHead) -> EventRecord {
    let hash = Chain.hash(after: head.hash, body: body)
    head = ChainHead(sequence: head.sequence + 1, hash: hash)
    return EventRecord(
      account: account, sequence: head.sequence, at: at, subscription: subscription, type: type,
      body: body, hash: hash, personal: personal)
  }
}

extension EventDraft {
  /// What time brought about, each at its own due instant.
  static func passed(
    _ happenings: [Happening], of subscription: SubscriptionID, _ zone: ZoneRules, _ say: Localizer
  ) throws -> [EventDraft] {
    try happenings.map {
      EventDraft(
        at: $0.at, subscription: subscription, type: EventType.passed,
        body: try JSONText.bytes(HappeningBody($0, zone, say)))
    }
  }
}

extension ActCommit {
  /// Writes everything within one transaction.
  ///
  /// - Parameters:
  ///   - now: what time it is for the account.
  ///   - wall: what time it is for the server, which keeps the answer.
  func write(
    to tx: any StoreWriter, account id: AccountID, head: ChainHead, _ key: RequestKey?,
    _ once: OnceOnly?, _ ids: any IDSource, at now: Timestamp,
    wall: Timestamp
  ) throws {
    if let account { try tx.update(account) }
    if let removedDomain { _ = try tx.remove(domain: removedDomain, of: id) }
    var head = head
    for commit in [self] + companions { try commit.writeSubscription(tx, id, &head, ids, at: now) }
    if let key, let once {
      let stored = StoredAnswer(
        fingerprint: once.fingerprint, at: wall, status: answer.status, receipt: receipt?.id,
        body: receipt == nil ? answer.body : nil, version: answer.version)
      try tx.insert(stored, to: key)
    }
  }

  private func writeSubscription(
    _ tx: any StoreWriter, _ account: AccountID, _ head: inout ChainHead, _ ids: any IDSource,
    at now: Timestamp
  ) throws {
    if let record {
      if isNew { try tx.insert(record) } else { try tx.update(record) }
      try tx.replaceMilestones(of: record.id, of: account, with: milestones)
    }
    if let receipt { try tx.insert(receipt) }
    for event in events { try tx.append(event.record(in: account, after: &head)) }
    try effects.write(to: tx)
    try carryOutAftermath(tx, account, &head, ids, at: now)
  }

  private func carryOutAftermath(
    _ tx: any StoreWriter, _ account: AccountID, _ head: inout ChainHead, _ ids: any IDSource,
    at now: Timestamp
  ) throws {
    guard let aftermath, let record else { return }
    switch aftermath {
    case .cancelled(let refund):
      try tx.giveUpPayments(of: record.id, of: account, refund: refund, at: now, ids)
    case .cameBack:
      try tx.retryPayments(of: record.id, of: account, at: now)
      for task in try tx.withdrawTasks(of: record.id, of: account, at: now) {
        let event = try EventDraft.about(task, EventType.taskWithdrawn, at: now)
        try tx.append(event.record(in: account, after: &head))
      }
    }
  }
}
