import TenureDomain
import TenurePolicy

/// Makes everything that a decided act writes.
struct ActCommitBuilder {
  let engine: Engine
  let request: ActRequest
  let context: SubscriptionInContext
  let decided: ActDecision
  let received: Timestamp
  let say: Localizer
  let receiptID: ReceiptID

  init(
    engine: Engine, request: ActRequest, context: SubscriptionInContext, decided: ActDecision,
    received: Timestamp
  ) {
    self.engine = engine
    self.request = request
    self.context = context
    self.decided = decided
    self.received = received
    say = engine.shelf.localizer(for: context.account.language)
    receiptID = engine.ids.make(Named.Receipt.self, at: received)
  }

  var account: AccountRecord { context.account }
  var standing: Standing { decided.standing }

  mutating func build(_ tx: any StoreReader) throws -> ActCommit {
    let passage =
      decided.plan == nil ? nil : try engine.passage(of: context, at: standing.at, tx)
    let record = passage.flatMap(changedRecord)
    let personal = try decided.party.personalPart(
      feedback: request.feedback, supportReason: request.supportReason, engine.ids)
    let payload = try JSONText.bytes(receiptBody(record, personal))
    let signature = try engine.keys.sign(payload: payload)
    let version = record?.version ?? context.record.version
    var commit = ActCommit(
      accountVersion: account.version, subscriptionVersion: context.record.version,
      answer: .act(decided.outcome, receipt: payload, version: version))
    commit.record = record
    commit.receipt = ReceiptRecord(
      id: receiptID, account: account.id, subscription: context.record.id, at: received,
      key: signature.key, payload: payload, signature: signature.bytes)
    commit.events = try (passage?.events ?? []) + [event(record, personal)]
    commit.effects = passage?.effects ?? Effects()
    if let record {
      commit.milestones = decided.timeline.records(ahead: standing.at, of: record)
    }
    if let plan = decided.plan {
      add(plan, to: &commit.effects)
      commit.aftermath = aftermath(of: plan)
      if plan.result.account.customDomains != account.customDomains {
        commit.account = account
        commit.account?.version += 1
        commit.removedDomain = request.domain
      }
    }
    return commit
  }

  /// The subscription after the plan, with what time has brought about before it.
  private func changedRecord(after passage: Passage) -> SubscriptionRecord? {
    guard let plan = decided.plan else { return nil }
    var record = passage.record
    record.subscription = plan.result.subscription
    record.lastReceipt = receiptID
    record.edition = decided.editionAfter.id
    record.due = engine.due(
      of: plan.result, after: record.mark, at: standing.at, under: decided.editionAfter,
      in: account)
    return record
  }

  private func receiptBody(
    _ record: SubscriptionRecord?, _ personal: EventRecord.PersonalPart?
  ) -> ReceiptBody {
    let after = decided.plan?.result ?? standing.subject
    let edition = decided.editionAfter
    return ReceiptBody(
      id: receiptID.text, account: account.id.text, subscription: context.record.id.text,
      received: MomentBody(received, in: standing.zone, tzdata: engine.zones.version),
      clock: account.clockWord,
      decided: "\(standing.at)", quote: request.quote?.text, actor: party,
      object: request.object, reason: request.reason?.rawValue,
      feedback: request.hasFeedback ? personal?.digestText : nil,
      supportReason: request.supportReason == nil ? nil : personal?.digestText,
      decision: decided.body(request.act, say), state: after.subscription.state.rawValue,
      access: edition.access(of: after, at: standing.at).map(AccessBody.init),
      timeline: TimelineBody(decided.timeline, say), edition: decided.edition,
      version: record?.version ?? context.record.version, language: say.language)
  }

  private var party: ReceiptBody.Party { ReceiptBody.Party(decided.party, in: decided.role) }

  /// The act in the history; what time brought about stands before it.
  private func event(
    _ record: SubscriptionRecord?, _ personal: EventRecord.PersonalPart?
  ) throws -> EventDraft {
    let changes = decided.plan?.changes ?? []
    let body = ActEventBody(
      act: ActBody(request.act), actor: party,
      changes: changes.map { ChangeBody($0, standing.zone, say) }, object: request.object,
      outcome: decided.outcome.rawValue, personal: personal?.digestText,
      reason: request.reason?.rawValue, receipt: receiptID.text,
      version: record?.version ?? context.record.version)
    let type = record == nil ? EventType.answered : EventType.carriedOut
    return EventDraft(
      at: received, subscription: context.record.id, type: type, body: try JSONText.bytes(body),
      personal: personal)
  }

  private func add(_ plan: Plan, to effects: inout Effects) {
    // A charge comes with the payment that is to be collected for it.
    effects.entries += plan.entries.filter { $0.kind != .charge }.map {
      LedgerRecord(
        account: account.id, id: engine.ids.make(Named.Entry.self, at: received), at: received,
        subscription: context.record.id, receipt: receiptID, entry: $0)
    }
    if let charge = plan.charge, !charge.amount.isZero {
      let payment = engine.payment(
        for: charge, of: context.record, receipt: receiptID, at: received, by: request.act.kind)
      effects.add(payment, engine)
    }
    effects.messages += messages(plan)
  }

  /// What an act does to what was begun for the subscription before.
  private func aftermath(of plan: Plan) -> ActCommit.Aftermath? {
    let before = standing.subject.subscription
    let after = plan.result.subscription
    if before.ending != nil, after.ending == nil { return .cameBack }
    if before.ending == nil, after.ending?.cause == .cancelled {
      return .cancelled(refund: plan.refund)
    }
    return nil
  }
}
