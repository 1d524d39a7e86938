import TenureDomain
import TenurePolicy

/// Everything that asking to close an account writes.
struct ClosureCommit {
  let answer: Answer
  /// The receipt that the answer consists of.
  let receiptID: ReceiptID
  private let engine: Engine
  private let view: AccountInView
  /// nil if an earlier receipt answers.
  private let receipt: ReceiptRecord?
  private let outcome: Outcome
  private let party: ReceiptBody.Party
  /// Why a support agent asks for it.
  private let personal: EventRecord.PersonalPart?

  private var account: AccountRecord { view.account }
  private var now: Timestamp { view.at }

  /// - Throws: `EngineError.invalid` if it is possible, and who asks does not say that they know
  ///   what it does.
  init(
    _ view: AccountInView, _ engine: Engine, _ request: ClosureRequest, _ tx: any StoreReader
  ) throws {
    self.engine = engine
    self.view = view
    let say = engine.shelf.localizer(for: view.account.language)
    let list = ClosureChecklist(view, engine, say)
    let (outcome, decision) = list.decision(view.account.closed == nil ? list.items : [])
    self.outcome = outcome
    let role = view.decisions.first?.role ?? view.party.roles[0]
    party = ReceiptBody.Party(view.party, in: role)
    personal = try view.party.personalPart(supportReason: request.supportReason, engine.ids)
    if outcome == .permitted, !request.isUnderstood { throw Self.notUnderstood }
    if outcome == .unnecessary, let earlier = try view.account.closingReceipt(tx) {
      receipt = nil
      receiptID = earlier.id
      answer = .act(.unnecessary, receipt: earlier.payload, version: view.account.version)
      return
    }
    receiptID = engine.ids.make(Named.Receipt.self, at: view.at)
    let version = view.account.version + (outcome == .permitted ? 1 : 0)
    var body = try Self.body(receiptID, view, decision, party, version, engine, say)
    body.supportReason = personal?.digestText
    let payload = try JSONText.bytes(body)
    let signature = try engine.keys.sign(payload: payload)
    receipt = ReceiptRecord(
      id: receiptID, account: view.account.id, subscription: nil, at: view.at,
      key: signature.key, payload: payload, signature: signature.bytes)
    answer = .act(outcome, receipt: payload, version: version)
  }

  private static let notUnderstood = EngineError.invalid([
    FieldFault(
      field: "understood",
      problem: "closing an account deletes everything in it, and nobody can undo that",
      remedy: "send `\"understood\": true` once whoever asks knows it")
  ])

