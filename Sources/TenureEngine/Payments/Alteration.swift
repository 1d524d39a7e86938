import TenureDomain

/// A change of a subscription that no policy decides, on top of what time brought about before it:
/// everything it writes, made before anything is written.
struct Alteration {
  let account: AccountRecord
  let at: Timestamp
  /// The subscription afterwards.
  private(set) var record: SubscriptionRecord
  private(set) var subject: Subject
  private(set) var edition: Edition
  /// What joins the history, in order.
  var events: [EventDraft]
  var effects: Effects
  private let engine: Engine

  /// Brings a subscription up to an instant.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks its edition or its time zone,
  ///   `EngineError.notNow` if something is due by a clock that is not to be believed.
  init(
    of context: SubscriptionInContext, at now: Timestamp, _ engine: Engine, _ tx: any StoreReader
  ) throws {
    let passage = try engine.passage(of: context, at: now, tx)
    account = context.account
    at = now
    record = passage.record
    subject = passage.agenda.subject
    edition = passage.edition
    events = passage.events
    effects = passage.effects
    self.engine = engine
  }

  mutating func apply(_ changes: [Change]) {
    subject = subject.applying(changes)
    record.subscription = subject.subscription
  }

  /// Charges it to another payment method from now on.
  mutating func charge(to method: String) {
    record.method = method
    apply([.paymentMethod(.onFile)])
  }

  mutating func append(
    _ type: String, _ body: some Encodable, personal: EventRecord.PersonalPart? = nil
  ) throws {
    events.append(
      EventDraft(
        at: at, subscription: record.id, type: type, body: try JSONText.bytes(body),
        personal: personal))
  }

  /// The subscription with its next due instant, and the dates that lie ahead of it.
  var rows: (record: SubscriptionRecord, milestones: [MilestoneRecord]) {
    var record = record
    record.due = engine.due(
      of: subject, after: record.mark, at: at, under: edition, in: account)
    let timeline = Timeline(of: subject, at: at, under: edition)
    return (record, timeline.records(ahead: at, of: record))
  }

  /// Writes everything but the history.
  func write(to tx: any StoreWriter) throws {
    let (record, milestones) = rows
    try tx.update(record)
    try tx.replaceMilestones(of: record.id, of: record.account, with: milestones)
    try effects.write(to: tx)
  }
}