  private static func body(
    _ id: ReceiptID, _ view: AccountInView, _ decision: DecisionBody, _ party: ReceiptBody.Party,
    _ version: Int64, _ engine: Engine, _ say: Localizer
  ) throws -> ReceiptBody {
    guard let zone = engine.zones.zone(view.account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(view.account.timeZone)`")
    }
    return ReceiptBody(
      id: id.text, account: view.account.id.text, subscription: nil,
      received: MomentBody(view.at, in: zone, tzdata: engine.zones.version),
      decided: "\(view.at)", actor: party, decision: decision,
      edition: view.decisions.max { $0.standing.edition.id < $1.standing.edition.id }?.edition,
      version: version, language: say.language)
  }
}

// MARK: - Writing

extension ClosureCommit {
  /// Writes everything within a transaction that has opened the account.
  ///
  /// - Parameter wall: what time it is for the server: for sessions and keys.
  /// - Returns: the keys that were revoked.
  func write(
    to tx: any StoreWriter, after head: ChainHead, wall: Timestamp
  ) throws -> [KeyID] {
    guard let receipt else { return [] }
    var head = head
    try tx.insert(receipt)
    guard outcome == .permitted else {
      try append(EventType.answered, nil, account.version, tx, &head)
      return []
    }
    for subscription in view.subscriptions { try close(subscription, tx, &head) }
    var closed = account
    closed.version += 1
    closed.closed = now
    closed.inactivityTold = nil
    closed.due = nil
    try tx.update(closed)
    let asker = party.key ?? party.person ?? party.kind
    let storage =
      try engine.deleteOwnStorage(of: closed, askedBy: asker, at: now, tx)
      + engine.bring(closed, to: now, tx)
    for event in storage { try tx.append(event.record(in: account.id, after: &head)) }
    try append(EventType.accountClosed, nil, closed.version, tx, &head)
    let managers = NoticeRecipient.managers(of: account)
    let day = engine.zones.zone(account.timeZone)?.localDate(of: now)
    for message in engine.notices(
      .closed, to: managers, of: account, receipt: receipt.id, at: now,
      values: { say in ["date": day.map(say.date) ?? ""] })
    {
      try tx.insert(message)
    }
    for feed in try tx.feeds(of: account.id) where feed.revoked == nil {
      try tx.revoke(feed.id, of: account.id, at: now)
    }
    try tx.endSessions(of: account.id, at: wall)
    let revoked = try tx.revokeKeys(of: account.id, at: wall)
    for key in revoked { try tx.endSessions(of: key, at: wall) }
    return revoked
  }

  /// A subscription goes with its account: what it left behind is deleted now (CLO-12).
  private func close(
    _ subscription: SubscriptionInView, _ tx: any StoreWriter, _ head: inout ChainHead
  ) throws {
    let passage = try engine.passage(of: subscription.context, at: now, tx)
    let subject = passage.agenda.subject.applying([.accountClosed])
    var record = passage.record
    record.subscription = subject.subscription
    record.lastReceipt = receiptID
    let timeline = Timeline(of: subject, at: now, under: passage.edition)
    var task: TaskRecord?
    if record.mark.deletionBegun == nil {
      record.mark.deletionBegun = now
      task = engine.deletionTask(of: record, goneBy: timeline[.dataDeletedBy]?.at, at: now)
    }
    record.due = engine.due(
      of: subject, after: record.mark, at: now, under: passage.edition, in: account)
    try tx.update(record)
    try tx.replaceMilestones(
      of: record.id, of: account.id, with: timeline.records(ahead: now, of: record))
    for event in passage.events { try tx.append(event.record(in: account.id, after: &head)) }
    try passage.effects.write(to: tx)
    if let task {
      try tx.insert(task)
      try tx.append(
        EventDraft.about(task, EventType.taskCreated, by: party.key ?? party.kind, at: now)
          .record(in: account.id, after: &head))
    }
    try append(EventType.accountClosed, record.id, record.version, tx, &head)
  }

  private func append(
    _ type: String, _ subscription: SubscriptionID?, _ version: Int64, _ tx: any StoreWriter,
    _ head: inout ChainHead
  ) throws {
    // Said once, in the account's own event.
    let part = subscription == nil ? personal : nil
    let body = ActEventBody(
      act: ActBody(Act(.closeAccount)), actor: party, changes: [], object: nil,
      outcome: outcome.rawValue, personal: part?.digestText, reason: nil,
      receipt: receiptID.text, version: version)
    let draft = EventDraft(
      at: now, subscription: subscription, type: type, body: try JSONText.bytes(body),
      personal: part)
    try tx.append(draft.record(in: account.id, after: &head))
  }
}

extension AccountRecord {
  /// The receipt of the act that closed the account; nil if none did.
  func closingReceipt(_ tx: any StoreReader) throws -> ReceiptRecord? {
    var found: ReceiptID?
    try WholeList.each(
      { try tx.events(of: id, subscription: nil, $0) }, place: \.sequence,
      { event in
        guard event.type == EventType.accountClosed, event.subscription == nil else { return }
        found = ReceiptID(try JSONText.value(ActEventBody.self, event.body).receipt)
      })
    return try found.flatMap { try tx.receipt($0) }
  }
}
